import pytest

from lms.shared.messages import Message, in_language
from quizzes.kinds import KINDS, BadResponse, BadSpec
from quizzes.kinds.faults import RESPONSE_WORDS, SPEC_WORDS


def test_a_refused_answer_is_said_in_the_language_of_the_reader():
    with pytest.raises(BadResponse) as refused:
        KINDS["short"].checked(KINDS["short"].load({"accepted": [{"text": "có"}]}), {"text": "a" * 300})
    vietnamese = {RESPONSE_WORDS["too_long"]: "Dài quá: %(length)d ký tự, nhiều nhất %(most)d."}
    assert refused.value.message.in_language(vietnamese.__getitem__) == "Dài quá: 300 ký tự, nhiều nhất 200."


def test_a_fault_of_a_question_is_said_in_the_language_of_the_trainer():
    with pytest.raises(BadSpec) as refused:
        KINDS["ordering"].load({"items": ["Một", "Hai", "Hai"]})
    (fault,) = refused.value.faults
    vietnamese = {SPEC_WORDS["same_text"]: "Trùng nhau: “%(text)s”"}
    assert isinstance(fault.message, Message)
    assert in_language(fault.message, vietnamese.__getitem__) == "Trùng nhau: “Hai”"
    assert fault.values == {"text": "Hai"}
    assert str(refused.value).startswith("items.2: ")
