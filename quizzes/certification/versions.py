"""Changing a certification: the rule and terms are checked, and what stood before is kept as a version."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lms.members.models import User
from quizzes.errors import BadRule
from quizzes.models import Certification, CertificationVersion

from . import rules

TERMS = ("rule", "valid_months", "renew_days", "grace_days", "needs_confirmation")


def save_certification(
    *, certification: Certification, now: dt.datetime, by: User | None = None, reason: str = ""
) -> CertificationVersion:
    """Saves it with everything that was changed on the instance. Certificates keep the version they were awarded by.

    Raises BadRule for a rule that cannot be read, or that asks for itself, directly or through others, and
    ValidationError for terms out of range.
    """
    check_rule(certification)
    certification.full_clean()
    with transaction.atomic():
        certification.save()
        return standing_version(certification=certification, now=now, by=by, reason=reason)


def standing_version(
    *, certification: Certification, now: dt.datetime, by: User | None = None, reason: str = ""
) -> CertificationVersion:
    """The version that says what `certification` says now; made where there is none. Runs in a transaction."""
    terms = {name: getattr(certification, name) for name in TERMS}
    newest = _newest(certification)
    if newest and _terms_of(newest) == terms:
        return newest
    Certification.objects.select_for_update(no_key=True).filter(pk=certification.pk).first()
    newest = _newest(certification)  # another may have been made while this one waited
    if newest and _terms_of(newest) == terms:
        return newest
    return CertificationVersion.objects.create(
        certification=certification,
        number=newest.number + 1 if newest else 1,
        made_at=now,
        made_by=by,
        reason=reason,
        **terms,
    )


def _newest(certification: Certification) -> CertificationVersion | None:
    return certification.versions.order_by("-number").first()


def _terms_of(version: CertificationVersion) -> dict[str, Any]:
    return {name: getattr(version, name) for name in TERMS}


def check_rule(certification: Certification) -> None:
    """Raises BadRule, which says in the reader's language what is wrong and where."""
    try:
        rule = rules.parse(certification.rule)
    except rules.RuleError as error:
        raise BadRule(_("This rule cannot be read: %(reason)s"), reason=error) from error
    others = Certification.objects.exclude(key=certification.key).values_list("key", "rule")
    known = {certification.key: rule}
    for key, data in others:
        try:
            known[key] = rules.parse(data)
        except rules.RuleError:
            continue
    if unknown := rules.certifications_of(rule) - known.keys():
        raise BadRule(_("There is no certification “%(key)s”."), key=min(unknown))
    if found := rules.circle(known):
        raise BadRule(_("These certifications ask for each other in a circle: %(keys)s."), keys=" → ".join(found))
