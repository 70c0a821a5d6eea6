"""Short ways to meet a question of any kind as a member does."""

from __future__ import annotations

import re
from copy import deepcopy
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lms.members.models import User
from quizzes import attempts
from quizzes.models import Attempt
from tests.factories.members import UserFactory
from tests.factories.quizzes import SPECS, QuizFactory

from .taking import NOON


def signed_in(client: Client) -> User:
    member = UserFactory()
    client.force_login(member)
    return member


def begun(member: User, kind: str, spec: dict[str, Any] | None = None, questions: int = 2) -> Attempt:
    wording = {"questions__kind": kind, "questions__spec": deepcopy(spec or SPECS[kind])}
    quiz = QuizFactory(questions=questions, shuffle=False, **wording)
    return attempts.start(member=member, quiz=quiz, now=NOON)


def at(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:question", args=[attempt.pk, position])


def page(response: HttpResponse) -> str:
    return response.content.decode()


def form_of(html: str) -> dict[str, list[str]]:
    """What a browser would send of the question's form, without its buttons."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html.split("<fieldset")[1].split("</fieldset>")[0]):
        found = {name: unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        if found.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if found.get("type") != "image":
            sent.setdefault(found["name"], []).append(found["value"])
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', html):
        sent[name] = re.findall(r'value="([^"]*)" selected', options) or [""]
    return sent
