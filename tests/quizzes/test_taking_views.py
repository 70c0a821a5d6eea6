import re
import uuid

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from quizzes import attempts
from quizzes.models import Answer, Attempt
from tests.factories.members import UserFactory
from tests.factories.quizzes import MULTIPLE_CHOICES, CategoryFactory, QuizFactory

from .taking import NOON, answer, answered, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    member = UserFactory()
    client.force_login(member)
    return member


def begun(member, questions=3, **fields):
    quiz = QuizFactory(questions=questions, shuffle=False, **fields)
    return attempts.start(member=member, quiz=quiz, now=NOON)


def at(attempt, position):
    return reverse("quizzes:question", args=[attempt.pk, position])


def page(response):
    return response.content.decode()


def test_a_visitor_is_asked_to_sign_in_first(client):
    attempt = begun(UserFactory())
    names = ["overview", "submit", "result"]
    urls = [reverse("quizzes:start", args=[attempt.quiz.key]), at(attempt, 1)]
    for url in urls + [reverse(f"quizzes:{name}", args=[attempt.pk]) for name in names]:
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("members:sign_in"))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["overview", "submit", "result", "question"])
def test_another_members_attempt_is_not_found(client, member, name, method):
    attempt = answered(UserFactory(), QuizFactory())
    args = [attempt.pk, 1] if name == "question" else [attempt.pk]
    response = getattr(client, method)(reverse(f"quizzes:{name}", args=args), {"choices": "b"})
    assert response.status_code in (404, 405)
    attempt.refresh_from_db()
    assert attempt.is_open
    assert not Answer.objects.filter(response={"choices": ["b"]}).exists()


@pytest.mark.parametrize("position", [0, 4, 2**31, 2**63 - 1, 10**30])
def test_a_position_that_the_quiz_does_not_have_is_refused_and_saves_nothing(client, member, position):
    attempt = begun(member)
    response = client.post(at(attempt, position), {"choices": "a"})
    assert response.status_code == 404
    assert not Answer.objects.exists()


def test_the_start_page_says_what_comes_and_starts_nothing(client, member):
    quiz = QuizFactory(questions=3)
    take(member, quiz, wrong=3)
    response = client.get(reverse("quizzes:start", args=[quiz.key]))
    assert quiz.title in page(response)
    assert "80%" in page(response)
    assert "0/3" in page(response)
    assert Attempt.objects.count() == 1


def test_the_start_page_counts_what_is_drawn_too(client, member):
    quiz = QuizFactory(questions=3, draws=[(CategoryFactory(questions=5), 2)])
    html = page(client.get(reverse("quizzes:start", args=[quiz.key])))
    assert re.search(r"<h1>.*</h1>\s*<p>5 ", html)


@pytest.mark.parametrize("feedback", ["deferred", "immediate"])
def test_the_start_page_tells_the_rules_in_words(client, member, feedback):
    quiz = QuizFactory(feedback=feedback, time_limit_minutes=20, attempt_limit=3, wait_minutes=45)
    rules = page(client.get(reverse("quizzes:start", args=[quiz.key]))).split("<h1>")[1].split("<form")[0]
    with translation.override("vi"):
        at_once = gettext(
            "After each answer you are told at once what is right. An answer that was checked can no longer be changed."
        )
    assert (at_once in rules) == (feedback == "immediate")
    for number in ("20", "3", "45"):
        assert f" {number} " in rules


def test_an_unknown_quiz_is_not_found(client, member):
    assert client.get(reverse("quizzes:start", args=["khong-co"])).status_code == 404


def test_starting_leads_to_the_first_question_and_again_to_the_same(client, member):
    quiz = QuizFactory()
    url = reverse("quizzes:start", args=[quiz.key])
    first, second = client.post(url), client.post(url)
    assert first["Location"] == second["Location"] == at(Attempt.objects.get(), 1)


def test_going_on_leads_to_the_first_question_without_an_answer(client, member):
    attempt = begun(member)
    answer(attempt, 1, "a")
    url = reverse("quizzes:start", args=[attempt.quiz.key])
    assert client.post(url)["Location"] == at(attempt, 2)
    for position in (2, 3):
        answer(attempt, position, "a")
    assert client.post(url)["Location"] == reverse("quizzes:overview", args=[attempt.pk])


def test_a_quiz_without_questions_says_so(client, member):
    url = reverse("quizzes:start", args=[QuizFactory(questions=0).key])
    assert "<form" not in page(client.get(url)).split("<main")[1].split("</main>")[0]
    assert client.post(url).status_code == 409


def test_a_question_shows_its_choices_in_the_frozen_order_with_what_is_saved(client, member):
    attempt = begun(member)
    item = attempt.items.get(position=1)
    item.choice_order = ["c", "a", "b"]
    item.save()
    answer(attempt, 1, "a")
    html = page(client.get(at(attempt, 1)))
    assert re.findall(r'name="choices" value="(\w)"[^>]*?( checked)?>', html) == [
        ("c", ""),
        ("a", " checked"),
        ("b", ""),
    ]


def test_a_multiple_choice_has_boxes_to_tick(client, member):
    attempt = begun(member, questions__kind="multiple", questions__spec={"choices": MULTIPLE_CHOICES})
    html = page(client.get(at(attempt, 1)))
    assert html.count('type="checkbox"') == 3
    assert 'type="radio"' not in html


