"""What a course pack may hold: one folder an app, readable YAML, checked before anything is written.

Pure: no Django. A pack folder is

    course.yaml                 title, skills, certifications, the list of app folders
    <app>/app.yaml              the app page with its facts, sources and check dates
    <app>/screens.yaml          the app's screens, as data
    <app>/lesson-*.yaml         lessons, in the order of their file names
    <app>/poster.yaml radio.yaml quiz.yaml
    <app>/practice.yaml         questions that never count; may be missing
    <app>/images/               pictures that screens.yaml names
"""

from .app import AppData
from .course import CertificationData, CourseData, RenewalData
from .lessons import LessonData, StepData
from .pack import AppPack
from .quiz import CategoryData, PracticeData, QuestionData, QuizData, QuizRules
from .screens import ScreenData
from .sheets import MusicCue, PosterColumn, PosterData, RadioData, StepsCue, StepsOf, WordsCue

__all__ = [
    "AppData",
    "AppPack",
    "CategoryData",
    "CertificationData",
    "CourseData",
    "LessonData",
    "MusicCue",
    "PosterColumn",
    "PosterData",
    "PracticeData",
    "QuestionData",
    "QuizData",
    "QuizRules",
    "RadioData",
    "RenewalData",
    "ScreenData",
    "StepData",
    "StepsCue",
    "StepsOf",
    "WordsCue",
]
