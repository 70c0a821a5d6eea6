"""The script as plain text for the voice of a smart loudspeaker."""

from lessons.radio.cues import Script
from lms.shared.vietnamese import normalise

LINE_END = "\r\n"


class NotReadyError(ValueError):
    """The script still holds something that no voice could read rightly."""


def require_ready(script: Script) -> None:
    """Raise NotReadyError for a script that is empty or has problems."""
    if script.ready:
        return
    if script.unknown:
        reason = f"no reading for: {', '.join(script.unknown)}"
    else:
        reason = "; ".join(f"{found.kind}: {found.written}" for found in script.problems) or "it has no words to say"
    raise NotReadyError(f"the script is not ready for air: {reason}")


def as_text(script: Script) -> str:
    """Only the spoken words: NFC, CRLF, a sentence a line, an empty line between cues; no sign or figure.

    Raises NotReadyError for a script that is empty or has problems.
    """
    require_ready(script)
    blocks = ["\n".join(line.spoken for line in cue.lines) + "\n" for cue in script.cues if cue.lines]
    return normalise("\n".join(blocks)).replace("\n", LINE_END)
