"""What is refused when sheets are keyed in or confirmed, in words for the person at the keyboard."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from quizzes.errors import QuizError


class OwnPaper(QuizError):
    message = _("Nobody keys in or confirms their own sheet. Ask another leader, your deputy or your commune's leader.")
    status = 403


class KeyedMeanwhile(QuizError):
    message = _(
        "%(name)s's sheet was keyed in meanwhile, by %(by)s at %(time)s. Nothing of yours is saved yet. Save once more "
        "if yours is right; it takes the place of that one."
    )
    status = 409


class ConfirmedMeanwhile(QuizError):
    message = _(
        "%(name)s's sheet was confirmed on %(day)s and can no longer be changed. Save only if this is another sheet."
    )
    status = 409


class NoSheetLeft(QuizError):
    message = _("%(name)s has begun all %(limit)d attempts at this quiz, online and on paper. Nothing was saved.")
    status = 409


class ChangedSinceShown(QuizError):
    message = _("%(name)s's sheet was changed since you looked. Look at it again before you confirm it.")
    status = 409


class GoneMeanwhile(QuizError):
    message = _("%(name)s's sheet was taken away meanwhile. Save once more to key it in anew.")
    status = 409


class NotThere(QuizError):
    message = _("One of the sheets is no longer there: somebody took it away. Nothing was confirmed for it.")
    status = 409
