from .apps import AppPage, Skill
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
    "AppPage",
    "CoursePage",
    "DoorTally",
    "GlossaryTerm",
    "LessonEdition",
    "LessonPage",
    "LessonProgress",
    "PackBase",
    "PosterPage",
    "PrintPack",
    "PrintPackSheet",
    "RadioScriptPage",
    "ScreenCheck",
    "ScreenReport",
    "Skill",
    "TallyPress",
]
