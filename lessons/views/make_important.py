"""A screen changed and its lessons with it: a trainer says afterwards that this was important."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from lessons.editions import make_important
from lessons.important import announcement_of_newest
from lessons.models import LessonEdition, LessonPage
from lessons.models.editions import Importance
from lms.members.fields import LineField
from lms.members.models import User


class ImportantForm(forms.Form):
    reason = LineField(
        label=capfirst(gettext_lazy("what changes and why")),
        max_length=LessonEdition._meta.get_field("reason").max_length,
        help_text=gettext_lazy("Members who learned the lesson before read this."),
    )
    day = forms.DateField(label=capfirst(gettext_lazy("certificates are due from")), widget=AdminDateInput)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Say today or a later day."))
        return day


class MakeImportantView(WagtailAdminTemplateMixin, FormView):
    form_class = ImportantForm
    template_name = "lessons/admin/make_important.html"
    page_title = gettext_lazy("Was this change important?")
    header_icon = "warning"

    @cached_property
    def lesson(self) -> LessonPage:
        lesson = get_object_or_404(LessonPage.objects.live(), id=self.kwargs["pk"])  # as in `offers`
        if not lesson.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        return lesson

    @cached_property
    def edition(self) -> LessonEdition:
        return get_object_or_404(LessonEdition, lesson_key=self.lesson.key, number=self.kwargs["number"])

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        if self.edition.number == 1 or LessonEdition.objects.filter(
            lesson_key=self.lesson.key, number__gt=self.edition.number
        ):
            raise Http404  # nobody learned before it, or what it changed has changed again
        if self.edition.importance == Importance.IMPORTANT:
            messages.info(self.request, _("This change is marked important already."))
            return redirect("wagtailadmin_explore", self.lesson.get_parent().pk)
        return super().dispatch(*args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def get_page_subtitle(self) -> str:
        return self.lesson.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.lesson.pk]), "label": self.lesson.title}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        about = announcement_of_newest(self.lesson, self.edition, timezone.localdate())
        return super().get_context_data(**kwargs) | {"about": about, "edition": self.edition}

    def form_valid(self, form: ImportantForm) -> HttpResponse:
        said = form.cleaned_data
        make_important(
            lesson=self.lesson,
            number=self.edition.number,
            reason=said["reason"],
            effective_on=said["day"],
            now=timezone.now(),
            actor=cast(User, self.request.user),
        )
        messages.success(self.request, _("The change of “%(title)s” is important now.") % {"title": self.lesson.title})
        return redirect("wagtailadmin_explore", self.lesson.get_parent().pk)
