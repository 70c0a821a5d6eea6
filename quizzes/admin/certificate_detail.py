"""One certificate in the editors' admin, with all that happened to it."""

from __future__ import annotations

from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from lms.members.models import User
from lms.members.units import labels
from quizzes.certification.by_hand import may_award, may_confirm, may_revoke
from quizzes.certification.listing import visible_to
from quizzes.certification.sheet import code_of
from quizzes.certification.states import A_DAY, HOLDS, RENEWABLE, State
from quizzes.models import Certificate
from quizzes.selectors import state_of
from quizzes.wording import STATES

AGAIN = (*RENEWABLE, State.LAPSED)  # the states in which `award_by_hand` takes the place of one that stands


class CertificatePage(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A page about one certificate; of people whom the officer is not in charge of there is none."""

    permission_policy: Any = None
    permission_required = "view"
    header_icon = "doc-full-inverse"

    @cached_property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def certificate(self) -> Certificate:
        rows = visible_to(self.user).select_related("member", "certification", "version", "superseded_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def state(self) -> State:
        return state_of(self.certificate)

    def get_page_subtitle(self) -> str:
        return f"{self.certificate.holder_name}, {code_of(self.certificate)}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = reverse("certificate_admin:detail", args=[self.certificate.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("certificate_admin:index"), "label": _("Certificates")},
            {"url": here, "label": self.get_page_subtitle()},
        ]


class DetailView(CertificatePage, TemplateView):
    template_name = "quizzes/admin/certificate.html"

    def get_page_title(self) -> str:
        return _("Certificate")

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        one, member = self.certificate, self.certificate.member
        stands = not (one.revoked_at or one.superseded_at)
        offered = [
            ("renew", _("Renew"), "rotate", self.state in AGAIN and may_award(self.user, member)),
            ("revoke", _("Revoke"), "cross", stands and may_revoke(self.user, member)),
        ]
        return [
            HeaderButton(label, url=reverse(f"certificate_admin:{name}", args=[one.pk]), icon_name=icon)
            for name, label, icon, shown in offered
            if shown
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.certificate
        events = list(one.events.select_related("actor", "change"))
        units = {event.unit_id for event in events} | {one.unit_id}
        places = labels({unit for unit in units if unit}, timezone.localdate())
        waits = one.counts_from is None and not (one.revoked_at or one.superseded_at)
        return super().get_context_data(**kwargs) | {
            "certificate": one,
            "words": STATES[self.state],
            "holds": self.state in HOLDS,
            "last_day": one.lapses_on - A_DAY,
            "place": places.get(one.unit_id or 0, ""),
            "events": [(event, places.get(event.unit_id or 0, "")) for event in events],
            "may_confirm": waits and may_confirm(self.user, one.member),
        }
