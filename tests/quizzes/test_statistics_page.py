import io

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from quizzes.admin.statistics_words import sentence_of, sentences
from quizzes.models import Quiz
from quizzes.statistics.questions import AnswerShare, QuestionStatistics
from quizzes.statistics.words import Finding, Verdict
from tests.factories.members import UserFactory
from tests.factories.quizzes import QuestionVersionFactory, QuizFactory

from .taking import take
from .test_statistics_data import give, quiz_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    trainer = UserFactory()
    rights = ["access_admin", "change_quiz", "change_question"]
    trainer.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(trainer)
    return trainer


def page(client, quiz, **query):
    return client.get(reverse("quiz_admin:statistics", args=[quiz.pk]), query, HTTP_ACCEPT_LANGUAGE="en")


def html_of(client, quiz, **query):
    return " ".join(page(client, quiz, **query).content.decode().split())


def book_of(client, quiz):
    response = client.get(reverse("quiz_admin:statistics_xlsx", args=[quiz.pk]))
    return load_workbook(io.BytesIO(response.content))


def figures(**changes):
    shares = (AnswerShare("A", True, 2, 0.1), AnswerShare("C", False, 18, 0.9))
    values = {
        "key": "1",
        "attempts": 20,
        "facility": 0.5,
        "standard_deviation": 0.5,
        "random_guess": 0.25,
        "intended_weight": 0.1,
        "effective_weight": 0.1,
        "negative_covariance": False,
        "discrimination_index": 0.5,
        "discriminative_efficiency": 0.5,
        "answers": (),
    }
    return QuestionStatistics(**(values | ({"answers": shares} if changes.pop("drawn", False) else {}) | changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"attempts": 7}, "Too few answers yet to judge: 7 of 20."),
        ({"drawn": True, "facility": 0.1}, "Almost everybody chose “C”: check the key."),
        ({"facility": 0.97}, "Nearly everybody gets it right, which is fine for what everybody should know."),
        ({}, "It works well."),
    ],
)
def test_a_finding_becomes_one_sentence(changes, sentence):
    with override("en"):
        assert sentences(figures(**changes)) == [sentence]


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_its_sentence(finding):
    with override("en"):
        assert "%(" not in sentence_of(Verdict(finding, 1, "C"))


def test_somebody_without_rights_over_quizzes_is_sent_away(client):
    stranger = UserFactory()
    stranger.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(stranger)
    assert page(client, QuizFactory()).status_code == 302
    assert client.get(reverse("quiz_admin:statistics_xlsx", args=[QuizFactory().pk])).status_code == 302


def test_somebody_who_may_only_view_quizzes_sees_them_without_links_to_edit(client):
    viewer = UserFactory()
    viewer.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_quiz"]))
    client.force_login(viewer)
    quiz = QuizFactory(questions=1)
    take(UserFactory(), quiz)
    html = html_of(client, quiz)
    assert quiz.items.get().question.versions.get().text in html
    assert reverse("question_admin:edit", args=[quiz.items.get().question_id]) not in html


def test_the_list_and_the_form_of_a_quiz_lead_there(client, trainer):
    quiz = QuizFactory()
    address = reverse("quiz_admin:statistics", args=[quiz.pk])
    for url in (reverse("quiz_admin:index"), reverse("quiz_admin:edit", args=[quiz.pk])):
        assert f'href="{address}"' in client.get(url).content.decode()


def test_the_page_says_of_which_quiz_it_speaks(client, trainer):
    assert f"{QuizFactory(title='Mã QR ở chợ')}</h2>" in html_of(client, Quiz.objects.get())


def test_on_a_narrow_window_each_figure_of_a_question_has_its_name(client, trainer):
    quiz = QuizFactory(questions=1)
    take(UserFactory(), quiz)
    html = html_of(client, quiz)
    for head in page(client, quiz).context["heads"]:
        assert f'data-head="{head}"' in html


def test_a_quiz_that_is_not_there_is_not_found(client, trainer):
    assert client.get(reverse("quiz_admin:statistics", args=[404])).status_code == 404


def test_a_quiz_that_nobody_took_says_so(client, trainer):
    response = page(client, QuizFactory())
    assert response.context["attempts"] == 0
    assert "<details" not in response.content.decode()


def test_questions_are_told_with_bar_answers_key_and_link(client, trainer):
    quiz = QuizFactory(questions=1)
    for wrong in (0, 0, 0, 1):
        take(UserFactory(), quiz, wrong=wrong)
    html = html_of(client, quiz)
    question = quiz.items.get().question
    assert '<rect width="75" height="10"' in html
    assert "CH Play hoặc App Store <strong>✓" in html
    assert html.count("✓") == 1
    assert reverse("question_admin:edit", args=[question.pk]) in html
    [row] = page(client, quiz).context["rows"]
    assert [(answer.count, answer.percent) for answer in row.answers] == [(3, 75), (1, 25), (0, 0)]


