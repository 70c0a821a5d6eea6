"""What goes from the trainer's script to the loudspeaker of a commune."""

from .airings import Airing, Pull
from .bulletins import Bulletin, BulletinItem, Notice
from .scripts import Approval, Recording, ScriptVersion
from .stations import Announcer, Station, StationToken

__all__ = [
    "Airing",
    "Announcer",
    "Approval",
    "Bulletin",
    "BulletinItem",
    "Notice",
    "Pull",
    "Recording",
    "ScriptVersion",
    "Station",
    "StationToken",
]