def test_an_answer_is_saved_and_the_next_question_follows(client, member):
    attempt = begun(member)
    response = client.post(at(attempt, 1), {"choices": "a", "key": uuid.uuid4(), "go": "next"})
    assert response["Location"] == at(attempt, 2)
    assert Answer.objects.get().response == {"choices": ["a"]}
    assert 'role="status"' in page(client.get(at(attempt, 2)))


def test_going_back_saves_too(client, member):
    attempt = begun(member)
    response = client.post(at(attempt, 2), {"choices": "b", "go": "previous"})
    assert response["Location"] == at(attempt, 1)
    assert Answer.objects.get().item.position == 2


def test_the_last_question_leads_to_the_overview(client, member):
    attempt = begun(member)
    assert client.post(at(attempt, 3), {"choices": "b"})["Location"] == reverse("quizzes:overview", args=[attempt.pk])


def test_a_question_may_be_left_without_an_answer(client, member):
    attempt = begun(member)
    assert client.post(at(attempt, 1), {})["Location"] == at(attempt, 2)
    assert not Answer.objects.exists()


def test_unticking_everything_keeps_the_answer_and_says_why(client, member):
    attempt = begun(member, questions__kind="multiple", questions__spec={"choices": MULTIPLE_CHOICES})
    answer(attempt, 1, "a", "b")
    response = client.post(at(attempt, 1), {})
    assert response.status_code == 400
    assert 'role="alert"' in page(response)
    assert Answer.objects.get().response == {"choices": ["a", "b"]}


@pytest.mark.parametrize("choices", [["z"], ["a", "b"], ["<script>"], ["a\x00b"]])
def test_a_made_up_answer_is_refused_on_the_question_page(client, member, choices):
    attempt = begun(member)
    response = client.post(at(attempt, 1), {"choices": choices})
    assert response.status_code == 400
    assert attempt.items.get(position=1).version.text in page(response)
    assert not Answer.objects.exists()


def test_a_broken_key_does_not_lose_the_answer(client, member):
    attempt = begun(member)
    assert client.post(at(attempt, 1), {"choices": "a", "key": "hỏng"}).status_code == 302
    assert Answer.objects.count() == 1


def test_a_form_sent_twice_is_saved_once(client, member):
    attempt, form = begun(member), {"choices": "a", "key": uuid.uuid4()}
    assert [client.post(at(attempt, 1), form).status_code for _ in range(2)] == [302, 302]
    assert Answer.objects.count() == 1


def test_a_question_outside_the_attempt_is_not_found(client, member):
    attempt = begun(member)
    assert client.get(at(attempt, 9)).status_code == 404
    response = client.post(at(attempt, 9), {"choices": "a"})
    assert response.status_code == 404
    assert reverse("quizzes:overview", args=[attempt.pk]) in page(response)


def test_an_answer_after_handing_in_is_refused_with_the_way_to_the_result(client, member):
    attempt = take(member, QuizFactory())
    response = client.post(at(attempt, 1), {"choices": "b"})
    assert response.status_code == 409
    assert reverse("quizzes:result", args=[attempt.pk]) in page(response)
    assert not Answer.objects.filter(response={"choices": ["b"]}).exists()


def test_a_question_opened_after_handing_in_shows_the_result(client, member):
    attempt = take(member, QuizFactory())
    result = reverse("quizzes:result", args=[attempt.pk])
    assert client.get(at(attempt, 1))["Location"] == result
    assert client.get(reverse("quizzes:overview", args=[attempt.pk]))["Location"] == result


def test_the_overview_names_what_has_no_answer_and_hands_in(client, member):
    attempt = begun(member)
    answer(attempt, 2, "a")
    html = page(client.get(reverse("quizzes:overview", args=[attempt.pk])))
    left, done = html.split("<details>")
    assert at(attempt, 1) in left
    assert at(attempt, 3) in left
    assert at(attempt, 2) not in left
    assert at(attempt, 2) in done


def test_handing_in_twice_shows_one_result(client, member):
    attempt = answered(member, QuizFactory())
    url = reverse("quizzes:submit", args=[attempt.pk])
    first, second = client.post(url), client.post(url)
    assert first["Location"] == second["Location"] == reverse("quizzes:result", args=[attempt.pk])


def test_reading_the_address_of_handing_in_hands_nothing_in(client, member):
    attempt = answered(member, QuizFactory())
    response = client.get(reverse("quizzes:submit", args=[attempt.pk]))
    assert response["Location"] == reverse("quizzes:overview", args=[attempt.pk])
    attempt.refresh_from_db()
    assert attempt.is_open


def test_a_members_pages_are_not_stored(client, member):
    attempt = begun(member)
    assert "no-store" in client.get(at(attempt, 1))["Cache-Control"]


@pytest.mark.parametrize("name", ["start", "question", "overview"])
def test_a_page_of_ten_questions_stays_within_its_queries(client, member, name, django_assert_max_num_queries):
    attempt = begun(member, questions=10)
    answer(attempt, 1, "a")
    args = {"start": [attempt.quiz.key], "question": [attempt.pk, 2], "overview": [attempt.pk]}[name]
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"quizzes:{name}", args=args)).status_code == 200


def test_saving_an_answer_stays_within_its_queries(client, member, django_assert_max_num_queries):
    attempt = begun(member, questions=10)
    with django_assert_max_num_queries(15):
        client.post(at(attempt, 1), {"choices": "a", "key": uuid.uuid4()})
