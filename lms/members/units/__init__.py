"""Administrative units: loading the official list, changing it, finding a place in it."""

from .changes import UnitError, record_event, rename_unit
from .files import FORMER_CSV, UNITS_CSV, UnitFileError
from .loading import Loaded, load_units
from .lookup import Candidate, Place, candidates_for, label, labels, search_units, unit_by_code

__all__ = [
    "FORMER_CSV",
    "UNITS_CSV",
    "Candidate",
    "Loaded",
    "Place",
    "UnitError",
    "UnitFileError",
    "candidates_for",
    "label",
    "labels",
    "load_units",
    "record_event",
    "rename_unit",
    "search_units",
    "unit_by_code",
]
