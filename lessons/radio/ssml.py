"""The script in SSML 1.1, for a speech engine that takes marked-up text."""

from xml.sax.saxutils import escape, quoteattr

from lessons.radio.cues import Cue, Script
from lessons.radio.textfile import require_ready
from lessons.radio.timing import SENTENCE_PAUSE
from lms.shared.vietnamese import normalise

VIETNAMESE = "vi-VN"
CUE_PAUSE = 2 * SENTENCE_PAUSE  # seconds between two parts; they are heard as paragraphs

_NAMESPACE = "http://www.w3.org/2001/10/synthesis"


def as_ssml(script: Script, *, language: str = VIETNAMESE) -> str:
    """A paragraph a cue, a sentence a line, with the pauses that the timing counts; music is left out.

    `language` is a BCP 47 tag. Raises NotReadyError for a script that is empty or has problems.
    """
    require_ready(script)
    between = f"{_pause(CUE_PAUSE)}\n"
    spoken = between.join(_paragraph(cue) for cue in script.cues if cue.lines)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<speak version="1.1" xmlns="{_NAMESPACE}" xml:lang={quoteattr(language)}>\n{spoken}</speak>\n'


def _paragraph(cue: Cue) -> str:
    said = f"{_pause(SENTENCE_PAUSE)}\n".join(f"<s>{escape(normalise(line.spoken))}</s>" for line in cue.lines)
    return f"<p>\n{said}\n</p>\n"


def _pause(seconds: float) -> str:
    return f'<break time="{seconds * 1000:.0f}ms"/>'
