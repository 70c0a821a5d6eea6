"""Fails when a syllable of the course packs stands neither in hunspell's Vietnamese wordlist nor among the exceptions.

Vietnamese is written in syllables, so a wordlist of syllables says what can be written at all; it does not say whether
the right one was chosen. The wordlist is Debian's package hunspell-vi (Ivan Garcia, Nguyễn Xuân Minh; GPL-2), which
is read here and no part of the project. Ends with 2 where there is no such wordlist.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

TOP = Path(__file__).parent.parent
PACKS = TOP / "lessons" / "packs" / "starter"
EXCEPTIONS = TOP / "tests" / "lessons" / "packs" / "spelling.txt"
WORDLIST = Path("/usr/share/hunspell/vi_VN.dic")
GLOSSARY = TOP / "lessons" / "radio" / "glossary_default.yaml"
# Fields that hold names of the pack itself, addresses, or the names of papers and newspapers.
NAMES = {
    "key",
    "keys",
    "id",
    "screen",
    "target",
    "step",
    "category",
    "kind",
    "lesson",
    "source",
    "skill",
    "state",
    "url",
}
NAMES |= {"language", "image", "style", "rule", "level", "apps", "right", "accepted", "sources"}
WORD = re.compile(r"[^\W\d_]+")
NO_WORDS = re.compile(r"\{[^}]*\}|\S*\.(?:vn|example|apk|gov)\S*|/[a-z-]+/")  # slots and addresses
# One sound, two places of its mark: hóa and hoá, thủy and thuỷ.
TONES = "\u0300\u0301\u0303\u0309\u0323"


def syllable(word: str) -> str:
    """`word` in small letters, its tone behind everything else: how two ways of writing one syllable are the same."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = "".join(letter for letter in letters if letter in TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES)) + tones


def texts(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for field, part in value.items():
            if field not in NAMES or (field == "right" and isinstance(part, str)):  # of a pair, or rows to tap
                yield from texts(part, field)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, name)
    elif isinstance(value, str):
        yield NO_WORDS.sub(" ", value)


def main() -> int:
    if not WORDLIST.exists():
        print(f"there is no {WORDLIST}: apt-get install hunspell-vi")
        return 2
    known = {syllable(line.partition("/")[0].strip()) for line in WORDLIST.read_text("utf-8").splitlines()[1:]}
    terms = yaml.safe_load(GLOSSARY.read_text("utf-8"))["terms"]
    written_so = {word for one in terms for word in WORD.findall(one["term"])}  # capitals count: OTP, not otp
    lines = EXCEPTIONS.read_text("utf-8").splitlines()
    excused = {word: 0 for line in lines if (word := line.partition("#")[0].strip())}
    unknown: dict[str, set[str]] = defaultdict(set)
    files = sorted(PACKS.rglob("*.yaml"))
    for file in files:
        for text in texts(yaml.safe_load(file.read_text("utf-8"))):
            for word in WORD.findall(text):
                if word in excused:
                    excused[word] += 1
                elif word not in written_so and syllable(word) not in known:
                    unknown[word].add(str(file.relative_to(PACKS)))
    for word, where in sorted(unknown.items()):
        print(f"{word}: {', '.join(sorted(where))}")
    for word in (word for word, times in excused.items() if not times):
        print(f"{word}: excused in {EXCEPTIONS.name}, but stands nowhere")
    if unknown or not all(excused.values()):
        return 1
    print(f"{len(files)} files pass, {len(excused)} words excused")
    return 0


if __name__ == "__main__":
    sys.exit(main())
