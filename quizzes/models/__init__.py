from .attempts import Answer, Attempt, AttemptItem, EarlierAnswer
from .certificates import Certificate, CertificateEvent, CertificateLesson
from .certifications import Certification, CertificationVersion, Milestone
from .changes import LessonChange
from .ledger import LedgerBalance, LedgerEntry, LedgerMonth
from .paper import PaperForm, PaperFormItem
from .questions import Category, Question, QuestionVersion
from .quizzes import Quiz, QuizDraw, QuizItem
from .regrades import Regrade, RegradedItem

__all__ = [
    "Answer",
    "Attempt",
    "AttemptItem",
    "Category",
    "Certificate",
    "CertificateEvent",
    "CertificateLesson",
    "Certification",
    "CertificationVersion",
    "EarlierAnswer",
    "LedgerBalance",
    "LedgerEntry",
    "LedgerMonth",
    "LessonChange",
    "Milestone",
    "PaperForm",
    "PaperFormItem",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizDraw",
    "QuizItem",
    "Regrade",
    "RegradedItem",
]
