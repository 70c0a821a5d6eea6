"""The class, and a page for the sheet of each member, made for the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.members import consents
from lms.members.models import Consent, User
from lms.members.text_blocks import blocks
from quizzes.errors import QuizError
from quizzes.models import Answer, Attempt, PaperForm, QuestionVersion
from quizzes.paper import keying, numbers, selectors
from quizzes.wording import mark_shown

from .parts import Class, SignedIn, class_asked, leaders_page

A_PAGE = 60


@leaders_page
@require_safe
def class_page(request: SignedIn, quiz_key: str, team_pk: int, code: str) -> HttpResponse:
    """Each member with what was keyed in so far."""
    group = class_asked(request, quiz_key, team_pk)
    form = group.form(code)
    page = Paginator(group.members, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "class": group,
        "form": form,
        "page_obj": page,
        "rows": [(row, _url_of(group, form, row)) for row in selectors.rows_of(form, list(page.object_list))],
        "waits": selectors.waiting(group.quiz, group.members).count(),
        "me": request.user.pk,
    }
    return render(request, "quizzes/paper/class.html", context)


def _url_of(group: Class, form: PaperForm, row: selectors.Row) -> str:
    """A sheet that waits is corrected on the page of its own form."""
    waiting_on = row.attempt.paper_form if row.attempt and row.state == "waits" else None
    return group.url(waiting_on or form, row.member)


@dataclass(slots=True)
class Field:
    """One question on the page."""

    number: int
    version: QuestionVersion
    text: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        return f"cau-{self.number}"

    @property
    def accepted(self) -> str:
        return numbers.accepted(self.version)

    @property
    def is_written(self) -> bool:
        return numbers.is_written(self.version)


@leaders_page
@require_http_methods(["GET", "HEAD", "POST"])
def member_page(request: SignedIn, quiz_key: str, team_pk: int, code: str, member_pk: int) -> HttpResponse:
    group = class_asked(request, quiz_key, team_pk)
    form, member = group.form(code), group.member(member_pk)
    if member.pk != request.user.pk and not consents.may_keep(member):
        return _consent_first(request, group, form, member)
    fields = [Field(item.position, item.version) for item in form.items.select_related("version")]
    if request.method == "POST":
        return _save(request, group, form, member, fields)
    standing = keying.standing_of(member, form)
    if standing and standing.awaits_confirmation:
        _fill(fields, standing)
    return _page(request, group, form, member, fields, standing)


def _consent_first(request: SignedIn, group: Class, form: PaperForm, member: User) -> HttpResponse:
    """Of who has not agreed on the site, the leader notes that it was signed on paper; before, nothing is kept."""
    text = consents.ensure_text()
    if request.method == "POST" and request.POST.get("go") == "consent":
        if request.POST.get("version") == str(text.version):
            consents.give(user=member, text=text, channel=Consent.Channel.PAPER, by=request.user)
        return redirect(group.url(form, member))
    context = {"class_url": group.url(form), "member": member, "text": text, "blocks": blocks(text.text)}
    return render(request, "quizzes/paper/consent.html", context, status=409 if request.method == "POST" else 200)


def _save(request: SignedIn, group: Class, form: PaperForm, member: User, fields: list[Field]) -> HttpResponse:
    responses = _read(fields, request.POST)
    empty = [field for field in fields if not field.text.strip()]
    standing = keying.standing_of(member, form)
    if any(field.error for field in fields):
        return _page(request, group, form, member, fields, standing, seen=_seen(request), status=400)
    if empty and (request.POST.get("go") == "enter" or len(empty) == len(fields)):
        return _page(request, group, form, member, fields, standing, seen=_seen(request), empty=empty)
    try:
        attempt = keying.key_in(
            member=member, form=form, responses=responses, by=request.user, now=timezone.now(), seen=_seen(request)
        )
    except QuizError as error:
        standing = keying.standing_of(member, form)
        return _page(request, group, form, member, fields, standing, error=error, status=error.status)
    mark = mark_shown(attempt.mark or Decimal(0))
    saved = {"name": member.full_name, "mark": mark, "most": mark_shown(attempt.max_mark)}
    messages.success(
        request, _("Saved: %(name)s, %(mark)s of %(most)s. It counts when a leader has confirmed it.") % saved
    )
    following = selectors.next_member(form, group.members, member, request.user)
    return redirect(group.url(form, following))


def _read(fields: list[Field], posted: QueryDict) -> keying.Responses:
    """Puts what was typed into the fields, with what is wrong about it."""
    responses = {}
    for field in fields:
        field.text = posted.get(field.name, "")
        try:
            responses[field.number] = numbers.response_of(field.number, field.version, field.text)
        except numbers.BadEntry as error:
            field.error = error.message
    return responses


def _fill(fields: list[Field], attempt: Attempt) -> None:
    saved = dict(Answer.objects.filter(item__attempt=attempt).values_list("item__position", "response"))
    for field in fields:
        field.text = numbers.typed(field.version, saved.get(field.number))


def _page(
    request: SignedIn,
    group: Class,
    form: PaperForm,
    member: User,
    fields: list[Field],
    standing: Attempt | None,
    *,
    error: QuizError | None = None,
    seen: str | None = None,
    empty: list[Field] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`seen` is the stamp that was sent; a page that shows what stands by now sends the new one."""
    following = selectors.next_member(form, group.members, member, request.user)
    wrong = [field for field in fields if field.error]
    context = {
        "class": group,
        "form": form,
        "member": member,
        "fields": fields,
        "wrong": wrong,
        "empty": empty,
        "empty_numbers": ", ".join(str(field.number) for field in empty or ()),
        "focus": (wrong or empty or fields)[0],
        "error": error,
        "standing": standing,
        "standing_stamp": keying.stamp(standing),
        "seen": keying.stamp(standing) if seen is None else seen,
        "next": following,
        "next_url": group.url(form, following) if following else "",
        "class_url": group.url(form),
        "is_me": member.pk == request.user.pk,
    }
    return render(request, "quizzes/paper/member.html", context, status=status)


def _seen(request: SignedIn) -> str:
    return request.POST.get("seen", "")[:60]


@leaders_page
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: SignedIn, quiz_key: str, team_pk: int, code: str, member_pk: int) -> HttpResponse:
    """Read (after signing in again) it takes nothing away and shows the class."""
    group = class_asked(request, quiz_key, team_pk)
    form, member = group.form(code), group.member(member_pk)
    if request.method != "POST":
        return redirect(group.url(form))
    try:
        keying.take_away(member=member, form=form, by=request.user, seen=_seen(request))
        messages.success(request, _("Taken away: %(name)s.") % {"name": member.full_name})
    except QuizError as error:
        messages.error(request, str(error))
    return redirect(group.url(form))
