"""Lists of questions that people write elsewhere. Pure: text or bytes in, plain data and faults out."""

from __future__ import annotations

from .files import BadFile, text_of
from .word_faults import Fault, fault
from .word_lines import plain
from .word_list import Parsed, as_word_list, parse

__all__ = ["BadFile", "Fault", "Parsed", "as_word_list", "fault", "parse", "plain", "text_of"]
