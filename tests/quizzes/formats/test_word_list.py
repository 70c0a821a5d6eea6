import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.shared.vietnamese import normalise_line
from quizzes import kinds
from quizzes.formats import Parsed, as_word_list, parse
from quizzes.formats.word_list import MAX_LETTERS, MAX_LINES, MAX_QUESTIONS

LIST = """Câu 1. Cài VNeID
từ đâu?
A. CH Play
hoặc App Store
B) Đường dẫn lạ
c) Tệp người khác gửi
Đáp án: A
Giải thích: Chỉ cài
từ kho ứng dụng.
Danh mục: VNeID

Câu 2: Trước khi trả tiền, làm gì?
A. Đọc tên
B. Xem số tiền
C. Bấm ngay
ĐA: A, B
"""
CHOICES = "A. một\nB. hai\n"


def question(text=LIST, n=0):
    questions, faults = parse(text)
    assert faults == []
    return questions[n]


def right(parsed):
    return [choice["text"] for choice in parsed.spec["choices"] if choice["correct"]]


def codes(text):
    return [(fault.code, fault.line) for fault in parse(text)[1]]


def test_a_question_runs_over_several_lines_and_keeps_the_line_where_it_begins():
    parsed = question()
    assert (parsed.line, parsed.kind, parsed.text) == (1, "single", "Cài VNeID từ đâu?")
    texts = [choice["text"] for choice in parsed.spec["choices"]]
    assert texts == ["CH Play hoặc App Store", "Đường dẫn lạ", "Tệp người khác gửi"]
    assert right(parsed) == ["CH Play hoặc App Store"]
    assert (parsed.feedback, parsed.category) == ("Chỉ cài từ kho ứng dụng.", "VNeID")


def test_several_letters_make_a_multiple_choice():
    parsed = question(n=1)
    assert (parsed.line, parsed.kind) == (12, "multiple")
    assert right(parsed) == ["Đọc tên", "Xem số tiền"]


@pytest.mark.parametrize(
    "key",
    [
        "Đáp án: B",
        "Ðáp án: B",
        "ĐÁP ÁN : b.",
        "ĐA: B",
        "Đ.A: B",
        "Đáp án đúng là B",
        "Đáp án đúng: B",
        "Đáp án là: B",
        "Đáp án B",
        "Đáp án - B",
        "Dap an: B",
        "• Đáp án:\u00a0B",
        "Đáp án: B. hai",
        "Đáp án:\nB",
    ],
)
def test_the_answer_is_read_however_it_is_written(key):
    assert right(question(f"Câu 1. Hỏi?\n{CHOICES}{key}")) == ["hai"]


@pytest.mark.parametrize("letters", ["A, C", "A;C", "a và c", "A C", "AC", "C & A", "A/C."])
def test_several_letters_are_read_however_they_are_joined(letters):
    assert right(question(f"1. Hỏi?\n{CHOICES}C. ba\nĐáp án: {letters}")) == ["một", "ba"]


@pytest.mark.parametrize("starred", ["*B. hai", "* B) hai", "**B. hai**", "**B.** hai", "- *b) hai"])
def test_a_star_marks_the_right_choice(starred):
    assert right(question(f"Câu 1. Hỏi?\nA. một\n{starred}\n")) == ["hai"]


@pytest.mark.parametrize(
    "begin",
    [
        "Câu 1. Hỏi?",
        "Câu 1: Hỏi?",
        "CÂU 1) Hỏi?",
        "Câu hỏi 1. Hỏi?",
        "• Câu 1. Hỏi?",
        "Câu 1\nHỏi?",
        "1. Hỏi?",
        "1) Hỏi?",
    ],
)
def test_a_question_begins_in_many_ways(begin):
    assert question(f"{begin}\n{CHOICES}Đáp án: A").text == "Hỏi?"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\x0b"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: "\ufeff" + text,
        lambda text: "\n".join(f"\t{line}  " for line in text.split("\n")),
    ],
)
def test_the_ways_of_word_to_write_text_make_no_difference(change):
    assert parse(change(LIST)) == parse(LIST)