def test_answers_given_equally_often_stand_by_the_alphabet(client, trainer):
    quiz = quiz_of(QuestionVersionFactory(kind="short"))
    for text in ("đi", "cho", "ăn", "do"):
        give(quiz, {"text": text})
    [row] = page(client, quiz).context["rows"]
    assert [answer.text for answer in row.answers if answer.count] == ["ăn", "cho", "do", "đi"]


def test_the_heading_of_the_questions_does_not_speak_of_the_end_of_a_lesson(client, trainer):
    quiz = QuizFactory(questions=1)
    take(UserFactory(), quiz)
    with override("vi"):
        html = client.get(reverse("quiz_admin:statistics", args=[quiz.pk]), HTTP_ACCEPT_LANGUAGE="vi").content.decode()
        assert book_of(client, quiz).sheetnames[1] == "Câu hỏi"
    assert "<h2>Câu hỏi</h2>" in html


def test_few_attempts_are_told_and_not_judged(client, trainer):
    quiz = QuizFactory(questions=1)
    take(UserFactory(), quiz)
    response = page(client, quiz)
    [row] = response.context["rows"]
    assert len(row.sentences) == 1
    assert "help-info" in response.content.decode()


def test_an_answer_that_almost_all_chose_wrongly_is_named(client, trainer):
    quiz = QuizFactory(questions=1)
    for n in range(20):
        take(UserFactory(), quiz, wrong=n > 1)
    [row] = page(client, quiz).context["rows"]
    assert "Đường dẫn trong tin nhắn" in row.sentences[0]


def test_first_attempts_alone_can_be_chosen(client, trainer):
    quiz, member = QuizFactory(questions=1), UserFactory()
    take(member, quiz, wrong=1)
    take(member, quiz)
    assert [page(client, quiz, **query).context["attempts"] for query in ({}, {"lan": "dau"})] == [2, 1]
    assert "xlsx/?lan=dau" in html_of(client, quiz, lan="dau")


def test_what_a_member_wrote_is_escaped(client, trainer):
    quiz = quiz_of(QuestionVersionFactory(kind="short"))
    give(quiz, {"text": "<script>alert(1)</script>"})
    html = html_of(client, quiz)
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_of_many_ways_to_write_an_answer_only_the_most_frequent_are_listed(client, trainer):
    quiz = quiz_of(QuestionVersionFactory(kind="short"))
    for n in range(25):
        give(quiz, {"text": f"cách {n}"})
    [row] = page(client, quiz).context["rows"]
    assert (len(row.shown), row.not_shown) == (20, 5)


def test_the_queries_of_the_page_do_not_grow_with_attempts_or_questions(client, trainer):
    counted = []
    for questions, members in ((2, 1), (6, 4)):
        quiz = QuizFactory(questions=questions)
        for _ in range(members):
            take(UserFactory(), quiz)
        page(client, quiz)
        with CaptureQueriesContext(connection) as queries:
            page(client, quiz)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 20


def test_the_spreadsheet_holds_every_figure(client, trainer):
    quiz = QuizFactory(questions=2)
    for wrong in (0, 1, 1):
        take(UserFactory(), quiz, wrong=wrong)
    whole, questions, answers = book_of(client, quiz).worksheets
    assert [row[1].value for row in whole.iter_rows(min_row=2, max_row=4)] == [3, 2, pytest.approx(4 / 3)]
    assert (whole.max_row, questions.max_row, answers.max_row) == (11, 3, 7)
    facilities = [row.statistics.facility for row in page(client, quiz).context["rows"]]
    assert [cells[4].value for cells in questions.iter_rows(min_row=2)] == pytest.approx(facilities)


@pytest.mark.parametrize("text", ["=1+1", "+84 gọi", "-5", "@SUM(A1)", '=HYPERLINK("http://a.example";"x")'])
def test_what_looks_like_a_formula_is_text_in_the_spreadsheet(client, trainer, text):
    quiz = quiz_of(QuestionVersionFactory(kind="short", text=text))
    give(quiz, {"text": text})
    _whole, questions, answers = book_of(client, quiz).worksheets
    cells = [questions["C2"], *(row[2] for row in answers.iter_rows(min_row=2) if row[4].value == 1)]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert all(cell.quotePrefix for cell in cells)
