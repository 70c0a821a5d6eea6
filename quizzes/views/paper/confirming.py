"""What was keyed in, to lay beside the sheets, and to confirm."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quizzes.errors import QuizError
from quizzes.models import Attempt
from quizzes.paper import selectors
from quizzes.paper.confirming import confirm
from quizzes.paper.errors import NotThere

from .parts import Class, SignedIn, class_asked, leaders_page

A_PAGE = 30


@leaders_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: SignedIn, quiz_key: str, team_pk: int) -> HttpResponse:
    """Each sheet has its own button; the last one confirms all that the page shows, but one's own."""
    group = class_asked(request, quiz_key, team_pk)
    if request.method == "POST":
        stamps = request.POST.getlist("one") or request.POST.getlist("shown")
        _confirm(request, group, stamps[:A_PAGE])
        return redirect(group.confirm_url)
    waiting = selectors.waiting(group.quiz, group.members).prefetch_related(selectors.WITH_ANSWERS)
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    found = selectors.entries(page.object_list)
    context = {
        "class": group,
        "page_obj": page,
        "entries": [(entry, group.url(entry.form, entry.attempt.member)) for entry in found],
        "others": sum(entry.attempt.member_id != request.user.pk for entry in found),
        "me": request.user.pk,
    }
    return render(request, "quizzes/paper/confirm.html", context)


def _confirm(request: SignedIn, group: Class, stamps: list[str]) -> None:
    """One transaction each, so that a sheet that cannot be confirmed keeps no other waiting."""
    found = {str(one.pk): one for one in _attempts(group, stamps)}
    done = refused = 0
    for stamp in stamps:
        try:
            attempt = found.get(stamp.partition("-")[0])
            if attempt is None:
                raise NotThere
            done += confirm(attempt=attempt, seen=stamp, by=request.user, now=timezone.now())
        except QuizError as error:
            refused += 1
            messages.error(request, str(error))
    if done:
        words = ngettext("%(done)d sheet confirmed. It counts now.", "%(done)d sheets confirmed. They count now.", done)
        messages.success(request, words % {"done": done})
    elif not refused:
        messages.info(request, _("Nothing was left to confirm: this was done already."))


def _attempts(group: Class, stamps: list[str]) -> list[Attempt]:
    """Those of the class only, whatever was sent."""
    numbers = [stamp.partition("-")[0] for stamp in stamps]
    wanted = [int(one) for one in numbers if one.isascii() and one.isdecimal() and len(one) < 19]
    people = [one.user_id for one in group.members]
    return list(selectors.on_paper(group.quiz).filter(pk__in=wanted, member__in=people))