@pytest.mark.parametrize("gap", ["\t", "\t\t", "    ", " \t "])
def test_choices_may_stand_side_by_side(gap):
    parsed = question(f"Câu 1. Hỏi?\nA. một{gap}B. hai là 2{gap}*C. ba\n")
    assert [choice["text"] for choice in parsed.spec["choices"]] == ["một", "hai là 2", "ba"]


def test_numbers_and_letters_may_be_out_of_order():
    questions, faults = parse(f"Câu 7. Hỏi?\nB. hai\nA. một\nĐA: A\nCâu 3. Nữa?\n{CHOICES}ĐA: B")
    assert faults == []
    assert [right(one) for one in questions] == [["một"], ["hai"]]


def test_where_questions_say_cau_a_bare_number_begins_none():
    assert question(f"Câu 1. Xếp theo thứ tự:\n1. Mở\n2. Đóng\n{CHOICES}ĐA: A").text == "Xếp theo thứ tự: 1. Mở 2. Đóng"


def test_quotation_marks_and_dotted_names_stay_as_they_are():
    parsed = question("Câu 1. “Kỹ năng số” ở T.P. là gì?\nA. ‘một’\nB. A.B.C.\nĐA: A")
    assert parsed.text == "“Kỹ năng số” ở T.P. là gì?"
    assert [choice["text"] for choice in parsed.spec["choices"]] == ["‘một’", "A.B.C."]


def test_a_line_that_only_begins_like_an_answer_is_part_of_the_question():
    assert question(f"Câu 1. Đọc kỹ.\nĐáp án nào đúng?\n{CHOICES}ĐA: A").text == "Đọc kỹ. Đáp án nào đúng?"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("no_question", 1)]),
        ("BÀI KIỂM TRA\nLớp 1\n\nHọ tên\n" + LIST, [("before_first", 1)]),
        (f"A. một\nCâu 1. Hỏi?\n{CHOICES}ĐA: A", [("before_first", 1)]),
        (f"Câu 1. Hỏi?\n{CHOICES}", [("no_key", 1)]),
        (f"Câu 1. Hỏi?\n{CHOICES}Đáp án: A\nĐáp án: B", [("two_keys", 5)]),
        (f"Câu 1. Hỏi?\n{CHOICES}Đáp án: A\nĐáp án: A", [("two_keys", 5)]),
        ("Câu 1. Hỏi?\n*A. một\nB. hai\nĐáp án: B", [("two_keys", 4)]),
        (f"Câu 1. Hỏi?\n{CHOICES}Đáp án: E", [("unknown_key", 4)]),
        (f"Câu 1. Hỏi?\n{CHOICES}Đáp án: Hà Nội", [("unreadable_key", 4)]),
        (f"Câu 1. Hỏi?\n{CHOICES}Đáp án: B. một", [("unreadable_key", 4)]),
        (f"Câu 1. Hỏi?\n{CHOICES}Đáp án:\nCâu 2. Nữa?\n{CHOICES}ĐA: A", [("unreadable_key", 4)]),
        ("Câu 1. Hỏi?\n" + "".join(f"{c}. chữ {c}\n" for c in "ABCDEFG") + "ĐA: A", [("many_choices", 1)]),
        ("Câu 1. Hỏi?\nA. một\nĐA: A", [("few_choices", 1)]),
        ("Câu 1. Hỏi?\nA. một\nB. hai\nA. ba\nĐA: B", [("choice_twice", 4)]),
        ("Câu 1. Hỏi?\nA. một\nB.\nĐA: A", [("choice_empty", 3)]),
        ("Câu 1. Hỏi?\nA. một\nB. hai\nC. một\nĐA: A", [("same_text", 4)]),
        (f"Câu 1. Hỏi?\n{CHOICES}ĐA: A, B", [("right_and_wrong", 1)]),
        (f"Câu 1.\n{CHOICES}ĐA: A", [("no_text", 1)]),
        (f"Câu 1. {'a' * 301}\n{CHOICES}ĐA: A", [("text_too_long", 1)]),
        (f"Câu 1. Hỏi?\nA. {'a' * 201}\nB. hai\nĐA: A", [("choice_too_long", 2)]),
        (f"Câu 1. Hỏi?\n{CHOICES}ĐA: A\nGiải thích: {'a' * 2001}", [("explanation_too_long", 5)]),
        (f"Câu 1. Hỏi?\n{CHOICES}ĐA: A\nGiải thích: a\nGiải thích: b", [("explanation_twice", 6)]),
        (f"Câu 1. Hỏi?\n{CHOICES}ĐA: A\nVì thế đấy.", [("belongs_nowhere", 5)]),
        (f"Câu 1. Hỏi?\n{CHOICES}ĐA: A\nGiải thích: a\n\nPHẦN HAI\nnữa", [("belongs_nowhere", 7)]),
        (f"Câu 1. Hỏi?\n{CHOICES}ĐA: A\nCâu 2. Hỏi?\n{CHOICES}ĐA: A", [("question_twice", 5)]),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(text, found):
    assert codes(text) == found


