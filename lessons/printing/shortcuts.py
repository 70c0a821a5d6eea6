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
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from lessons.models import AppPage, LessonEdition, LessonPage, PosterPage
from lms.shared.pdf import Imprint, Layout, Run, Variant, fingerprint
from lms.shared.screens.models import Screen
from quizzes.models import Question, QuestionVersion, Quiz, QuizDraw, QuizItem

MOST_NOTES = 4096
_NUMBER = re.compile(r"""[:\[(, "']([0-9]{1,18})(?=[,\])} "'])""")  # in rows and in the JSON inside them
_PAGE, _CLOSED = Page._meta.db_table, PageViewRestriction._meta.db_table
_RESTRICTIONS = f"SELECT c.*, p.path FROM {_CLOSED} c JOIN {_PAGE} p ON p.id = c.page_id ORDER BY c.id"  # noqa: S608
BLANK = Imprint()
_notes: OrderedDict[str, str] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file among those that can be made of an app: `kind` as in the catalogue, `page` where it shows one alone."""

    kind: str
    layout: Layout
    variant: Variant = "plain"
    run: Run = "all"
    imprint: Imprint = BLANK
    page: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """All that the sheets of an app are made of, as one hash."""

    app_key: str
    with_questions: bool
    rows: str


def state_of(app_key: str, *, with_questions: bool = False) -> State | None:
    """None unless anyone may read the app. Questions are read only for the sheets that print them."""
    read = _Reading()
    apps = read.rows(_pages_of(AppPage, "own.key = %s AND page.live"), app_key)
    closed = read.rows(_RESTRICTIONS)
    if not apps or any(apps[0]["path"].startswith(one["path"]) for one in closed):
        return None
    below = f"{apps[0]['path']}%"
    pages = apps + read.rows(_pages_of(LessonPage, "page.path LIKE %s"), below)
    pages += read.rows(_pages_of(PosterPage, "page.path LIKE %s"), below)
    pages += read.rows(_pages_of(LessonPage, "page.id IN %s AND page.path NOT LIKE %s"), set(read.numbers), below)
    read.rows(_all_of(Screen, "id IN %s"), set(read.numbers))
    read.rows(_all_of(LessonEdition, "lesson_key IN %s"), {page["key"] for page in pages})
    if with_questions:
        _read_questions(read, apps[0]["quiz_id"])
    return State(app_key, with_questions, read.hash.hexdigest())


def noted(state: State, wanted: Wanted) -> str | None:
    """The digest of the sheet, if this process has made its document in this very state."""
    name = _name(state, wanted)
    with _lock:
        if name in _notes:
            _notes.move_to_end(name)
        return _notes.get(name)


def note(state: State, wanted: Wanted, digest: str) -> None:
    """Keeps the digest of a document made after `state` was read, unless something has changed since."""
    if state_of(state.app_key, with_questions=state.with_questions) != state:
        return
    with _lock:
        _notes[_name(state, wanted)] = digest
        while len(_notes) > MOST_NOTES:
            _notes.popitem(last=False)


def _name(state: State, wanted: Wanted) -> str:
    site = (settings.LMS_SITE_NAME, settings.LMS_PUBLIC_URL, get_language())
    options = sorted(wanted.layout.options.items())
    asked = (wanted.kind, wanted.page, wanted.variant, wanted.run, wanted.imprint, options)
    return fingerprint(wanted.layout.path, repr((state, site, asked)))


class _Reading:
    """Hashes all rows that are read, and remembers every number in them: it may be the id of another row."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.numbers: set[int] = set()

    def rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        """Rows as the database holds them; a set stands for a list in brackets, and an empty one for no rows.

        Plain SQL, because Django takes ten times as long to write such queries as the database to answer them.
        """
        found = _selected(sql, values) if set() not in values else []
        text = repr(found)
        self.hash.update(text.encode())
        self.numbers.update(map(int, _NUMBER.findall(text)))
        return found


def _selected(sql: str, values: tuple[Any, ...]) -> list[dict[str, Any]]:
    places = (f"({', '.join(['%s'] * len(value))})" if isinstance(value, set) else "%s" for value in values)
    given = [one for value in values for one in (sorted(value) if isinstance(value, set) else [value])]
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("%s", "{}").format(*places), given)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _read_questions(read: _Reading, quiz: int | None) -> None:
    read.rows(_all_of(Quiz, "id = %s"), quiz)
    items = read.rows(_all_of(QuizItem, "quiz_id = %s"), quiz)
    asked = {item["question_id"] for item in items}
    draws = read.rows(_all_of(QuizDraw, "quiz_id = %s"), quiz)
    drawable = read.rows(_all_of(Question, "category_id IN %s"), {draw["category_id"] for draw in draws})
    asked |= {question["id"] for question in drawable}
    read.rows(_all_of(Question, "id IN %s"), asked)
    read.rows(_all_of(QuestionVersion, "question_id IN %s"), asked)


def _pages_of(model: type[Page], where: str) -> str:
    both = f"{_PAGE} page JOIN {model._meta.db_table} own ON own.page_ptr_id = page.id"
    return f"SELECT * FROM {both} WHERE {where} ORDER BY page.id"  # noqa: S608 - names of tables only


def _all_of(model: type[Model], where: str) -> str:
    return f"SELECT * FROM {model._meta.db_table} WHERE {where} ORDER BY id"  # noqa: S608 - names of tables only
