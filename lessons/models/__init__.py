from .apps import AppPage, Skill
from .broadcast import (
    Airing,
    Announcer,
    Approval,
    Bulletin,
    BulletinItem,
    Notice,
    Pull,
    Recording,
    ScriptVersion,
    Station,
    StationToken,
)
from .course import CoursePage
from .door import DoorTally, TallyPress
from .editions import LessonEdition
from .glossary import GlossaryTerm
from .lesson import LessonPage
from .packs import PackBase
from .poster import PosterPage
from .printing import PrintPack, PrintPackSheet
from .progress import LessonProgress
from .radio import RadioScriptPage
from .screen_reports import ScreenCheck, ScreenReport

__all__ = [
    "Airing",
    "Announcer",
    "AppPage",
    "Approval",
    "Bulletin",
    "BulletinItem",
    "CoursePage",
    "DoorTally",
    "GlossaryTerm",
    "LessonEdition",
    "LessonPage",
    "LessonProgress",
    "Notice",
    "PackBase",
    "PosterPage",
    "PrintPack",
    "PrintPackSheet",
    "Pull",
    "RadioScriptPage",
    "Recording",
    "ScreenCheck",
    "ScreenReport",
    "ScriptVersion",
    "Skill",
    "Station",
    "StationToken",
    "TallyPress",
]
