"""Awarding, renewing, revoking and confirming by an officer. Who may, and what becomes of it, says `by_hand`."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from lms.members.models import User
from lms.members.people import matching
from lms.members.remits import people_in_remit
from lms.members.teams import communes_of
from lms.members.units import labels
from quizzes.certification import by_hand
from quizzes.certification.sheet import code_of
from quizzes.errors import QuizError
from quizzes.models import Certificate
from quizzes.reminders import reminders
from quizzes.selectors import certificates_of

from .certificate_detail import CertificatePage
from .certificate_forms import AwardForm, MemberSearchForm, ReasonForm, RevokeForm

SHOWN = 20  # people found; more of them take a longer search


class ActView(WagtailAdminTemplateMixin, FormView):
    """A form that is one act; what is refused is said above it."""

    template_name = "quizzes/admin/certificate_act.html"
    button: Any = ""

    def act(self, data: dict[str, Any], now: dt.datetime) -> tuple[Certificate, str]:
        """Does it: the certificate to show next, and what to say."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            certificate, said = self.act(form.cleaned_data, timezone.now())
        except QuizError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(form=form), status=error.status)
        messages.success(self.request, said)
        return redirect("certificate_admin:detail", certificate.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"button": self.button}


class ChooseMemberView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """For whom: people the officer is in charge of, found by name, user name or phone."""

    permission_policy: Any = None
    permission_required = "add"
    template_name = "quizzes/admin/certificate_member.html"
    page_title = gettext_lazy("Award by hand")
    header_icon = "doc-full-inverse"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        listed = {"url": reverse("certificate_admin:index"), "label": _("Certificates")}
        return [*super().get_breadcrumbs_items(), listed, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = MemberSearchForm(self.request.GET)
        typed = form.cleaned_data["q"] if form.is_valid() else ""
        found = list(self._found(typed)) if typed else []
        communes = communes_of([one.pk for one in found[:SHOWN]], timezone.localdate())
        places = labels(communes.values())
        people = [(one, places.get(communes[one.pk].pk, "") if one.pk in communes else "") for one in found[:SHOWN]]
        more = len(found) > SHOWN
        return super().get_context_data(**kwargs) | {"form": form, "typed": typed, "people": people, "more": more}

    def _found(self, typed: str) -> Any:
        user = cast(User, self.request.user)
        people = matching(people_in_remit(user).filter(is_active=True).exclude(pk=user.pk), typed)
        return people.order_by("sort_key", "pk")[: SHOWN + 1]


class AwardView(PermissionCheckedMixin, ActView):
    permission_policy: Any = None
    permission_required = "add"
    form_class = AwardForm
    page_title = gettext_lazy("Award by hand")
    header_icon = "doc-full-inverse"
    button = gettext_lazy("Award the certificate")

    @cached_property
    def member(self) -> User:
        user = cast(User, self.request.user)
        member = get_object_or_404(people_in_remit(user), pk=self.kwargs["member_pk"])
        if not by_hand.may_award(user, member):
            raise PermissionDenied
        return member

    def get_page_subtitle(self) -> str:
        return self.member.full_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("certificate_admin:index"), "label": _("Certificates")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        papers = reminders(certificates_of(self.member), timezone.localdate())
        return super().get_context_data(**kwargs) | {"subject": self.member.full_name, "papers": papers}

    def act(self, data: dict[str, Any], now: dt.datetime) -> tuple[Certificate, str]:
        by = cast(User, self.request.user)
        made = by_hand.award_by_hand(
            member=self.member, certification=data["certification"], by=by, reason=data["reason"], now=now
        )
        return made, _("The certificate is awarded. Its code is %(code)s.") % {"code": code_of(made)}


class CertificateActView(CertificatePage, ActView):
    """An act on a certificate that is there."""

    allowed: Any = None  # (user, member) -> bool

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"subject": f"{self.certificate}, {code_of(self.certificate)}"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not type(self).allowed(request.user, self.certificate.member):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RenewView(CertificateActView):
    form_class = ReasonForm
    page_title = gettext_lazy("Renew")
    button = gettext_lazy("Renew the certificate")
    allowed = staticmethod(by_hand.may_award)

    def act(self, data: dict[str, Any], now: dt.datetime) -> tuple[Certificate, str]:
        old = self.certificate
        made = by_hand.award_by_hand(
            member=old.member, certification=old.certification, by=self.user, reason=data["reason"], now=now
        )
        return made, _("A new certificate takes its place. Its code is %(code)s.") % {"code": code_of(made)}


class RevokeView(CertificateActView):
    form_class = RevokeForm
    page_title = gettext_lazy("Revoke")
    button = gettext_lazy("Revoke the certificate")
    allowed = staticmethod(by_hand.may_revoke)

    def get_initial(self) -> dict[str, Any]:
        return {"day": timezone.localdate()}

    def act(self, data: dict[str, Any], now: dt.datetime) -> tuple[Certificate, str]:
        by_hand.revoke(certificate=self.certificate, by=self.user, reason=data["reason"], now=now, from_day=data["day"])
        return self.certificate, _("The certificate is no longer valid.")


class ConfirmView(CertificatePage, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not by_hand.may_confirm(self.user, self.certificate.member):
            raise PermissionDenied
        try:
            by_hand.confirm(certificate=self.certificate, by=self.user, now=timezone.now())
        except QuizError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Confirmed. The certificate counts from today."))
        return redirect("certificate_admin:detail", self.certificate.pk)
