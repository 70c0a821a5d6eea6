from .attempts import Answer, Attempt, AttemptItem
from .certificates import Certificate, CertificateEvent, Certification, Milestone
from .questions import Question, QuestionVersion, Quiz, QuizItem

__all__ = [
    "Answer",
    "Attempt",
    "AttemptItem",
    "Certificate",
    "CertificateEvent",
    "Certification",
    "Milestone",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizItem",
]
