"""Print sheets: plain data and a Typst layout in, a tagged PDF or PNG pages out. No Django.

The only package that knows Typst. A layout is a file of ours; all text reaches it as JSON data, never as markup.
"""

from lms.shared.pdf.engine import Variant, render_pdf, render_png
from lms.shared.pdf.errors import BadScreen, MissingGlyph, Overflow, SheetError, WrongPageCount
from lms.shared.pdf.fingerprint import fingerprint
from lms.shared.pdf.qr import qr_svg

__all__ = [
    "BadScreen",
    "MissingGlyph",
    "Overflow",
    "SheetError",
    "Variant",
    "WrongPageCount",
    "fingerprint",
    "qr_svg",
    "render_pdf",
    "render_png",
]
