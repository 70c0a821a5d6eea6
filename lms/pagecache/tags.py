"""What a finished page depends on, as tags.

page:PK     the page's own words, and what is drawn into it (screens, steps of lessons)
below:PK    anything below that page
list:PK     what a list of the lessons below that app shows: titles, addresses, order
glossary    how terms are read
script:KEY  versions of a radio script
edition:KEY editions of a lesson
quizzes     the size of quizzes, and the questions that go along for practice
all         everything
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from lessons.models import AppPage, CoursePage, LessonPage, PosterPage, RadioScriptPage

ALL, GLOSSARY, QUIZZES = "all", "glossary", "quizzes"
PRACTICE = "quizzes:practice"
OF_A_LESSON = {"lessons:door", "lessons:practice"}  # other looks at the lesson whose key they name
ABOUT_THE_SITE = {"help", "privacy", "lessons:search"}  # names of addresses; the last without words to look for


def tags_of(request: HttpRequest, response: HttpResponse) -> list[str] | None:
    """None for what is not kept."""
    match = request.resolver_match
    if match is not None and match.view_name in ABOUT_THE_SITE:
        return [ALL]
    if match is not None and match.view_name == PRACTICE:
        return [ALL, QUIZZES, *(f"below:{pk}" for pk in CoursePage.objects.order_by("pk").values_list("pk", flat=True))]
    if match is not None and match.view_name in OF_A_LESSON:
        page = LessonPage.objects.filter(key=match.kwargs["key"]).first()
    else:
        page = (getattr(response, "context_data", None) or {}).get("page")
    if not isinstance(page, Page) or (own := _own(page)) is None:
        return None
    return [ALL, f"page:{page.pk}", *own]


def _own(page: Page) -> list[str] | None:
    if isinstance(page, CoursePage):
        return [f"below:{page.pk}"]
    if isinstance(page, AppPage):
        return [f"below:{page.pk}", f"page:{_parent(page)}", QUIZZES]
    if isinstance(page, LessonPage):
        app = _parent(page)
        return [f"page:{app}", f"list:{app}", f"edition:{page.key}"]
    if isinstance(page, RadioScriptPage):
        return [f"page:{_parent(page)}", f"script:{page.key}", GLOSSARY]
    return [f"page:{_parent(page)}"] if isinstance(page, PosterPage) else None


def _parent(page: Page) -> int:
    return page.get_parent().pk
