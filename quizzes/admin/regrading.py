"""Regrading the earlier answers to a question: a dry run, then a button; and what earlier regrades did."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from lms.members.models import User
from quizzes.errors import QuizError
from quizzes.models import Question, QuestionVersion, Quiz, Regrade
from quizzes.questions import newest_version
from quizzes.regrading import report, service
from quizzes.regrading.dry_run import DryRun, dry_run
from quizzes.regrading.wording import key_in_words

from .regrading_rows import MOST_SHOWN, PAGE, first_of, rows_of_items, rows_of_outcomes, why_left_alone

POLICY = ModelPermissionPolicy(Quiz)


class ReasonForm(forms.Form):
    """`version` is the one whose dry run was on the page."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=service.LONGEST_REASON,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text=_("Kept with the marks, for whoever asks later. Say what was wrong with the old key."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RegradePage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_policy = POLICY
    permission_required = "change"
    header_icon = "rotate"

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(Question, pk=self.kwargs["pk"])

    @cached_property
    def version(self) -> QuestionVersion:
        if (newest := newest_version(self.question)) is None:
            raise Http404
        return newest

    @cached_property
    def page_number(self) -> int:
        asked = self.request.GET.get("p", "")
        return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1

    def get_page_subtitle(self) -> str:
        return self.version.text

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("question_admin:index"), "label": _("Question bank")},
            {"url": reverse("question_admin:edit", args=[self.question.pk]), "label": self.version.text},
            {"url": "", "label": self.page_title},
        ]


class RegradeView(RegradePage):
    """Nothing is written before the reason is given and the button pressed."""

    template_name = "quizzes/admin/regrade.html"
    page_title = _("Grade earlier answers by the new key")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if form.is_valid():
            shown = get_object_or_404(QuestionVersion, pk=form.cleaned_data["version"], question=self.question)
            reason, actor = form.cleaned_data["reason"], cast(User, request.user)
            try:
                regrade = service.begin(version=shown, reason=reason, actor=actor, now=timezone.now())
                return redirect("question_admin:regraded", self.question.pk, regrade.pk)
            except QuizError as error:
                messages.error(request, str(error))
                form = self._form(reason)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        running = report.log_of(self.question).filter(done_at=None).first()
        context = super().get_context_data(**kwargs) | {
            "question": self.question,
            "version": self.version,
            "running": running,
            "log": report.log_of(self.question).exclude(done_at=None),
        }
        return context if running else context | self._dry_run(kwargs.get("form"))

    def _dry_run(self, form: ReasonForm | None) -> dict[str, Any]:
        found = self._page_of(self.page_number)
        page: Page[int] = Paginator(range(found.changed), PAGE).get_page(self.page_number)
        if page.number != self.page_number:  # past the last page
            found = self._page_of(page.number)
        earned, number_earned = first_of(found.earned(timezone.now()))
        doubts, number_of_doubts = first_of(found.in_doubt())
        return {
            "found": found,
            "key": key_in_words(self.version),
            "groups": found.groups(MOST_SHOWN),
            "more_groups": max(found.number_of_groups - MOST_SHOWN, 0),
            "left_alone": [(why_left_alone(one), one) for one in found.left_alone(MOST_SHOWN)],
            "more_left_alone": max(found.number_of_reasons - MOST_SHOWN, 0),
            "changes": list(rows_of_outcomes(found)),
            "page": page,
            "earned": earned,
            "number_earned": number_earned,
            "doubts": doubts,
            "number_of_doubts": number_of_doubts,
            "form": form or self._form(),
        }

    def _form(self, reason: str = "") -> ReasonForm:
        return ReasonForm(initial={"version": self.version.pk, "reason": reason})

    def _page_of(self, number: int) -> DryRun:
        return dry_run(self.version, first=(number - 1) * PAGE, size=PAGE)


class RegradedView(RegradePage):
    """One regrade: how far it is, or what it did and what is left for a person to decide."""

    template_name = "quizzes/admin/regraded.html"
    page_title = _("Answers graded anew")

    @cached_property
    def regrade(self) -> Regrade:
        regrades = Regrade.objects.select_related("version", "actor").filter(version__question=self.question)
        return get_object_or_404(regrades, pk=self.kwargs["number"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wakes one that stands still; one that runs is not disturbed."""
        service.resume(regrade=self.regrade)
        return redirect("question_admin:regraded", self.question.pk, self.regrade.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"question": self.question, "regrade": self.regrade}
        if self.regrade.done_at is None:
            return context | {"progress": report.progress_of(self.regrade)}
        page = Paginator(report.items_of(self.regrade), PAGE).get_page(self.page_number)
        doubts, number_of_doubts = first_of(report.in_doubt_by(self.regrade))
        awarded = report.awarded_by(self.regrade)
        return context | {
            "numbers": report.numbers_of(self.regrade),
            "moves": report.moves_of(self.regrade)[:MOST_SHOWN],
            "changes": list(rows_of_items(page.object_list)),
            "page": page,
            "earned": awarded[:MOST_SHOWN],
            "number_earned": awarded.count(),
            "doubts": doubts,
            "number_of_doubts": number_of_doubts,
        }


def regrade_buttons(question: Question, user: Any) -> list[HeaderButton]:
    """For the page of a question, once there is more than one wording."""
    if not POLICY.user_has_permission(user, "change") or question.versions.count() < 2:
        return []
    url = reverse("question_admin:regrade", args=[question.pk])
    return [HeaderButton(_("Grade earlier answers anew"), url=url, icon_name="rotate")]


def regrade_patterns() -> list[URLPattern]:
    """For the viewset of questions."""
    return [
        path("regrade/<int:pk>/", RegradeView.as_view(), name="regrade"),
        path("regrade/<int:pk>/<int:number>/", RegradedView.as_view(), name="regraded"),
    ]
