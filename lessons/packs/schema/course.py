"""course.yaml: the title, its skills and certifications, and the app folders."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from lms.shared.messages import Message, _
from quizzes.certification.states import is_due_at_once

from .parts import Key, Node, Text, Title


class Skill(Node):
    key: Key
    title: Title


class RenewalData(Node):
    """The quiz that renews a certificate; it has no questions of its own. Without a title it is named after the
    certification."""

    title: Title | None = None
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80


class CertificationData(Node):
    """`rule` is checked by `packs.certifications`, together with those of the others."""

    key: Key
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    course: Title
    valid_months: Annotated[int, Field(ge=1, le=120)]
    renew_days: Annotated[int, Field(ge=0, le=365)] = 30
    grace_days: Annotated[int, Field(ge=0, le=365)] = 30
    needs_confirmation: bool = False
    renewal_quiz: RenewalData | None = None
    small_print: Text
    rule: dict[str, Any]

    @model_validator(mode="after")
    def it_is_not_due_at_once(self) -> Self:
        if is_due_at_once(valid_months=self.valid_months, renew_days=self.renew_days):
            raise ValueError(Message(_("renew_days is too long for valid_months: it would be due on the day of award")))
        return self


class CourseData(Node):
    key: Key
    title: Title
    intro: Text
    skills: Annotated[list[Skill], Field(min_length=1)]
    certifications: list[CertificationData] = []
    apps: Annotated[list[Key], Field(min_length=1)]
