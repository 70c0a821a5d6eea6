"""What the editor's script offers while one types. Wagtail lets only editors in, as with all its admin addresses."""

from __future__ import annotations

import pydantic
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404

from lessons.models import LessonPage
from lms.shared.screens.models import Screen


def screen_rows(request: HttpRequest, pk: int) -> JsonResponse:
    """{"offers": [{"value": row, "label": its words}]} of a screen; none while the screen itself is at fault."""
    screen = get_object_or_404(Screen, pk=pk)
    try:
        targets = list(screen.spec().targets())
    except pydantic.ValidationError:
        targets = []
    return JsonResponse({"offers": [{"value": name, "label": words} for name, words in targets]})


def lesson_steps(request: HttpRequest, pk: int) -> JsonResponse:
    """{"offers": [{"value": step key, "label": number and title}]} of a lesson as it is published."""
    lesson = get_object_or_404(LessonPage, id=pk)  # the key of a page is a relation, which no number too large finds
    steps = lesson.numbered_steps()
    return JsonResponse({"offers": [{"value": step.key, "label": f"{step.number}. {step.title}"} for step in steps]})
