"""Everything that starts with a digit: numbers, dates, times, money, phone numbers, numbers of laws."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from lessons.radio import patterns as p
from lessons.radio.composer import Spoken
from lessons.radio.numbers import (
    LARGEST,
    Reading,
    cardinal,
    decimal,
    digit_groups,
    digit_words,
    ordinal,
    say_groups,
)
from lessons.radio.problems import Problem, ProblemKind
from lessons.radio.units import ATTACHED_UNITS, CURRENCY_BEFORE, UNIT, UNITS

LONGEST_BARE = 9  # digits; a longer run without dots is an account or a code, not an amount


@dataclass(frozen=True)
class Heard:
    """What is said for text up to `end`, and what in it must not go on air."""

    text: str
    end: int
    problems: tuple[Problem, ...] = ()


class Figures:
    """Reads what starts with a digit. Rules are tried in order; a rule that does not apply returns None."""

    def __init__(self, reading: Reading, look_up: Callable[[str], str | None], speak: Callable[[str], Spoken]) -> None:
        self._reading = reading
        self._look_up = look_up
        self._speak = speak
        self._rules: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], Heard | str | None]], ...] = (
            (p.LAW, self._law),
            (p.DATE, self._date),
            (p.ISO_DATE, self._iso_date),
            (p.DAY_SPAN, self._first_day),
            (p.PHONE, self._phone),
            (p.HOTLINE, lambda match, before: say_groups(digit_groups(match[0]))),
            (p.CLOCK, lambda match, before: self._time(match[1], match[2] or match[3] or match[4])),
            (p.SOUTHERN_CLOCK, self._southern_hour),
            (p.COLON_CLOCK, lambda match, before: self._time(match[1], match[2], match[3])),
            (p.MINUTES, self._minutes),
            (p.SLASHES, self._slashes),
            (p.DASHES, lambda match, before: say_groups(match[0].split("-"))),
            (p.COMMAS, self._commas),
            (p.NUMBER, self._number),
            (p.WHOLE_NUMBER, self._number),
            (p.LETTERED, self._lettered),
            (
                p.DOTS,
                lambda match, before: self._with_unit(self._listed(match[0].split("."), " chấm "), match),
            ),
        )

    def read(self, text: str, start: int) -> Heard | None:
        """Read the figure at `start`, or return None where it is part of a code such as "2FA"."""
        before = text[max(0, start - 40) : start].lower()
        money = p.MONEY_BEFORE.match(text, start)
        if money:
            amount = p.NUMBER.match(text, money.end())
            heard = self._number(amount, before) if amount else None
            return heard and Heard(f"{heard.text} {CURRENCY_BEFORE[money[1]]}", heard.end)
        for pattern, rule in self._rules:
            match = pattern.match(text, start)
            said = rule(match, before) if match else None
            if match and said is not None:
                heard = said if isinstance(said, Heard) else Heard(said, match.end())
                return self._checked(heard, text, start)
        return None

    def _checked(self, heard: Heard, text: str, start: int) -> Heard:
        """With the problem of a number that is too long for any ear."""
        endless = p.ENDLESS.match(text, start, heard.end)
        if not endless:
            return heard
        return replace(heard, problems=(*heard.problems, Problem(ProblemKind.NUMBER, endless[0])))

    def _lettered(self, match: re.Match[str], before: str) -> str:
        """A class or a road ("5A"); "50K" is money unless a class is named."""
        number = self._small(match[1])
        is_money = match[2] == "K" and len(match[1]) > 1 and not before.endswith("lớp ")
        return f"{number} {self._reading.thousand if is_money else match[2]}"

    def _whole(self, digits: str) -> str:
        """Say a run of digits as one number; too long or with leading zeros, digit by digit."""
        coded = digits.startswith("0") and len(digits) > 2
        if coded or len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
            return say_groups(digit_groups(digits))
        return cardinal(int(digits), self._reading)

    def _small(self, digits: str) -> str:
        return cardinal(int(digits), self._reading)

    def _listed(self, numbers: list[str], joiner: str) -> str:
        return joiner.join(digit_words(n) if n.startswith("0") else self._whole(n) for n in numbers)

    def _commas(self, match: re.Match[str], before: str) -> str | None:
        return None if p.ENGLISH_THOUSANDS.fullmatch(match[0]) else self._listed(match[0].split(","), ", ")

    def _with_unit(self, said: str, match: re.Match[str]) -> Heard:
        unit = UNIT.match(match.string, match.end())
        return Heard(f"{said} {self._unit(unit)}", unit.end()) if unit else Heard(said, match.end())

    def _law(self, match: re.Match[str], before: str) -> Heard | None:
        """69/2024/NĐ-CP: number, year, who issued it; the kind ("NĐ") was said before the number."""
        number, kind, year, code = match.group("number", "kind", "year", "code")
        told = kind or year or "-" in code or p.AFTER_LAW.search(before)
        if sum(letter.isupper() for letter in code) < 2 or not told:
            return None
        words = [self._listed([number], "")]
        if year:
            words += ["năm", self._small(year)]
        *kinds, issuer = code.split("-")
        parts = [*(part for part in kinds if part not in p.DOCUMENT_KINDS), issuer]
        issuers = [self._issuer(part) for part in parts]
        whole_code = None if all(issuers) else self._look_up(code)
        if whole_code:
            return Heard(" ".join([*words, whole_code]), match.end())
        problems: list[Problem] = []
        for part, issuer_said in zip(parts, issuers, strict=True):
            left = None if issuer_said else self._speak(part)
            words.append(left.text if left else f"của {issuer_said}")
            problems += left.problems if left else ()
        return Heard(" ".join(words), match.end(), tuple(problems))

    def _issuer(self, part: str) -> str | None:
        """Say who issued a document: "CP", or the assembly with its term, "QH15"."""
        letters = part.rstrip("0123456789")
        said = self._look_up(part) or self._look_up(letters)
        if not said or letters == part:
            return said
        return f"{said} khóa {self._whole(part[len(letters) :])}"

    def _date(self, match: re.Match[str], before: str) -> Heard | None:
        day, month = int(match[1]), int(match[2] or match[5])
        year = match[3] or match[6]
        return self._dated(match, self._day(day, month, int(year) + (0 if len(year) == 4 else 2000), before))

    def _iso_date(self, match: re.Match[str], before: str) -> Heard | None:
        return self._dated(match, self._day(int(match[3]), int(match[2]), int(match[1]), before))

    def _first_day(self, match: re.Match[str], before: str) -> str | None:
        """The first day of "15-20/11"; it is a day too, and not a number of anything."""
        first, last, month = (int(match[n]) for n in (1, 2, 3))
        if p.AFTER_PLACE.search(before) or not (0 < first < last and _is_day(last, month, None)):
            return None
        return f"{'' if p.AFTER_DAY.search(before) else 'ngày '}{self._small(match[1])}"

    def _dated(self, match: re.Match[str], said: str | None) -> Heard:
        """A date in full; a day that no calendar has is read number by number, so that none is heard, and reported."""
        if said:
            clock = p.CLOCK_NEXT.match(match.string, match.end())
            return Heard(f"{said}," if clock else said, match.end())
        numbers = " trên ".join(self._whole(number) for number in re.findall(r"\d+", match[0]))
        return Heard(numbers, match.end(), (Problem(ProblemKind.DATE, match[0]),))

    def _day(self, day: int, month: int, year: int | None, before: str) -> str | None:
        if not _is_day(day, month, year):
            return None
        lead = "" if p.AFTER_DAY.search(before) else "ngày "
        said = f"{lead}{cardinal(day, self._reading)} {self._month(month)}"
        return f"{said} năm {cardinal(year, self._reading)}" if year else said

    def _month(self, month: int) -> str:
        """Say a month; the fourth is "tháng tư" in every region."""
        return "tháng tư" if month == 4 else f"tháng {cardinal(month, self._reading)}"

    def _phone(self, match: re.Match[str], before: str) -> Heard | None:
        """Say the longest run of groups from the start that makes a whole phone number."""
        plus = "+" if match[0].startswith("+") else ""
        groups = list(p.PHONE_GROUP.finditer(match[0]))
        while groups:
            if p.WHOLE_PHONE.fullmatch(plus + "".join(group[0] for group in groups)):
                said = say_groups([part for group in groups for part in digit_groups(group[0])])
                return Heard(f"cộng {said}" if plus else said, match.start() + groups[-1].end())
            groups.pop()
        return None

    def _time(self, hours: str, minutes: str | None, seconds: str | None = None) -> str:
        said = f"{self._small(hours)} giờ"
        if int(minutes or 0) or seconds:
            said += f" {self._small(minutes or '0')} phút"
        return f"{said} {self._small(seconds)} giây" if seconds else said

    def _southern_hour(self, match: re.Match[str], before: str) -> str | None:
        """ "7g" is an hour where the words speak of the time of day, else a weight."""
        timely = p.AFTER_MOMENT.search(before) or p.PART_OF_DAY.match(match.string, match.end())
        return self._time(match[1], None) if timely else None

    def _minutes(self, match: re.Match[str], before: str) -> str | None:
        if before.endswith("'"):
            return None
        said = f"{self._small(match[1])} {'giây' if match[3] else 'phút'}"
        return f"{said} {self._small(match[2])} giây" if match[2] else said

    def _slashes(self, match: re.Match[str], before: str) -> Heard:
        """Numbers between slashes: a day, a month of a year, a law of a year, a fraction, or just numbers."""
        parts = match[0].split("/")
        said = self._pair(parts[0], parts[1], before, match) if len(parts) == 2 else None
        heard = self._with_unit(said or " trên ".join(self._whole(part) for part in parts), match)
        if said or not _is_no_day(parts, before):
            return heard
        return replace(heard, problems=(Problem(ProblemKind.DATE, match[0]),))

    def _pair(self, left: str, right: str, before: str, match: re.Match[str]) -> str | None:
        if len(left) > 5 or len(right) > 4:
            return None
        a, b = int(left), int(right)
        if p.AFTER_PLACE.search(before) and not p.AFTER_LAW.search(before):
            return None
        if 1900 <= b <= 2100:
            return self._of_year(a, b, before)
        day_likely = p.DAY_LIKELY.search(before) or p.DAY_RANGE.match(match.string, match.end())
        if (a, b) == (24, 7) and not day_likely:
            return None
        zeros = left.startswith("0") or right.startswith("0")
        day_likely = day_likely or p.AFTER_FIRST_DAY.search(before)
        # 1/2 is a half unless the words speak of days; 30/4, 05/03 and 5/12 are days.
        if _is_day(a, b, None) and (a >= b or zeros or b > 10 or day_likely):
            return self._day(a, b, None, before)
        return None if a >= b or zeros else f"{self._small(left)} phần {'tư' if b == 4 else self._small(right)}"

    def _of_year(self, number: int, year: int, before: str) -> str:
        said_year = f"năm {cardinal(year, self._reading)}"
        if before.endswith("quý ") or p.AFTER_LAW.search(before) or not 1 <= number <= 12:
            return f"{cardinal(number, self._reading)} {said_year}"
        month = self._month(number)
        return f"{month.removeprefix('tháng ') if before.endswith('tháng ') else month} {said_year}"

    def _number(self, match: re.Match[str], before: str) -> Heard | None:
        unit = UNIT.match(match.string, match.end())
        if not unit and not p.NUMBER_END.match(match.string, match.end()):
            return None
        digits = re.sub("[.,]", "", match["dotted"] or match["english"] or match["bare"])
        special = None
        fraction = match.groupdict().get("fraction")
        if fraction:
            special = self._decimal(digits, fraction)
        elif match["bare"] and not unit:
            special = self._bare(digits, before, match.string[match.end() : match.end() + 12])
        said = special or self._whole(digits)
        return Heard(f"{said} {self._unit(unit)}", unit.end()) if unit else Heard(said, match.end())

    def _decimal(self, digits: str, fraction: str) -> str:
        if len(digits) <= LONGEST_BARE and len(fraction) <= LONGEST_BARE:
            return decimal(int(digits), fraction, self._reading)
        return f"{self._whole(digits)} phẩy {say_groups(digit_groups(fraction))}"

    def _bare(self, digits: str, before: str, after: str) -> str | None:
        """Say a plain run of digits where its surroundings decide: ranks, months, numbers to call, codes."""
        if len(digits) > LONGEST_BARE:
            return say_groups(digit_groups(digits))
        if p.AFTER_RANK.search(before):
            return ordinal(int(digits), self._reading).removeprefix("thứ ")
        if p.AFTER_MONTH.search(before) and int(digits) == 4:
            return "tư"
        if digits.startswith("0") and p.AFTER_LAW.search(before):
            return digit_words(digits)
        stands_alone = not after or after[0] in ".,;:!?)\n"
        short_number = digits in p.EMERGENCY_NUMBERS and (stands_alone or p.AFTER_CALL.search(before))
        sent = p.AFTER_SEND.search(before) and (stands_alone or p.GOES_ON.match(after))
        if len(digits) > 2 and (sent or p.AFTER_HOTLINE.search(before)):
            return say_groups(digit_groups(digits)) if len(digits) > 5 else digit_words(digits)
        return digit_words(digits) if short_number else None

    def _unit(self, unit: re.Match[str]) -> str:
        if unit["attached"] == "k":
            return self._reading.thousand
        return ATTACHED_UNITS.get(unit["attached"] or "") or UNITS[unit["unit"]]


def _is_no_day(parts: list[str], before: str) -> bool:
    """Whether two numbers were meant as a day and its month and no calendar has it: "ngày 30/2", "31/02", "31/4"."""
    if len(parts) != 2 or not all(1 <= len(part) <= 2 for part in parts) or p.AFTER_PLACE.search(before):
        return False
    day, month = map(int, parts)
    written_so = parts[1].startswith("0") or p.AFTER_DAY.search(before) or 29 <= day <= 31
    return not _is_day(day, month, None) and bool(written_so) and (month <= 12 or bool(p.AFTER_DAY.search(before)))


def _is_day(day: int, month: int, year: int | None) -> bool:
    """Whether the calendar has this day; without a year, 29/02 counts."""
    if not 1 <= month <= 12 or year == 0:
        return False
    return 1 <= day <= calendar.monthrange(year or 2024, month)[1]
