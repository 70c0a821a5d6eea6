"""Certifications in the editors' admin: list, form, what a rule would mean today, and the versions that stood."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from quizzes.certification.preview import Preview, preview
from quizzes.certification.rules import Rule
from quizzes.models import Certification

from .certification_form import PREVIEW, CertificationForm
from .certification_history import told
from .policies import NothingIsDeleted
from .question_views import WideColumn


class CertificationIndexView(generic.IndexView):
    add_item_label = _("Add a certification")

    def get_base_queryset(self) -> QuerySet[Certification]:
        today = timezone.localdate()
        standing = Q(certificates__superseded_at=None, certificates__revoked_at=None)
        holding = Q(certificates__counts_from__lte=today, certificates__valid_until__gte=today)
        return Certification.objects.annotate(holders=Count("certificates", filter=standing & holding))

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("title", label=_("Title"), sort_key="title", get_url=self.get_edit_url),
            WideColumn("valid_months", label=_("Valid for how many months"), sort_key="valid_months"),
            Column("holders", label=_("Holders today"), sort_key="holders"),
            BooleanColumn("is_active", label=_("Is awarded"), sort_key="is_active", classname="wide-only"),
        ]


class _FormView:
    """What adding and editing have in common: the button that only looks what the rule would mean today."""

    request: Any
    kwargs: dict[str, Any]
    object: Any  # None while it is added
    form: CertificationForm
    submit_button_label = _("Save")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if PREVIEW not in request.POST:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]
        self.object = self.get_object() if self.kwargs else None  # type: ignore[attr-defined]
        self.form = self.get_form()  # type: ignore[attr-defined]
        self.form.is_valid()
        seen = self._seen(self.form.rule) if self.form.rule else None
        return self.render_to_response(self.get_context_data(seen=seen, looked=True))  # type: ignore[attr-defined]

    def _seen(self, rule: Rule) -> Preview:
        """What the rule in the form would mean today."""
        return preview(rule, day=timezone.localdate(), certification_key=self.form.instance.key)


class CertificationAddView(_FormView, generic.CreateView):
    page_title = _("A new certification")
    success_message = _("The certification “%(object)s” is made.")

    def get_page_subtitle(self) -> str:
        return str(self.page_title)


class CertificationEditView(_FormView, generic.EditView):
    success_message = _("The certification “%(object)s” is saved. Certificates awarded before stay as they are.")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """To the rules of the quiz for renewal, for those who may change them."""
        quiz = self.object.renewal_quiz_id
        if not quiz or not self.request.user.has_perm("quizzes.change_quiz"):
            return []
        url = reverse("quiz_admin:edit", args=[quiz])
        return [HeaderButton(_("Quiz for renewal"), url=url, icon_name="form")]

    def get_page_subtitle(self) -> str:
        """As it is saved, while the form may say otherwise."""
        return Certification.objects.values_list("title", flat=True).get(pk=self.object.pk)

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Button]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(versions=told(self.object), **kwargs)


class CertificationViewSet(ModelViewSet):
    model = Certification
    name, url_prefix = "certification_admin", "certifications"
    icon = "success"
    menu_label = _("Certifications")
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    create_template_name = edit_template_name = "quizzes/admin/certification_form.html"
    index_view_class = CertificationIndexView
    add_view_class = CertificationAddView
    edit_view_class = CertificationEditView
    permission_policy = NothingIsDeleted(Certification)
    ordering = "title"

    def get_form_class(self, for_update: bool = False) -> type:
        return CertificationForm
