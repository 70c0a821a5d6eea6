"""Gives certificates that were awarded before the version of their rule and the dates that their state follows from."""

import datetime as dt

from django.db import migrations
from django.utils import timezone

TERMS = ("rule", "valid_months", "renew_days", "grace_days", "needs_confirmation")


def fill(apps, schema_editor):
    Certification = apps.get_model("quizzes", "Certification")
    CertificationVersion = apps.get_model("quizzes", "CertificationVersion")
    Certificate = apps.get_model("quizzes", "Certificate")
    for certification in Certification.objects.all():
        terms = {name: getattr(certification, name) for name in TERMS}
        version = CertificationVersion.objects.create(
            certification=certification, number=1, made_at=timezone.now(), **terms
        )
        rows = []
        for row in Certificate.objects.filter(certification=certification).iterator():
            row.version = version
            row.counts_from = row.awarded_on
            asked = row.valid_until - dt.timedelta(days=certification.renew_days)
            row.due_on = max(row.awarded_on, asked)
            row.lapses_on = row.valid_until + dt.timedelta(days=certification.grace_days + 1)
            rows.append(row)
        Certificate.objects.bulk_update(rows, ["version", "counts_from", "due_on", "lapses_on"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0005_certification_over_time")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
