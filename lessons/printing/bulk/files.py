"""Where the files of packs are. Everything is written beside its place first, so nothing half-written has its name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from lessons.models import PrintPack
from lms.shared.vietnamese import slug

LONGEST_NAME = 60


def folder_of(pack_pk: int) -> Path:
    return Path(settings.LMS_PACK_FOLDER) / str(pack_pk)


def sheet_path(pack_pk: int, file: str) -> Path:
    return folder_of(pack_pk) / "sheets" / file


def zip_path(pack_pk: int) -> Path:
    return folder_of(pack_pk) / "pack.zip"


def pdf_path(pack_pk: int) -> Path:
    return folder_of(pack_pk) / "pack.pdf"


def download_name(pack: PrintPack, ending: str) -> str:
    """ASCII: "ca-mau-dot-1-17.zip"."""
    name = slug(pack.title)[:LONGEST_NAME].strip("-") or "goi-in"
    return f"{name}-{pack.pk}.{ending}"


@contextmanager
def scratch(pack_pk: int) -> Iterator[Path]:
    """A folder beside the files of the pack, so that what is made in it can be moved there at once."""
    root = folder_of(pack_pk)
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="work-", dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(made: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    os.replace(made, place)


def remove_folder(pack_pk: int) -> None:
    shutil.rmtree(folder_of(pack_pk), ignore_errors=True)


def remove_workings(pack_pk: int) -> None:
    """Leftovers of workers that died: for when the pack is finished."""
    for folder in folder_of(pack_pk).glob("work-*"):
        shutil.rmtree(folder, ignore_errors=True)


def kept_packs() -> list[int]:
    """Numbers of the packs that have a folder."""
    root = Path(settings.LMS_PACK_FOLDER)
    return [int(path.name) for path in root.glob("*") if path.name.isdecimal()] if root.exists() else []
