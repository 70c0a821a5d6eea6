"""A script as the tests need it."""

from lessons.radio.cues import Script, build_script
from lessons.radio.lexicon import load_glossary
from lessons.radio.parts import CueKind, Part

PARTS = (
    Part(CueKind.MUSIC_IN),
    Part(CueKind.GREETING, ("Kính thưa quý vị và bà con!",)),
    Part(CueKind.CONTENT, ("OTP có 6 số. Gọi 0912 345 678 (giờ làm việc) để hỏi về VNeID.",)),
    Part(CueKind.WARNING, ("Không đưa mã OTP cho ai.",)),
    Part(CueKind.REPEAT, ("Xin nhắc lại: không đưa mã.",)),
    Part(CueKind.CLOSING, ("Xem thêm tại dichvucong.gov.vn.",)),
    Part(CueKind.MUSIC_OUT, seconds=4),
)


def make_script(*parts: Part, **kwargs: object) -> Script:
    """The sample script, with other parts or settings where given."""
    settings = {"title": "Giữ kín mã OTP", "glossary": load_glossary(), "edition_words": "phiên bản 2", **kwargs}
    return build_script(parts=parts or PARTS, **settings)  # type: ignore[arg-type]
