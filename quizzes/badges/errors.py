"""What badges refuse, in words for the person who reads them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quizzes.errors import QuizError


class BadgeWaits(QuizError):
    message = _("Certificate %(code)s does not count yet: a team leader has to confirm it first.")
    status = 409
