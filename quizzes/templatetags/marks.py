"""Marks and check codes as people read them."""

from __future__ import annotations

from decimal import Decimal

from django import template

from quizzes.certification.sheet import code_of
from quizzes.certification.states import State
from quizzes.wording import STATES, mark_shown

register = template.Library()
register.filter("mark", lambda value: mark_shown(Decimal(value)))
register.filter("check_code", code_of)
register.filter("state_words", lambda state: STATES[State(state)])
