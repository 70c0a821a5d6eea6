"""Prints what an announcer says for a written text, and what keeps it off the air."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lessons.broadcast.scripts import glossary, reading
from lessons.broadcast.words import NO_WORDS, problem_words
from lessons.radio.lexicon import load_glossary
from lessons.radio.numbers import Reading
from lessons.radio.spoken import speak
from lms.shared.vietnamese import normalise

STANDARD_INPUT = "-"


class Command(BaseCommand):
    help = "Prints the spoken form of a text; ends with status 1 when something keeps it off the air."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", metavar="TEXT", help="written text; - for standard input")
        parser.add_argument("--words", metavar="WORDS", help="what the region says, as in LMS_RADIO_WORDS: ngàn,lẻ,bốn")
        parser.add_argument(
            "--default-glossary", action="store_true", help="the glossary the software came with, not this site's"
        )
        parser.add_argument("--map", action="store_true", help="every changed piece with its written form")

    def handle(self, *, text: str, words: str | None, default_glossary: bool, map: bool, **options: Any) -> None:
        said = speak(
            _read() if text == STANDARD_INPUT else text,
            glossary=load_glossary() if default_glossary else glossary(),
            reading=reading() if words is None else _chosen(words),
        )
        if said.text:
            self.stdout.write(said.text)
        for start, end, spoken_start, spoken_end in said.spans if map else ():
            written, spoken = said.written[start:end], said.text[spoken_start:spoken_end]
            if written != spoken:
                self.stdout.write(f"  {written} > {spoken}")
        wrong = problem_words(said.problems) or ([] if said.text else [str(NO_WORDS)])
        if wrong:
            raise CommandError("\n".join(wrong))


def _read() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise CommandError(_("The text is not UTF-8; save it as UTF-8 and try again.")) from error


def _chosen(words: str) -> Reading:
    try:
        return Reading.of_words(word.strip() for word in normalise(words).split(",") if word.strip())
    except ValueError as error:
        raise CommandError(str(error)) from error
