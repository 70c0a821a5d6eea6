import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from quizzes import attempts, links
from quizzes.models import Attempt, Certificate, PaperForm
from tests.factories.members import UserFactory
from tests.factories.quizzes import MULTIPLE_CHOICES, QuestionVersionFactory, QuizFactory

from .taking import NOON, answer, answered, course_of, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = UserFactory()
    client.force_login(member)
    return member


@pytest.fixture(autouse=True)
def steps():
    before = links._step_url
    links.register_step_url(lambda lesson, step: f"/b/{lesson}/#b-{step}")
    yield
    links.register_step_url(before)


def result_of(client, attempt):
    response = client.get(reverse("quizzes:result", args=[attempt.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_an_open_attempt_has_no_result_yet(client, member):
    attempt = answered(member, QuizFactory())
    response = client.get(reverse("quizzes:result", args=[attempt.pk]))
    assert response["Location"] == reverse("quizzes:overview", args=[attempt.pk])


def test_the_score_stands_with_the_mark_that_is_needed(client, member):
    html = result_of(client, take(member, QuizFactory(questions=10), wrong=1))
    assert "<strong>9/10</strong>" in html
    assert 'class="tag ok"' in html
    assert "12:00" in html
    assert "16/11/2026" in html


def test_wrong_answers_come_first_with_feedback_and_the_way_to_the_step(client, member):
    attempt = take(member, QuizFactory(questions=3), wrong=1)
    wrong, right = result_of(client, attempt).split("<details>")
    version = attempt.items.get(position=1).version
    assert wrong.count('<li class="wrong">') == 1
    for words in (version.text, "Đường dẫn trong tin nhắn", "Đường dẫn lạ có thể là bẫy.", version.feedback):
        assert words in wrong
    assert 'href="/b/vneid-cai-dat/#b-mo-kho"' in wrong
    assert right.count("<h3>") == 2


def test_without_a_registered_page_there_is_no_link(client, member):
    before = links._step_url
    links.register_step_url(None)
    try:
        html = result_of(client, take(member, QuizFactory(), wrong=1))
    finally:
        links.register_step_url(before)
    assert "Mở kho ứng dụng" not in html


def test_an_unanswered_question_says_so(client, member):
    attempt = attempts.start(member=member, quiz=QuizFactory(questions=1), now=NOON)
    html = result_of(client, attempts.close(attempt=attempt, now=NOON))
    assert "<strong>0/1</strong>" in html
    assert "Đường dẫn lạ" not in html


def test_a_partly_right_answer_counts_among_those_to_look_at_again(client, member):
    quiz = QuizFactory(questions=1, questions__kind="multiple", questions__spec={"choices": MULTIPLE_CHOICES})
    attempt = attempts.start(member=member, quiz=quiz, now=NOON)
    answer(attempt, 1, "a")
    html = result_of(client, attempts.close(attempt=attempt, now=NOON))
    assert "<strong>0,5/1</strong>" in html
    assert html.count('<li class="wrong">') == 1


def test_what_is_left_for_the_certificate_is_named(client, member):
    quizzes, _ = course_of(3)
    take(member, quizzes[0])
    html = result_of(client, take(member, quizzes[1]))
    assert quizzes[2].title in html
    assert html.count('class="house done"') == 2
    assert html.count('class="house now"') == 1


def test_the_certificate_earned_is_linked(client, member):
    (quiz,), _ = course_of(1)
    html = result_of(client, take(member, quiz, now=timezone.now()))
    code = Certificate.objects.get().code
    assert reverse("quizzes:certificate_pdf", args=[f"KNS-{code[:4]}-{code[4:]}"]) in html


def test_markup_in_a_question_is_shown_as_text(client, member):
    html = result_of(client, take(member, QuizFactory(questions=1, questions__text="<b>đậm</b> & {{ x }}"), wrong=1))
    assert "&lt;b&gt;đậm&lt;/b&gt; &amp; {{ x }}" in html


def test_the_result_of_ten_questions_stays_within_its_queries(client, member, django_assert_max_num_queries):
    quizzes, _ = course_of(3, questions=10)
    take(member, quizzes[0])
    attempt = take(member, quizzes[1], wrong=10)
    with django_assert_max_num_queries(11):
        result_of(client, attempt)


def corrected(attempt, position=1):
    """The key of one question is corrected: `b` is right now, and its mark is given anew."""
    item = attempt.items.select_related("version").get(position=position)
    choices = [{**choice, "correct": choice["key"] == "b"} for choice in item.version.spec["choices"]]
    item.graded_by = QuestionVersionFactory(question=item.version.question, number=2, spec={"choices": choices})
    item.mark = 1 - item.mark
    item.save()
    return item


def test_a_regraded_question_shows_the_corrected_key_and_says_so(client, member):
    attempt = take(member, QuizFactory(questions=1))
    item = corrected(attempt)
    html = result_of(client, attempt)
    told = html.split('<li class="wrong">')[1].split("</li>")[0]
    assert item.version.text in told
    assert "<b>CH Play hoặc App Store</b>" in told
    assert "<b>Đường dẫn trong tin nhắn</b>" in told
    with translation.override("vi"):
        assert gettext("The key of this question was corrected after you answered.") in told


def test_an_answer_that_became_right_stands_among_the_right_ones(client, member):
    attempt = take(member, QuizFactory(questions=1), wrong=1)
    corrected(attempt)
    html = result_of(client, attempt)
    assert '<li class="wrong">' not in html
    with translation.override("vi"):
        assert gettext("The key of this question was corrected after you answered.") in html.split("<details>")[1]


def on_paper(member, *, confirmed):
    attempt = take(member, QuizFactory(questions=1))
    attempt.channel = Attempt.Channel.PAPER
    attempt.paper_form = PaperForm.objects.create(quiz=attempt.quiz, code="ABCDE")
    attempt.confirmed_at = NOON if confirmed else None
    attempt.save()
    return attempt


def test_a_sheet_that_waits_shows_no_key_while_others_still_hand_theirs_in(client, member):
    attempt = on_paper(member, confirmed=False)
    html = client.get(reverse("quizzes:result", args=[attempt.pk])).content.decode()
    assert attempt.items.first().version.text not in html


@pytest.mark.parametrize("name", ["result", "start"])
@pytest.mark.parametrize("confirmed", [True, False])
def test_an_attempt_on_paper_says_so_and_whether_it_waits_for_a_leader(client, member, name, confirmed):
    attempt = on_paper(member, confirmed=confirmed)
    args = [attempt.pk] if name == "result" else [attempt.quiz.key]
    html = client.get(reverse(f"quizzes:{name}", args=args)).content.decode()
    with translation.override("vi"):
        assert gettext("On paper") in html
        assert (gettext("Waiting for confirmation") in html) is not confirmed
    assert ('class="tag ok"' in html) is confirmed
