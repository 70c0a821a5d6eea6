"""Says a screen in Vietnamese: for a picture's alternative text, and for the radio.

Pure: no Django. These are sentences of the content, not of the interface, so they are not translated.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from .spec import (
    BACK_TARGET,
    AnyRow,
    ButtonRow,
    CodesRow,
    ImageRow,
    InputRow,
    ItemRow,
    NoticeRow,
    PictureSpec,
    QrRow,
    ScreenSpec,
    TabsRow,
    TextRow,
    ToggleRow,
    target_words,
)

NUMBERS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
READ_FIRST = ("đọc", "xem", "kiểm tra", "nhìn")  # an item whose note opens so is read, not tapped
MASKS = "•●*"  # a value with these is masked: read aloud it says nothing


def describe(spec: ScreenSpec | PictureSpec, target: str = "") -> str:
    """What stands on the screen, and what to do there when `target` is one of its targets."""
    if isinstance(spec, PictureSpec):
        parts = [f"Ảnh chụp màn hình: {_bare(spec.alt)}."]
    else:
        parts = [f"Màn hình {_without('màn hình', spec.bar.title)}.", f"Có {_listed(spec.rows)}."]
    if target and target_words(spec, target) is not None:
        parts.append(instruction(spec, target))
    return _nfc(" ".join(parts))


def instruction(spec: ScreenSpec | PictureSpec, target: str) -> str:
    """The one thing to do at `target`, as a sentence; ValueError when the screen has no such target."""
    words = target_words(spec, target)
    if words is None:
        raise ValueError(f"this screen has no target “{target}”")
    if isinstance(spec, PictureSpec):
        return _nfc(f"Nhìn vào chỗ có khung: {_bare(words)}.")
    if target == BACK_TARGET:
        return _nfc(f"Bấm mũi tên quay lại, cạnh chữ {_bare(words)}.")
    if "/" in target:
        return _nfc(f"Bấm vào {_named('mục', words)}.")
    return _nfc(f"{_act(next(row for row in spec.rows if row.id == target))}.")


def _act(row: AnyRow) -> str:
    """What a person does with a row."""
    match row:
        case InputRow():
            return f"Gõ vào {_named('ô', row.label)}"
        case ButtonRow():
            return f"Bấm {_named('nút', row.label)}"
        case ItemRow():
            verb = "Đọc" if _nfc(row.note).casefold().startswith(READ_FIRST) else "Bấm vào"
            return f"{verb} {_named('dòng', row.label)}"
        case ToggleRow():
            return f"Bấm vào {_named('công tắc', row.label)}"
        case CodesRow():
            return f"Gõ {_bare(row.label)} vào {_count(row.count)} ô"
        case TabsRow():
            return f"Nhìn vào {_tabs(row)}"
        case QrRow() | ImageRow():
            return f"Nhìn vào {_noun_of(row)}"
        case TextRow() | NoticeRow():
            return f"Đọc {_noun_of(row)}"


def _noun_of(row: AnyRow) -> str:
    """A row as it stands in the list of what the screen has."""
    match row:
        case TextRow():
            return f"dòng chữ “{_flat(row.text)}”"
        case NoticeRow():
            return f"lời nhắc “{_flat(row.text)}”"
        case InputRow():
            says = _flat(row.value) and not any(mark in row.value for mark in MASKS)
            return _named("ô", row.label) + (f" ghi “{_flat(row.value)}”" if says else "")
        case ButtonRow():
            return _named("nút", row.label)
        case ItemRow():
            return _named("dòng", row.label) + (f" ghi “{_flat(row.note)}”" if _flat(row.note) else "")
        case ToggleRow():
            return f"{_named('công tắc', row.label)} đang {'bật' if row.on else 'tắt'}"
        case CodesRow():
            return f"{_count(row.count)} ô để gõ {_bare(row.label)}"
        case TabsRow():
            return _tabs(row)
        case QrRow():
            return _named("mã QR", row.label)
        case ImageRow():
            return _named("hình", row.alt)


def _listed(rows: list[AnyRow]) -> str:
    """All rows in one list; neighbours of one kind share their noun: “ba dòng A, B và C”."""
    parts = [part for _, run in groupby(rows, key=_shares_noun) for part in _run(list(run))]
    return ("; " if any(", " in part for part in parts) else ", ").join(parts)


def _shares_noun(row: AnyRow) -> str:
    """The noun a row can share with its neighbours, or its own identity when it says more than a name."""
    match row:
        case ButtonRow():
            return "nút"
        case ItemRow() if not _flat(row.note):
            return "dòng"
        case InputRow() if _noun_of(row) == _named("ô", row.label):
            return "ô"
        case _:
            return ""


def _run(rows: list[AnyRow]) -> Iterator[str]:
    noun = _shares_noun(rows[0])
    if noun and len(rows) > 1:
        yield f"{_count(len(rows))} {noun} {_joined([row.words for row in rows])}"
    else:
        yield from map(_noun_of, rows)


def _tabs(row: TabsRow) -> str:
    return f"{_count(len(row.labels))} mục {_joined(row.labels)}"


def _joined(labels: list[str]) -> str:
    *first, last = map(_bare, labels)
    return f"{', '.join(first)} và {last}"


def _count(number: int) -> str:
    return NUMBERS[number] if number <= 10 else f"mười {NUMBERS[number - 10]}"


def _named(noun: str, label: str) -> str:
    """“nút Cài đặt”, and “nút Cài đặt” as well when the label itself says “Nút Cài đặt”."""
    return f"{noun} {_without(noun, label)}"


def _without(noun: str, label: str) -> str:
    words = _bare(label)
    rest = words[len(noun) + 1 :]
    return rest if rest and words.casefold().startswith(f"{noun.casefold()} ") else words


def _bare(text: str) -> str:
    """`text` without the marks at its end, which would clash with the sentence's own; kept if nothing else."""
    flat = _flat(text)
    return flat.rstrip(" .,:;!?…*") or flat


def _flat(text: str) -> str:
    return " ".join(_nfc(text).split())


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
