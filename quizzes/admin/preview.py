"""A question as the member sees it. It can be answered here; nothing is saved."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from lms.shared.messages import in_language
from quizzes import kinds
from quizzes.errors import BadResponse
from quizzes.models import Question
from quizzes.questions import newest_version
from quizzes.views import responses


class PreviewView(PermissionCheckedMixin, TemplateView):
    permission_policy: Any = None
    permission_required = "change"
    template_name = "quizzes/admin/preview.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        newest = newest_version(get_object_or_404(Question, pk=kwargs["pk"]))
        if newest is None:
            raise Http404
        self.version = newest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What would be said to whoever answers so."""
        given = responses.given_in(self.version, request.POST)
        try:
            said = self._said(responses.response_of(self.version, given))
        except kinds.BadResponse as error:
            said = {"error": in_language(error.message, gettext)}
        except BadResponse as error:
            said = {"error": str(error)}
        return self.render_to_response(self.get_context_data(given=given, **said))

    def _said(self, response: kinds.Response) -> dict[str, Any]:
        asked = self.version.asked
        checked = asked.checked(response)
        share = asked.share(checked)
        return {
            "answered": True,
            "percent": int(share * 100),
            "remarks": asked.feedback(checked),
            "explanation": self.version.feedback if share < 1 else "",
            "right": [in_language(label, gettext) for label in asked.right_labels()],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = kwargs.pop("given", None)
        form = responses.shown(self.version, self.version.asked.option_keys(), given)
        return super().get_context_data(version=self.version, form=form, **kwargs)
