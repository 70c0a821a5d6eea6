"""QR codes for print."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def qr_svg(text: str) -> str:
    """An SVG of `text` as a QR code: level M, quiet zone of 4 modules, the same bytes for the same text."""
    code = segno.make(text, error="m", boost_error=False, micro=False)
    out = io.BytesIO()
    code.save(out, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None, light="#fff")
    return out.getvalue().decode("utf-8")
