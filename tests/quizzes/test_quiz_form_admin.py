import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lms.members.groups import GROUPS
from quizzes.attempts import start
from quizzes.composition import append
from quizzes.models import Category, Question, Quiz
from tests.factories.members import UserFactory
from tests.factories.quizzes import CategoryFactory, QuestionVersionFactory, QuizFactory

from .taking import take
from .trainer import RULES, sent, sign_in_trainer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client)


def edit_url(quiz):
    return reverse("quiz_admin:edit", args=[quiz.pk])


def pick_url(quiz):
    return reverse("quiz_admin:pick", args=[quiz.pk])


def posted(client, quiz, **changes):
    return client.post(edit_url(quiz), sent(client.get(edit_url(quiz)).context["form"], **changes))


def questions(quiz):
    return list(quiz.items.values_list("question", flat=True))


def errors(response):
    return list(response.context["form"].errors)


def test_the_form_leads_to_the_page_where_members_take_the_quiz(client):
    quiz = QuizFactory(questions=1)
    assert f'href="{reverse("quizzes:start", args=[quiz.key])}"' in client.get(edit_url(quiz)).content.decode()


@pytest.mark.parametrize(("categories", "told"), [(1, False), (2, True)])
def test_empty_rows_for_draws_are_explained_where_there_are_any(client, categories, told):
    first, *_rest = [CategoryFactory(questions=2) for _ in range(categories)]
    quiz = QuizFactory(draws=[(first, 1)])
    words = gettext(
        "The number behind a category says how many questions it has now. Two empty rows come back after each saving."
    )
    assert (words in client.get(edit_url(quiz)).content.decode()) == told


def test_opening_and_saving_changes_nothing(client):
    quiz = QuizFactory(questions=3, draws=[(CategoryFactory(questions=2), 1)], attempt_limit=3, time_limit_minutes=20)
    before = Quiz.objects.values().get(), questions(quiz), list(quiz.draws.values_list("category", "count"))
    assert posted(client, quiz).status_code == 302
    assert before == (Quiz.objects.values().get(), questions(quiz), list(quiz.draws.values_list("category", "count")))


