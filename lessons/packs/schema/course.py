"""course.yaml: the title, its skills and certifications, and the app folders."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from .parts import Key, Node, Text, Title


class Skill(Node):
    key: Key
    title: Title


class CertificationData(Node):
    """`rule` is checked by the certification rules themselves when the pack is loaded."""

    key: Key
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    course: Title
    valid_months: Annotated[int, Field(ge=1, le=120)]
    small_print: Text
    rule: dict[str, Any]


class CourseData(Node):
    key: Key
    title: Title
    intro: Text
    skills: Annotated[list[Skill], Field(min_length=1)]
    certifications: list[CertificationData] = []
    apps: Annotated[list[Key], Field(min_length=1)]
