"""Which finished sheet a download names, known without making the sheet's document.

To learn a sheet's digest its document must be made: queries, stream fields, screens, tens of milliseconds for a file
that lies ready. So each process notes (state, sheet asked for) -> digest, where the state is a hash of all rows that
the document can be made of, read anew for every request in a few plain queries.

Why a note is never stale:
- The state holds what the rows contain, not when they changed: an import, a script or a move in the tree counts as
  much as an editor's click. Rows are taken whole: the app, every lesson and poster below it, published or not.
- Screens, and lessons elsewhere that a poster draws on, are named by numbers in those rows. Every number there is
  taken for such a name; a few rows too many do no harm, and no reference can be overlooked.
- To these come the editions, the view restrictions, the questions where they are printed, the words of the imprint,
  the site's name and address, the layout, the engine and the fonts.
- Nothing is noted unless the state was the same before the document was made and after.
- Notes live in the memory of one process: new code starts with none.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, JSONField, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language
from wagtail.fields import StreamField
from wagtail.models import PageViewRestriction

from lessons.models import AppPage, LessonEdition, LessonPage, PosterPage
from lms.shared.pdf import Imprint, Layout, Run, Variant, fingerprint
from lms.shared.screens.models import Screen
from quizzes.models import QuestionVersion, Quiz, QuizItem

MOST_NOTES = 4096
_NUMBER = re.compile(r"[:\[(, ]([0-9]{1,18})(?=[,\])} ])")  # in rows and in the JSON inside them
_notes: OrderedDict[str, str] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file among those that can be made of an app. `name` tells apart what shares a layout."""

    name: str
    layout: Layout
    variant: Variant = "plain"
    run: Run = "all"
    imprint: Imprint = Imprint()


def state_of(app_key: str, *, with_questions: bool = False) -> str | None:
    """A hash of all that the sheets of the app are made of; None unless anyone may read the app."""
    apps = AppPage.objects.live().public().filter(key=app_key)
    pages = _rows(apps)
    if not pages:
        return None
    ((path, quiz),) = apps.values_list("path", "quiz")
    lessons = LessonPage.objects.filter(path__startswith=path)
    pages += _rows(lessons) + _rows(PosterPage.objects.filter(path__startswith=path))
    pages += _rows(LessonPage.objects.filter(pk__in=_numbers(pages)).exclude(path__startswith=path))
    screens = _rows(Screen.objects.filter(pk__in=_numbers(pages)))
    restricted = list(PageViewRestriction.objects.order_by("pk").values_list("pk", "page__path"))
    questions = _questions(quiz) if with_questions and quiz else []
    read = [pages, screens, _editions(pages), restricted, questions]
    return hashlib.sha256(repr(read).encode()).hexdigest()
