"""Grades the earlier answers to a question by its newest key: says what would change, and does it with --apply."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes.certification.sheet import code_of
from quizzes.errors import QuizError
from quizzes.models import Question, QuestionVersion
from quizzes.questions import newest_version
from quizzes.regrading import report, service
from quizzes.regrading.doubts import InDoubt
from quizzes.regrading.dry_run import DryRun, dry_run
from quizzes.regrading.wording import WHY
from quizzes.regrading.work import work
from quizzes.wording import mark_shown


class Command(BaseCommand):
    help = "Lists what grading earlier answers by the question's newest key would change; --apply does it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", metavar="QUESTION_KEY", help="the key of the question")
        parser.add_argument("--reason", default="", help="why; kept with the marks. Needed with --apply")
        parser.add_argument("--apply", action="store_true", help="grade anew; without it nothing is written")

    def handle(self, *, question: str, reason: str, apply: bool, **options: Any) -> None:
        version = self._newest(question)
        found = dry_run(version)
        self._print(found)
        if not apply:
            self.stdout.write(_("Nothing is written. Add --apply and --reason to grade anew."))
            return
        try:
            regrade = service.begin(version=version, reason=reason, actor=None, now=timezone.now(), enqueue=False)
        except QuizError as error:
            raise CommandError(str(error)) from error
        work(regrade=regrade)
        self.stdout.write(_("Done: %(number)d marks changed.") % {"number": report.numbers_of(regrade).changed})
        self._print_doubts(report.in_doubt_by(regrade))

    def _newest(self, key: str) -> QuestionVersion:
        question = Question.objects.filter(key=key).first()
        if question is None or (newest := newest_version(question)) is None:
            raise CommandError(_("There is no question with the key “%(key)s”.") % {"key": key})
        return newest

    def _print(self, found: DryRun) -> None:
        figures = [
            (_("Answers read"), found.read),
            (_("Marks that rise"), found.up),
            (_("Marks that fall"), found.down),
            (_("Marks that stay"), found.same),
            (_("Attempts that pass only now"), found.turned_yes),
            (_("Attempts that no longer pass"), found.turned_no),
            (_("Open attempts, to be graded by the new key when they end"), found.open),
            (_("Left alone"), found.unfit),
        ]
        for label, number in figures:
            self.stdout.write(f"{label}: {number}")
        for group in found.groups():
            answer = group.answer or _("No answer")
            self.stdout.write(f"  {group.number} × {answer}: {mark_shown(group.before)} → {mark_shown(group.after)}")
        for one in found.left_alone():
            self.stdout.write(f"  {one.number} × {WHY[one.misfit]} {one.answer}".rstrip())
        for was, now in found.reworded():
            self.stdout.write(_("Reworded: “%(was)s” → “%(now)s”") % {"was": was, "now": now})
        for award in found.earned(timezone.now()):
            words = _("Would be awarded")
            self.stdout.write(f"{words}: {award.member.full_name}, {award.certification.title}")
        self._print_doubts(found.in_doubt())

    def _print_doubts(self, doubts: Iterable[InDoubt]) -> None:
        for one in doubts:
            earned = _("still earned by another attempt") if one.still_earned else _("no longer earned")
            name, code = one.certificate.holder_name, code_of(one.certificate)
            words = _("Certificate in doubt")
            self.stdout.write(f"{words}: {code}, {name}, {one.taken.title}: {earned}")
