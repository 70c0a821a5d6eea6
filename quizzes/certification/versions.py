"""Changing a certification: the rule and terms are checked, and what stood before is kept as a version."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lms.members.models import User
from quizzes.errors import BadRule
from quizzes.models import Certification, CertificationVersion, Quiz

from . import rules
from .naming import Names, names_in
from .states import is_due_at_once

LONGEST_QUIZ_TITLE = Quiz._meta.get_field("title").max_length or 0
TERMS = ("rule", "valid_months", "renew_days", "grace_days", "needs_confirmation")


def save_certification(
    *, certification: Certification, now: dt.datetime, by: User | None = None, reason: str = ""
) -> CertificationVersion:
    """Saves it with everything that was changed on the instance. Certificates keep the version they were awarded by.

    Raises BadRule for a rule that cannot be read, names what does not stand, or asks for itself, directly or through
    others, and ValidationError for terms out of range.
    """
    check_rule(certification)
    certification.full_clean()
    check_terms(certification)
    with transaction.atomic():
        certification.save()
        return standing_version(certification=certification, now=now, by=by, reason=reason)


def standing_version(
    *, certification: Certification, now: dt.datetime, by: User | None = None, reason: str = ""
) -> CertificationVersion:
    """The version that says what `certification` says now; made where there is none."""
    terms = {name: getattr(certification, name) for name in TERMS}
    newest = _newest(certification)
    if newest and _terms_of(newest) == terms:
        return newest
    with transaction.atomic():
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


def check_terms(certification: Certification) -> None:
    if is_due_at_once(valid_months=certification.valid_months, renew_days=certification.renew_days):
        words = _("The certificate would be due on the day it is given. Choose fewer days, or more months of validity.")
        raise ValidationError({"renew_days": words})


def check_rule(certification: Certification) -> rules.Rule:
    """Its rule, read. Raises BadRule, which says in the reader's language what is wrong and where."""
    try:
        rule = rules.parse(certification.rule)
    except rules.RuleError as error:
        raise BadRule(_("This rule cannot be read: %(reason)s"), reason=error.in_language(_)) from error
    if certification.key in rules.certifications_of(rule):
        raise BadRule(_("The rule asks for the very certificate it gives."))
    _check_names(rule, names_in([rule]))
    _check_circle(certification, rule)
    return rule


def _check_names(rule: rules.Rule, names: Names) -> None:
    unknown = (
        (_("There is no quiz “%(key)s”."), rules.quizzes_of(rule) - names.quizzes.keys()),
        (_("There is no lesson or other milestone “%(key)s”."), rules.milestones_of(rule) - names.milestones.keys()),
        (_("There is no certification “%(key)s”."), rules.certifications_of(rule) - names.certifications.keys()),
    )
    for words, keys in unknown:
        if keys:
            raise BadRule(words, key=min(keys))


def _check_circle(certification: Certification, rule: rules.Rule) -> None:
    known, titles = {certification.key: rule}, {certification.key: certification.title}
    for key, data, title in Certification.objects.exclude(key=certification.key).values_list("key", "rule", "title"):
        try:
            known[key], titles[key] = rules.parse(data), title
        except rules.RuleError:
            continue
    if found := rules.circle(known):
        chain = " → ".join(f"“{titles[key]}”" for key in found)
        raise BadRule(_("These certifications ask for each other in a circle: %(keys)s."), keys=chain)


def new_renewal_quiz(certification: Certification) -> Quiz:
    """A quiz for renewing it, not saved and without a key; its questions are chosen anew for each renewal."""
    return Quiz(title=renewal_title(certification.title))


def renewal_title(title: str) -> str:
    """Members read it, so it is Vietnamese; one too long ends after a whole word."""
    words = f"Gia hạn: {title}"
    return words if len(words) <= LONGEST_QUIZ_TITLE else f"{words[:LONGEST_QUIZ_TITLE].rpartition(' ')[0]}…"
