"""Who hands a sheet out and who issued it: the lines at its foot. No Django.

Stored for a team or a unit by `lms.members`; every layout of every app may carry them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Words ready to print; a blank one is a dotted line to write on, or is left out where there is no room.

    The last five are what a document that is not sold needs when a publisher or an authority issues it.
    """

    name: str = ""
    hotline: str = ""
    meeting_place: str = ""
    meeting_time: str = ""
    issuing_body: str = ""
    licence_number: str = ""
    printed_at: str = ""
    print_run: str = ""
    month_year: str = ""