def test_too_many_questions_at_once_are_refused_where_the_rest_begins():
    text = "\n".join(f"Câu {n}. Hỏi {n}?\n{CHOICES}ĐA: A" for n in range(MAX_QUESTIONS + 1))
    assert codes(text) == [("too_many", MAX_QUESTIONS * 4 + 1)]


def test_a_key_that_fits_no_choice_names_each_letter_once_however_often_it_stands():
    faults = parse("Câu 1. Hỏi?\n" + "A. có\n" * 50 + "B. không\nĐáp án: Z")[1]
    assert [one.values["known"] for one in faults if one.code == "unknown_key"] == ["A, B"]


@pytest.mark.parametrize("text", ["\n" * MAX_LINES, "a" * (MAX_LETTERS + 1)])
def test_far_too_much_text_is_refused_at_once(text):
    assert codes(text) == [("too_much", 1)]


def test_a_fault_in_one_question_leaves_the_others_readable():
    questions, faults = parse(f"Câu 1. Hỏi?\n{CHOICES}\n{LIST.replace('Câu 1', 'Câu 3')}")
    assert [fault.code for fault in faults] == ["no_key"]
    assert [one.line for one in questions] == [5, 16]


PIECES = [
    "Câu 1.",
    "Câu",
    "1.",
    "A.",
    "*B)",
    "c)",
    "Đáp án:",
    "ĐA",
    "là",
    "Giải thích:",
    "Danh mục:",
    "**",
    "\t",
    "\n",
    " ",
    "B, C",
    "và",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from([*PIECES, "\r\n", "x", "\u0301", "•"])).map("".join)))
def test_no_text_whatever_raises(text):
    questions, faults = parse(text)
    assert questions or faults
    assert all(1 <= fault.line <= len(text) + 1 and fault.message for fault in faults)


def a_line(most):
    words = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), min_size=1, max_size=6).map(" ".join)
    return words.map(normalise_line).filter(lambda text: text and len(text) <= most)


@st.composite
def a_question(draw, text):
    choices = draw(st.lists(a_line(200), min_size=2, max_size=6, unique=True))
    most = draw(st.sampled_from([1, len(choices) - 1]))
    chosen = draw(st.sets(st.sampled_from(range(len(choices))), min_size=1, max_size=most))
    kind = "multiple" if len(chosen) > 1 else "single"
    rows = [{"key": "abcdef"[n], "text": one, "correct": n in chosen} for n, one in enumerate(choices)]
    spec = kinds.Asked.of(kind, {"choices": rows}).dump()
    optional = st.one_of(st.just(""), a_line(100))
    return Parsed(0, kind, text, spec, draw(optional), draw(optional))


@given(
    st.lists(a_line(300), min_size=1, max_size=4, unique_by=str.casefold).flatmap(
        lambda texts: st.tuples(*(a_question(text) for text in texts))
    )
)
def test_a_list_that_was_written_is_read_back_the_same(questions):
    found, faults = parse(as_word_list(questions))
    assert faults == []
    assert [(q.kind, q.text, q.spec, q.feedback, q.category) for q in found] == [
        (q.kind, q.text, q.spec, q.feedback, q.category) for q in questions
    ]
