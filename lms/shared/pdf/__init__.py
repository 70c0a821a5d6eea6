"""Print sheets: plain data and a Typst layout in, a tagged PDF or PNG pages out. No Django.

The only package that knows Typst. A layout is a file of ours; all text reaches it as JSON data, never as markup.
"""

from lms.shared.pdf.engine import render_pdf, render_png
from lms.shared.pdf.errors import BadPicture, BadScreen, MissingGlyph, Overflow, SheetError, WrongPageCount
from lms.shared.pdf.fingerprint import fingerprint
from lms.shared.pdf.imprint import Imprint
from lms.shared.pdf.layouts import VARIANTS, Layout, Run, Variant
from lms.shared.pdf.qr import qr_svg
from lms.shared.pdf.sheets import Sheet

__all__ = [
    "VARIANTS",
    "BadPicture",
    "BadScreen",
    "Imprint",
    "Layout",
    "MissingGlyph",
    "Overflow",
    "Run",
    "Sheet",
    "SheetError",
    "Variant",
    "WrongPageCount",
    "fingerprint",
    "qr_svg",
    "render_pdf",
    "render_png",
]
