"""QR codes: level, quiet zone, determinism."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import segno
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.pdf import qr_svg


def test_the_quiet_zone_is_four_modules() -> None:
    address = "https://kynangso.example/b/vneid-1"
    width = int(ET.fromstring(qr_svg(address)).attrib["width"])  # noqa: S314 - our own drawing
    modules = segno.make(address, error="m", boost_error=False, micro=False).symbol_size(border=0)[0]
    assert width == modules + 8


@given(st.text("abcđê/-0123456789", min_size=1, max_size=80))
def test_the_same_text_gives_the_same_drawing(text: str) -> None:
    qr_svg.cache_clear()
    first = qr_svg(text)
    qr_svg.cache_clear()
    assert qr_svg(text) == first
