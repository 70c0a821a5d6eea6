"""Files of a pack: only plain files inside its folder, of bounded size; pictures that are pictures. Pure."""

from __future__ import annotations

import stat
from pathlib import Path

from lms.shared.messages import Message, _
from lms.shared.screens.images import ScreenshotError, clean

from .faults import Fault, PackError, file_fault

MAX_YAML_BYTES = 1_000_000

_PICTURE_PROBLEMS = {
    "too_large": _("the picture is larger than %(max_bytes)d bytes"),
    "too_many_pixels": _("the picture has more than %(max_pixels)d pixels"),
    "not_an_image": _("this is not a PNG, JPEG or WebP picture"),
}


def plain_file(root: Path, name: str) -> Path:
    """The file `name` of the folder `root`; raises PackError when it is missing, no plain file, or a link."""
    path = root
    for part in Path(name).parts:
        path = path / part
        if path.is_symlink() or not path.resolve().is_relative_to(root.resolve()):
            raise PackError([file_fault(name, _("links are not followed; put the file itself here"))])
    if not path.exists():
        raise PackError([file_fault(name, _("this file is missing"))])
    if not stat.S_ISREG(path.stat().st_mode):
        raise PackError([file_fault(name, _("this is not a file"))])
    return path


def read_text(root: Path, name: str) -> str:
    path = plain_file(root, name)
    if path.stat().st_size > MAX_YAML_BYTES:
        raise PackError([file_fault(name, _("larger than %(size)d bytes"), size=MAX_YAML_BYTES)])
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PackError([Fault(name, line, (), Message(_("not UTF-8 text; save the file as UTF-8")))]) from error


def read_picture(root: Path, name: str, *, max_bytes: int, max_pixels: int, max_width: int) -> bytes:
    """The picture drawn anew as WebP, without what cameras hide in it; raises PackError."""
    with plain_file(root, name).open("rb") as file:
        try:
            return clean(file, max_bytes=max_bytes, max_pixels=max_pixels, max_width=max_width).content
        except ScreenshotError as error:
            problem = _PICTURE_PROBLEMS[error.code]
            raise PackError([file_fault(name, problem, max_bytes=max_bytes, max_pixels=max_pixels)]) from error
