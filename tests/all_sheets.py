"""Every sheet of every app as a PDF file, drawn from samples without a database: `python -m tests.all_sheets FOLDER`.

A new layout is one more line in SHEETS; its variants and runs are drawn by themselves.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lessons.printing.bulk.documents import COPIES
from lessons.printing.documents import (
    CARD,
    HANDOUT,
    LEAFLET,
    LEAFLET_A5,
    POSTER,
    POSTER_2_A4,
    POSTER_4_A4,
    POSTER_A2,
    SHARE,
    HandoutNote,
    ShareDocument,
)
from lessons.printing.radio import log_sheet, rundown_sheet, script_sheet
from lessons.printing.rich import rich_lines
from lms.office.card_document import CARDS
from lms.shared.pdf import Sheet
from quizzes.certification.document import CERTIFICATE, CertificatesDocument
from quizzes.printing.documents import QUIZ_SHEET
from tests.lessons.printing.radio_samples import aired_rows, approved, rundown
from tests.lessons.printing.samples import (
    card,
    copies,
    handout,
    handout_lesson,
    handout_step,
    leaflet,
    lines,
    poster,
    step,
)
from tests.lessons.radio.samples import make_script
from tests.office.samples import cards
from tests.quizzes.samples import certificate, paper, paper_of_every_way, question, tall_tap
from tests.shared.pdf.test_screens import photo, png

PICTURE_STEP = step(1, screen=photo()["screen"], target="nut")
WORDS = tuple(
    step(
        n,
        screen=None,
        target="",
        alt="",
        text=rich_lines(
            "<p>Gọi to <b>tên chủ nhà</b>:</p><ul><li>chờ có người ra</li><li>nói tên mình trước</li></ul>"
        ),
    )
    for n in (1, 2)
)
NOTE = HandoutNote(lines=lines("Không bấm vào đường dẫn lạ."), kind="stop")
LISTS = handout_step(
    1,
    screen=None,
    target="",
    alt="",
    text=(*lines("Xem hai thứ:"), *lines("Ảnh", "Phim", marker="•"), *lines("Rồi bấm Lưu.", bold=True)),
    stop=lines("Dừng lại nếu thấy lạ.", bold=True),
    tip=lines("Mở máy", marker="1.") + lines("Bấm", marker="2."),
)
SHARED = ShareDocument(site_name="Kỹ năng số cộng đồng", title="Cài VNeID", lede="Sáu bước.", screen=step(1).screen)
SHEETS = {
    "leaflet": Sheet(LEAFLET, leaflet()),
    "leaflet-picture": Sheet(LEAFLET, leaflet(steps=(PICTURE_STEP, step(2))), {"a.png": png}),
    "leaflet-words": Sheet(LEAFLET, leaflet(steps=WORDS)),
    "leaflet-a5": Sheet(LEAFLET_A5, leaflet()),
    "leaflet-a5-words": Sheet(LEAFLET_A5, leaflet(steps=WORDS)),
    "poster": Sheet(POSTER, poster()),
    "poster-words": Sheet(POSTER, poster(screen=None, target="", alt="")),
    "poster-a2": Sheet(POSTER_A2, poster()),
    "poster-2-a4": Sheet(POSTER_2_A4, poster()),
    "poster-4-a4": Sheet(POSTER_4_A4, poster()),
    "card": Sheet(CARD, card()),
    "handout": Sheet(HANDOUT, handout(handout_lesson(handout_step(1), NOTE, *map(handout_step, range(2, 7))))),
    "quiz-sheet": Sheet(QUIZ_SHEET, paper()),
    "handout-lists": Sheet(HANDOUT, handout(handout_lesson(LISTS, handout_step(2, text=())))),
    "quiz-sheet-tall": Sheet(QUIZ_SHEET, paper(questions=(tall_tap(1, 8), question(2)))),
    "quiz-sheet-ways": Sheet(QUIZ_SHEET, paper_of_every_way()),
    "copies": Sheet(COPIES, copies()),
    "script": script_sheet(make_script(), where="Đài truyền thanh xã Mẫu", approved=approved()),
    "script-translation": script_sheet(make_script(), blank_lines=True),
    "rundown": rundown_sheet(rundown()),
    "rundown-empty": rundown_sheet(rundown(rows=())),
    "aired-log": log_sheet(aired_rows(40), station="Đài truyền thanh xã Mẫu", period="Tháng 11 năm 2026"),
    "aired-log-empty": log_sheet(()),
    "share": Sheet(SHARE, SHARED),
    "certificate": Sheet(CERTIFICATE, certificate()),
    "certificates": Sheet(CERTIFICATE, CertificatesDocument(title="Tổ mẫu", papers=(certificate(),) * 3), parts=3),
    "sign-in-cards": Sheet(CARDS, cards(9, pins=True), parts=2),
    "sign-in-cards-without-pins": Sheet(CARDS, cards(3)),
}


def draw_all(folder: Path) -> list[Path]:
    """FOLDER/<name>-<variant>.pdf, a side at a time for the printer without duplex: <name>-office-fronts.pdf."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, sheet in SHEETS.items():
        for variant in sheet.layout.variants:
            for run in sheet.layout.runs(variant):
                side = "" if run == "all" else f"-{run}"
                files.append(folder / f"{name}-{variant}{side}.pdf")
                files[-1].write_bytes(sheet.pdf(variant, run))
    return files


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print(f"{len(draw_all(Path(sys.argv[1])))} sheets drawn")
