"""What quizzes refuse, in words for the person who reads them. Each says the HTTP status it is answered with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lms.shared.messages import in_language

from .kinds import Fault


class QuizError(Exception):
    """Base of all refusals; `message` is translated when it is shown."""

    message: str | Promise = _("This cannot be done.")
    status = 400

    def __init__(self, message: str | Promise | None = None, **values: Any) -> None:
        self.message = message or self.message
        self.values = values
        super().__init__(str(self))

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


class EmptyQuiz(QuizError):
    message = _("This quiz has no questions yet. Please come back later.")
    status = 409


class NoAttemptLeft(QuizError):
    message = _("You have used all %(limit)d attempts at this quiz. Read the steps again, and ask your team leader.")
    status = 409


class TooSoon(QuizError):
    message = _("You may take this quiz again from %(time)s on %(day)s. Use the time to read the steps again.")
    status = 409


class AttemptClosed(QuizError):
    message = _("This attempt was already handed in. Your result stands; the answers can no longer be changed.")
    status = 409


class TimeOver(QuizError):
    message = _("The time for this attempt has run out. What was saved until then has been handed in.")
    status = 409


class AnswerFinal(QuizError):
    message = _("You have already answered this question. In this quiz the first answer is final.")
    status = 409


class NotInAttempt(QuizError):
    message = _("This question is not part of your attempt.")
    status = 404


class BadResponse(QuizError):
    message = _("The answer could not be read. Choose again, then press Next.")


class BadQuestion(QuizError):
    """A trainer's question that cannot be graded; `faults` says where and why."""

    def __init__(self, message: str | Promise | None = None, *, faults: Sequence[Fault] = (), **values: Any) -> None:
        self.faults = list(faults)
        super().__init__(message or " ".join(_sentence(fault) for fault in self.faults), **values)


def _sentence(fault: Fault) -> str:
    words = in_language(fault.message, gettext)
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


class BadRule(QuizError):
    message = _("This rule cannot be used.")


class NotAllowed(QuizError):
    message = _("You may not do this.")
    status = 403


class CertificateNotStanding(QuizError):
    message = _("Certificate %(code)s was withdrawn or replaced already. Nothing was changed.")
    status = 409


class AlreadyConfirmed(QuizError):
    message = _("Certificate %(code)s was confirmed already. Nothing was changed.")
    status = 409


class StillHolds(QuizError):
    message = _("Certificate %(code)s still holds. It can be renewed when it is due.")
    status = 409


class NotDue(QuizError):
    message = _("Certificate %(code)s cannot be renewed today. It is not due, or it was withdrawn or replaced.")
    status = 409


class BadDay(QuizError):
    message = _("Choose a day from %(first)s to %(last)s.")


class ReasonMissing(QuizError):
    message = _("Write the reason: it is kept with the certificate.")


class NothingToPrint(QuizError):
    message = _("Nobody in this team holds a certificate today.")
    status = 404


class CertificateWaits(QuizError):
    message = _("Certificate %(code)s can be printed once a team leader has confirmed whose it is.")
    status = 409


class SheetNotMade(QuizError):
    message = _("The sheet could not be made: %(reason)s")
    status = 409


class NotAgreed(QuizError):
    message = _("%(name)s has not agreed yet that answers are kept. Have the consent signed on paper first.")
    status = 409


class HolderNameless(QuizError):
    message = _("The holder of certificate %(code)s asked to have the name erased, so it is no longer printed.")
    status = 410


class CertificateRevoked(QuizError):
    message = _("Certificate %(code)s was withdrawn and can no longer be printed. Ask the unit that runs the course.")
    status = 410