def test_the_rules_of_an_attempt_are_set(client):
    quiz = QuizFactory()
    posted(client, quiz, feedback="immediate", time_limit_minutes="30", grace_seconds="0", attempt_limit="2")
    quiz.refresh_from_db()
    assert (quiz.feedback, quiz.time_limit_minutes, quiz.grace_seconds, quiz.attempt_limit) == ("immediate", 30, 0, 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_limit_minutes", "0"),
        ("time_limit_minutes", "1e400"),
        ("time_limit_minutes", "1.234,5"),
        ("time_limit_minutes", "99999999999999999999"),
        ("grace_seconds", "-1"),
        ("attempt_limit", "0"),
        ("wait_minutes", "99999999"),
        ("pass_percent", "0"),
        ("feedback", "sometimes"),
        ("title", " \u202e "),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(client, field, value):
    assert errors(posted(client, QuizFactory(), **{field: value})) == [field]


@pytest.mark.parametrize(
    ("moved", "to", "expected"), [(3, 1, [3, 1, 2, 4]), (1, 3, [2, 3, 1, 4]), (2, 99, [1, 3, 4, 2])]
)
def test_a_question_moves_to_the_place_written(client, moved, to, expected):
    quiz = QuizFactory(questions=4)
    stand = questions(quiz)
    posted(client, quiz, **{f"place_{stand[moved - 1]}": str(to)})
    assert questions(quiz) == [stand[place - 1] for place in expected]


@pytest.mark.parametrize("place", ["0", "-1", "1e400", "x", "99999"])
def test_a_place_that_is_none_is_refused_at_its_field(client, place):
    quiz = QuizFactory(questions=2)
    name = f"place_{questions(quiz)[0]}"
    assert errors(posted(client, quiz, **{name: place})) == [name]


def test_a_question_taken_out_stays_in_attempts(client, trainer):
    quiz = QuizFactory(questions=2)
    attempt = take(trainer, quiz)
    first, second = questions(quiz)
    posted(client, quiz, **{f"out_{first}": "on"})
    assert questions(quiz) == [second]
    assert attempt.items.count() == 2


def test_a_question_added_by_another_trainer_meanwhile_stays(client):
    quiz = QuizFactory(questions=1)
    form = sent(client.get(edit_url(quiz)).context["form"])
    added = QuestionVersionFactory().question
    append(quiz=quiz, questions=[added.pk])
    client.post(edit_url(quiz), form)
    assert questions(quiz)[-1] == added.pk


def test_draws_are_added_changed_and_taken_out(client):
    one, two = CategoryFactory(questions=3), CategoryFactory(questions=3)
    quiz = QuizFactory(questions=0)
    posted(client, quiz, new_category_1=one.pk, new_count_1="2", new_category_2=two.pk, new_count_2="1")
    posted(client, quiz, **{f"draw_{one.pk}": "3", f"undraw_{two.pk}": "on"})
    assert [(draw.category, draw.count) for draw in quiz.draws.all()] == [(one, 3)]


@pytest.mark.parametrize("count", ["0", "-1", "1e400", "1.5", "201"])
def test_a_draw_of_no_number_is_refused_at_its_field(client, count):
    category = CategoryFactory(questions=3)
    quiz = QuizFactory(draws=[(category, 1)])
    name = f"draw_{category.pk}"
    assert errors(posted(client, quiz, **{name: count})) == [name]
    CategoryFactory()
    other = Category.objects.latest("pk")
    assert errors(posted(client, quiz, new_category_1=other.pk, new_count_1=count)) == ["new_count_1"]


def test_an_emptied_number_is_asked_for_unless_the_draw_is_taken_out(client):
    category = CategoryFactory(questions=3)
    quiz = QuizFactory(draws=[(category, 1)])
    name = f"draw_{category.pk}"
    assert errors(posted(client, quiz, **{name: ""})) == [name]
    assert posted(client, quiz, **{name: "", f"undraw_{category.pk}": "on"}).status_code == 302
    assert not quiz.draws.exists()


def test_a_draw_half_written_or_twice_is_refused_at_its_field(client):
    category = CategoryFactory(questions=1)
    CategoryFactory()
    quiz = QuizFactory()
    assert errors(posted(client, quiz, new_category_1=category.pk)) == ["new_count_1"]
    assert errors(posted(client, quiz, new_count_2="3")) == ["new_category_2"]
    twice = {"new_category_1": category.pk, "new_count_1": "1", "new_category_2": category.pk, "new_count_2": "1"}
    assert errors(posted(client, quiz, **twice)) == ["new_category_2"]
    assert not quiz.draws.exists()


def test_a_category_drawn_from_already_is_not_offered_again(client):
    category = CategoryFactory(questions=1)
    CategoryFactory()
    quiz = QuizFactory(draws=[(category, 1)])
    assert errors(posted(client, quiz, new_category_1=category.pk, new_count_1="1")) == ["new_category_1"]


def test_the_form_says_how_many_questions_an_attempt_has_and_which_draw_falls_short(client):
    category = CategoryFactory(questions=2, title="Thiếu câu")
    quiz = QuizFactory(questions=3, draws=[(category, 5)])
    response = client.get(edit_url(quiz))
    assert response.context["form"].asked() == 5
    assert "help-warning" in response.content.decode()
    assert "help-warning" not in client.get(edit_url(QuizFactory(draws=[(category, 2)]))).content.decode()


def test_a_quiz_without_questions_says_so_in_form_and_list(client):
    quiz = QuizFactory(questions=0)
    assert "help-critical" in client.get(edit_url(quiz)).content.decode()
    QuizFactory(questions=2)
    rows = client.get(reverse("quiz_admin:index")).content.decode()
    assert rows.count(gettext("None yet: nobody can take it")) == 1


def test_the_list_of_quizzes_needs_no_more_queries_when_it_grows(client, django_assert_max_num_queries):
    for _number in range(8):
        QuizFactory(questions=2, draws=[(CategoryFactory(questions=1), 1)])
    with django_assert_max_num_queries(15):
        response = client.get(reverse("quiz_admin:index"))
    assert response.content.decode().replace(" ", "").replace("\n", "").count(">3<") == 8


def test_questions_are_chosen_from_the_bank_by_search_and_ticked(client):
    quiz = QuizFactory(questions=1, questions__text="Đã có trong đề")
    wanted = QuestionVersionFactory(text="Quét mã ở đâu?").question
    QuestionVersionFactory(text="Gọi số nào?")
    page = client.get(pick_url(quiz), {"q": "QUET ma"})
    assert [question.pk for question, *_rest in page.context["rows"]] == [wanted.pk]
    assert len(client.get(pick_url(quiz)).context["rows"]) == 2
    client.post(pick_url(quiz), {"question": [wanted.pk, "999", "x", "1e400", "٣"]})
    assert questions(quiz)[1:] == [wanted.pk]


def test_choosing_nothing_says_what_to_do(client):
    quiz = QuizFactory(questions=1)
    response = client.post(pick_url(quiz) + "?q=a", {"question": ["1e400"]}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert response.redirect_chain == [(pick_url(quiz) + "?q=a", 302)]


def test_the_bank_is_narrowed_and_paged_in_few_queries(client, django_assert_max_num_queries):
    quiz, category = QuizFactory(questions=1), CategoryFactory(questions=60)
    QuestionVersionFactory()
    with django_assert_max_num_queries(20):
        page = client.get(pick_url(quiz), {"category": category.pk, "p": "2"})
    assert len(page.context["rows"]) == 10
    assert f"category={category.pk}" in page.context["query"]


def test_saving_may_lead_on_to_the_bank(client):
    quiz = QuizFactory(questions=0)
    response = posted(client, quiz, **{"title": "Tên mới", "action-pick": "1"})
    assert response["Location"] == pick_url(quiz)
    assert Quiz.objects.get().title == "Tên mới"


@pytest.mark.parametrize(
    "rights", [["access_admin"], ["access_admin", "change_question"], ["access_admin", "add_quiz"]]
)
def test_choosing_questions_is_for_those_who_may_change_quizzes(client, rights):
    quiz, other = QuizFactory(questions=0), QuestionVersionFactory().question
    sign_in_trainer(client, *rights)
    assert client.get(pick_url(quiz)).status_code == 302
    client.post(pick_url(quiz), {"question": other.pk})
    client.post(edit_url(quiz), {**RULES, "title": "Tên mới"})
    assert not quiz.items.exists()
    assert Quiz.objects.get().title != "Tên mới"


@pytest.mark.parametrize("group", ["radio", "officer"])
def test_those_who_do_not_write_questions_do_not_get_in(client, group):
    member = UserFactory()
    member.groups.add(Group.objects.get_or_create(name=GROUPS[group].name)[0])
    client.force_login(member)
    quiz = QuizFactory()
    for url in (edit_url(quiz), pick_url(quiz), reverse("question_admin:index"), reverse("category_admin:index")):
        assert client.get(url).status_code == 302


def test_a_trainers_whole_path_from_an_empty_bank_to_an_attempt(client):
    """Two questions in a new category, a quiz that draws one and always asks the other."""
    true = {"kind": "true_false", "true_false_answer": "true", "feedback": "Vì sao."}
    client.post(reverse("question_admin:add"), {**true, "text": "Câu một?", "new_category": "Tiền"})
    category = Category.objects.get()
    client.post(reverse("question_admin:add"), {**true, "text": "Câu hai?", "category": category.pk})
    made = client.post(reverse("quiz_admin:add"), {**RULES, "title": "Đi chợ", "action-pick": "1"})
    quiz = Quiz.objects.get()
    assert made["Location"] == pick_url(quiz)
    first = Question.objects.get(versions__text="Câu một?")
    chosen = client.post(pick_url(quiz), {"question": first.pk})
    assert chosen["Location"] == edit_url(quiz)
    posted(client, quiz, new_category_1=category.pk, new_count_1="1", feedback="immediate", time_limit_minutes="10")
    attempt = start(member=UserFactory(), quiz=Quiz.objects.get(), now=timezone.now())
    assert {item.version.text for item in attempt.items.all()} == {"Câu một?", "Câu hai?"}
    assert (attempt.immediate, attempt.due_at - attempt.started_at) == (True, timezone.timedelta(minutes=10))
