"""Pictures of finished PDF files, as a printer would draw them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from PIL import Image, ImageOps

WHITE = 255


def drawn_pages(pdf: bytes, *, ppi: int) -> list[bytes]:
    """Each page as PNG, drawn by pdftoppm."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is missing (apt install poppler-utils)")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", str(ppi), "-png", "-", f"{folder}/page"], input=pdf, check=True)
        return [page.read_bytes() for page in sorted(Path(folder).glob("*.png"))]


def blank_edge(png: bytes, *, mm: float, ppi: int = 72) -> bool:
    """Whether the outer `mm` millimetres of a page drawn at `ppi` are white, but for the half pixel drawn softly."""
    with Image.open(io.BytesIO(png)) as page:
        grey = page.convert("L")
    inner = int(mm / 25.4 * ppi) - 1
    box = (inner, inner, grey.width - inner, grey.height - inner)
    grey.paste(WHITE, box)
    return ImageOps.invert(grey).getbbox() is None
