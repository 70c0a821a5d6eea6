from django.db import migrations, models


def choices_into_spec(apps, schema_editor):
    versions = apps.get_model("quizzes", "QuestionVersion")
    changed = []
    for version in versions.objects.iterator(chunk_size=500):
        version.spec = {"choices": version.choices}
        if version.kind == "multiple":
            version.spec["rule"] = "right_minus_wrong"
        changed.append(version)
    versions.objects.bulk_update(changed, ["spec"], batch_size=500)


def spec_into_choices(apps, schema_editor):
    versions = apps.get_model("quizzes", "QuestionVersion")
    for version in versions.objects.iterator(chunk_size=500):
        version.choices = version.spec.get("choices", [])
        version.save(update_fields=["choices"])


KINDS = ["single", "multiple", "true_false", "matching", "ordering", "short", "number", "tap"]


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="questionversion", name="quizzes_questionversion_kind"),
        migrations.AlterField(
            model_name="questionversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("single", "single choice"),
                    ("multiple", "multiple choice"),
                    ("true_false", "true or false"),
                    ("matching", "matching"),
                    ("ordering", "ordering"),
                    ("short", "short answer"),
                    ("number", "number"),
                    ("tap", "tap the screen"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="quizzes_questionversion_kind"
            ),
        ),
        migrations.AddField(
            model_name="questionversion", name="spec", field=models.JSONField(default=dict, verbose_name="content"),
        ),
        migrations.AlterField(
            model_name="questionversion", name="choices", field=models.JSONField(default=list, verbose_name="choices"),
        ),
        migrations.RunPython(choices_into_spec, spec_into_choices),
        migrations.RemoveField(model_name="questionversion", name="choices"),
        migrations.AlterField(
            model_name="questionversion", name="spec", field=models.JSONField(verbose_name="content"),
        ),
    ]
