"""Pasting or uploading a list of questions: a dry run that shows what would be, then a button that writes it."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from lms.shared.messages import in_language
from quizzes.errors import BadQuestion
from quizzes.formats import BadFile, Fault, Parsed, parse, plain, text_of
from quizzes.imports import asked_already, homeless, import_questions
from quizzes.models import QuestionVersion, Quiz

from .shelf import ShelfForm

MOST_SHOWN = 200  # faults; nobody mends more of them in one go


class ImportForm(ShelfForm):
    quiz = forms.ModelChoiceField(
        label=_("Quiz"),
        queryset=Quiz.objects.all(),
        required=False,
        empty_label=_("None yet"),
        help_text=_("They are added at the end. Without a quiz they wait in the bank, in their category."),
    )
    text = forms.CharField(
        label=_("List of questions"),
        required=False,
        strip=False,  # the numbers of the lines stay those the trainer sees
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Write “Câu 1.”, then “A.”, “B.” and so on, each on its line, then “Đáp án: B”."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.docx"}),
        help_text=_("Word (.docx) or plain text. Pictures are not taken; a choice all in bold counts as right."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ["quiz", "category", "new_category", "tags", "text", "file", "seen"]

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return ""
        most = settings.LMS_QUESTION_FILE_MAX_BYTES
        try:
            return text_of(upload.read(most + 1), max_bytes=most)
        except BadFile as error:
            raise forms.ValidationError(in_language(error.message, gettext)) from error

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > settings.LMS_QUESTION_FILE_MAX_BYTES:
            raise forms.ValidationError(_("This is too much text for one list. Cut it into parts."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        pasted, uploaded = cleaned.get("text", ""), cleaned.get("file", "")
        if pasted.strip() and uploaded.strip():
            self.add_error("file", _("There is a list in the field above as well. Empty the field, or send no file."))
        elif not pasted.strip() and not uploaded.strip() and not self.errors:
            self.add_error("text", _("Paste the questions here, or choose a file below."))
        cleaned["text"] = plain(uploaded if uploaded.strip() else pasted)
        return cleaned


class ImportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Nothing is written before the very list that was shown is confirmed."""

    permission_policy: Any = None
    permission_required = "add"
    template_name = "quizzes/admin/import.html"
    form_class = ImportForm
    page_title = _("Paste or upload questions")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        questions = {"url": reverse("question_admin:index"), "label": _("Question bank")}
        return [*super().get_breadcrumbs_items(), questions, {"url": "", "label": self.page_title}]

    def form_valid(self, form: ImportForm) -> HttpResponse:
        data = form.cleaned_data
        where = {"quiz": data["quiz"], "category": form.shelf()}
        parsed, faults = parse(data["text"])
        faults += asked_already(parsed=parsed, **where) + homeless(parsed=parsed, **where)
        faults.sort(key=lambda one: one.line)
        mark = _mark(data["quiz"].pk if data["quiz"] else None, form.shelf(), data["tags"], data["text"])
        if "confirm" in self.request.POST and not faults and data["seen"] == mark:
            return self._write(parsed, tags=data["tags"], **where)
        kept = {name: data[name] for name in ("quiz", "category", "new_category", "text")}
        shown = self.form_class(initial=kept | {"tags": ", ".join(data["tags"]), "seen": mark})
        return self.render_to_response(self.get_context_data(form=shown, **_dry_run(parsed, faults, form.shelf())))

    def _write(self, parsed: list[Parsed], **where: Any) -> HttpResponse:
        quiz = where["quiz"]
        try:
            count = len(import_questions(parsed=parsed, **where))
        except BadQuestion as error:  # someone else was quicker
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, self._said(count, quiz))
        return redirect(reverse("quiz_admin:edit", args=[quiz.pk]) if quiz else "question_admin:index")

    @staticmethod
    def _said(count: int, quiz: Quiz | None) -> str:
        if quiz is None:
            said = ngettext(
                "%(count)d question was added to the bank.", "%(count)d questions were added to the bank.", count
            )
            return said % {"count": count}
        said = ngettext(
            "%(count)d question was added to “%(quiz)s”.", "%(count)d questions were added to “%(quiz)s”.", count
        )
        return said % {"count": count, "quiz": quiz.title}


def _mark(*seen: Any) -> str:
    """Stands for the list and where it goes: what is confirmed is what was shown."""
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def _dry_run(parsed: list[Parsed], faults: list[Fault], shelf: str) -> dict[str, Any]:
    kinds = dict(QuestionVersion.Kind.choices)
    return {
        "tried": True,
        "faults": [(fault.line, in_language(fault.message, gettext)) for fault in faults[:MOST_SHOWN]],
        "more_faults": max(len(faults) - MOST_SHOWN, 0),
        "questions": [(kinds[one.kind], one.category or shelf, one) for one in parsed],
    }
