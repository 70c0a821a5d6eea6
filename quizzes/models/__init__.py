from .attempts import Answer, Attempt, AttemptItem, EarlierAnswer
from .certificates import Certificate, CertificateEvent, Certification, Milestone
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
    "Certification",
    "EarlierAnswer",
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
