"""A sound file that somebody sends: taken by what it holds, refused in words that tell what to do."""

from __future__ import annotations

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from .sound import LEAST_SECONDS, MOST_SECONDS, NoSound, Sound, examined

ACCEPTED = ".mp3,.ogg,audio/mpeg,audio/ogg"  # for a field's `accept`
_MB = 1024 * 1024
_WORDS = {
    "empty": _("The file is empty. Choose another one."),
    "size": _(
        "The file is larger than %(most)s MB. Save it as MP3 with 64 or 96 kbit a second; that is enough for speech."
    ),
    "kind": _(
        "This is no MP3 or OGG sound file, whatever its name says. Save the recording as MP3 or OGG and try again."
    ),
    "length": _(
        "A recording lasts from %(least)s seconds to %(longest)s minutes. This one does not, or it is damaged."
    ),
}


class BadRecording(Exception):
    """Not a sound file that can be used; `code` tells why: kind, size, empty, length."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def megabytes(size: int) -> str:
    return f"{size / _MB:g}"


def words_for(error: BadRecording, most: int) -> str:
    """What is wrong with the file, and what to do; `most` is the greatest size in bytes."""
    values = {"most": megabytes(most), "least": LEAST_SECONDS, "longest": MOST_SECONDS // 60}
    return str(_WORDS[error.code]) % values


def checked(upload: File, most: int) -> tuple[bytes, Sound]:
    """The bytes, and what they are. Raises BadRecording."""
    upload.seek(0)
    content = upload.read(most + 1)
    if len(content) > most:
        raise BadRecording("size")
    try:
        return content, examined(content)
    except NoSound as error:
        raise BadRecording(error.code) from error
