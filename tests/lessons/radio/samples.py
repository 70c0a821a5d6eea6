"""A script as the tests need it."""

from lessons.radio.cues import CueKind, Script, WrittenCue, build_script
from lessons.radio.lexicon import load_glossary

CUES = (
    WrittenCue(CueKind.MUSIC_IN),
    WrittenCue(CueKind.GREETING, "Kính thưa quý vị và bà con!"),
    WrittenCue(CueKind.CONTENT, "OTP có 6 số. Gọi 0912 345 678 (giờ làm việc) để hỏi về VNeID."),
    WrittenCue(CueKind.WARNING, "Không đưa mã OTP cho ai."),
    WrittenCue(CueKind.REPEAT, "Xin nhắc lại: không đưa mã."),
    WrittenCue(CueKind.CLOSING, "Xem thêm tại dichvucong.gov.vn."),
    WrittenCue(CueKind.MUSIC_OUT, seconds=4),
)


def make_script(*cues: WrittenCue, **kwargs: object) -> Script:
    """The sample script, with other cues or settings where given."""
    settings = {"title": "Giữ kín mã OTP", "glossary": load_glossary(), "edition_words": "phiên bản 2", **kwargs}
    return build_script(cues=cues or CUES, **settings)  # type: ignore[arg-type]
