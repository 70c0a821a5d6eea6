"""True or false: the question's text is the statement. Pure.

spec      {"answer": true | false, "feedback_true", "feedback_false"}: what is said to those who chose it
response  {"answer": true | false}; a form's "true" and "false" are read as well
"""

from __future__ import annotations

from fractions import Fraction

from lms.shared.messages import Message, _

from .base import Kind, Option, Remark, Response, Spec, fields
from .faults import BadResponse

WORDS = {True: Message(_("True")), False: Message(_("False"))}
_SENT = {"true": True, "false": False}


class TrueFalseSpec(Spec):
    answer: bool
    feedback_true: Remark = ""
    feedback_false: Remark = ""


class TrueFalse(Kind[TrueFalseSpec]):
    """True always stands first: a reader looks for it there."""

    model = TrueFalseSpec
    shuffles = False

    def checked(self, spec: TrueFalseSpec, response: object) -> Response:
        answer = fields(response).get("answer")
        if answer is None or answer == "":
            raise BadResponse("nothing_chosen")
        if isinstance(answer, str):
            answer = _SENT.get(answer)
        if not isinstance(answer, bool):
            raise BadResponse("unknown_choice")
        return {"answer": answer}

    def earned(self, spec: TrueFalseSpec, response: Response) -> Fraction:
        return Fraction(response["answer"] == spec.answer)

    def correct_response(self, spec: TrueFalseSpec) -> Response:
        return {"answer": spec.answer}

    def random_guess(self, spec: TrueFalseSpec) -> Fraction:
        return Fraction(1, 2)

    def options(self, spec: TrueFalseSpec) -> list[Option]:
        return [Option("true", WORDS[True]), Option("false", WORDS[False])]

    def remarks(self, spec: TrueFalseSpec, response: Response) -> list[str]:
        return [spec.feedback_true if response["answer"] else spec.feedback_false]

    def labels(self, spec: TrueFalseSpec, response: Response) -> list[str]:
        return [WORDS[response["answer"]]]
