import re

import pytest
from django.urls import reverse

from quizzes.models import QuestionVersion
from tests.factories.quizzes import CHOICES, PICTURE_TAP, SPECS, CategoryFactory, QuestionVersionFactory, QuizFactory
from tests.factories.screens import ScreenFactory

from .trainer import sent, sign_in_trainer

pytestmark = pytest.mark.django_db
ADD = "question_admin:add"
TEXT = {"text": "Câu hỏi mới?", "feedback": "Vì sao."}


@pytest.fixture(autouse=True)
def trainer(client):
    return sign_in_trainer(client)


def version_of(**kwargs):
    """A question that waits in the bank."""
    return QuestionVersionFactory(question__category=CategoryFactory(), **kwargs)


def edit_url(version):
    return reverse("question_admin:edit", args=[version.question_id])


def saved(client, version, **changes):
    """The newest version after the form of `version` was opened, changed so and saved; it is accepted."""
    url = edit_url(version)
    response = client.post(url, sent(client.get(url).context["form"], **changes))
    assert response.status_code == 302, response.context["form"].errors
    return version.question.versions.first()


def errors(client, version, **changes):
    url = edit_url(version)
    response = client.post(url, sent(client.get(url).context["form"], **changes))
    assert response.status_code == 200
    assert version.question.versions.count() == 1
    return response.context["form"].errors


def added(client, kind, **fields):
    """The first version of a new question of `kind`."""
    quiz = QuizFactory(questions=0)
    response = client.post(reverse(ADD), {"quiz": quiz.pk, "kind": kind, **TEXT, **fields})
    assert response.status_code == 302, response.context["form"].errors
    return quiz.items.get().question.versions.get()


@pytest.mark.parametrize("kind", SPECS)
def test_opening_and_saving_a_question_changes_nothing(client, kind):
    version = version_of(kind=kind)
    newest = saved(client, version)
    assert newest.spec == version.spec
    assert QuestionVersion.objects.count() == 1


@pytest.mark.parametrize("kind", SPECS)
def test_another_wording_keeps_the_content_and_the_step_it_teaches(client, kind):
    version = version_of(kind=kind)
    newest = saved(client, version, text="Câu đã sửa?")
    assert (newest.number, newest.text, newest.kind, newest.spec) == (2, "Câu đã sửa?", kind, version.spec)
    assert newest.teaches_step == version.teaches_step


def test_the_form_has_a_part_for_every_kind_with_its_heading(client):
    html = client.get(reverse(ADD)).content.decode()
    parts = re.findall(r'<fieldset data-kinds="([^"]+)"><legend[^>]*>[^<]+</legend>', html)
    assert sorted(" ".join(parts).split()) == sorted(QuestionVersion.Kind.values)


def test_the_script_that_hides_the_other_parts_is_loaded(client):
    assert "quizzes/admin/kinds.js" in client.get(reverse(ADD)).content.decode()


def test_what_stands_in_the_parts_of_other_kinds_is_not_saved_and_not_judged(client):
    version = version_of(kind="ordering")
    newest = saved(client, version, left_1="x" * 201, number_value="không phải số", item_3="Bấm Xong")
    assert newest.spec["items"][2] == "Bấm Xong"


def test_a_question_may_become_one_of_another_kind(client):
    version = version_of()
    newest = saved(client, version, kind="number", number_value="1.234,5", number_units="đồng\r\n\r\n đ ")
    assert (newest.kind, newest.spec["value"], newest.spec["units"]) == ("number", "1.234,5", ["đồng", "đ"])


def test_a_single_choice_that_becomes_a_multiple_one_keeps_its_keys(client):
    version = version_of()
    newest = saved(client, version, kind="multiple", correct_2="on", choice_rule="all_or_nothing")
    assert newest.spec["rule"] == "all_or_nothing"
    assert [choice["key"] for choice in newest.spec["choices"]] == [choice["key"] for choice in CHOICES]


def test_a_line_taken_out_of_a_matching_leaves_the_other_keys_alone(client):
    version = version_of(kind="matching")
    newest = saved(client, version, left_2=None, right_2=None, left_4="Bảo vệ trẻ em", right_4="112")
    assert [pair["key"] for pair in newest.spec["pairs"]] == ["a", "c", "d"]


def test_a_short_answer_with_more_rows_than_six_loses_none(client):
    accepted = [{"text": f"câu {n}", "share": "1", "feedback": ""} for n in range(9)]
    version = version_of(kind="short", spec={"accepted": accepted, "level": "exact", "case": True})
    assert saved(client, version, text="Khác?").spec == version.spec


def test_an_accepted_answer_without_a_share_earns_the_full_mark(client):
    spec = added(client, "short", accepted_text_1="OTP", accepted_text_2="mã", accepted_share_2="0,5").spec
    assert [one["share"] for one in spec["accepted"]] == ["1", "0.5"]
    assert (spec["level"], spec["case"]) == ("tones", False)


def test_a_true_or_false_question_is_added(client):
    spec = added(client, "true_false", true_false_answer="false", true_false_feedback_true="Không phải.").spec
    assert spec == {"answer": False, "feedback_true": "Không phải.", "feedback_false": ""}


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("single", {"text_2": CHOICES[0]["text"]}, "text_2"),
        ("single", {"text_5": None, "correct_5": "on"}, "text_5"),
        ("single", {"text_1": "x" * 201}, "text_1"),
        ("single", {"correct_2": "on"}, "__all__"),
        ("multiple", {"choice_rule": "no such rule"}, "choice_rule"),
        ("true_false", {"true_false_answer": None}, "true_false_answer"),
        ("matching", {"left_3": "Cấp cứu"}, "left_3"),
        ("matching", {"right_2": None}, "right_2"),
        ("matching", {"extra_3": "115"}, "extra_3"),
        ("ordering", {"item_2": None}, "__all__"),
        ("ordering", {"item_2": None, "item_5": "Mở ứng dụng", "item_6": "Tắt"}, "item_5"),
        ("short", {"accepted_share_2": "2"}, "accepted_share_2"),
        ("short", {"accepted_text_4": "..."}, "accepted_text_4"),
        ("number", {"number_value": "1e400"}, "number_value"),
        ("number", {"number_value": None}, "number_value"),
        ("number", {"number_tolerance": "-1"}, "number_tolerance"),
        ("number", {"number_tolerance": "1", "number_tolerance_percent": "1"}, "number_tolerance_percent"),
        ("number", {"number_units": "x" * 201}, "number_units"),
        ("tap", {"tap_right": None}, "tap_right"),
        ("tap", {"tap_right": ["khong-co"]}, "tap_right"),
        ("tap", {"tap_screen": "999"}, "tap_screen"),
    ],
)
def test_a_fault_stands_at_its_field(client, kind, changes, field):
    assert list(errors(client, version_of(kind=kind), **changes)) == [field]


def test_a_new_tap_question_is_written_in_two_steps_the_first_lists_the_places(client):
    quiz, screen = QuizFactory(questions=0), ScreenFactory()
    form = {"quiz": quiz.pk, "kind": "tap", **TEXT, "tap_screen": screen.pk}
    response = client.post(reverse(ADD), form)
    assert list(response.context["form"].errors) == ["tap_right"]
    assert quiz.items.count() == 0
    html = response.content.decode()
    assert 'value="bar/back"' in html
    assert 'value="cai"' in html
    client.post(reverse(ADD), {**form, "tap_right": ["cai"], "tap_feedback_bar/back": "Đó là nút quay lại."})
    spec = quiz.items.get().question.versions.get().spec
    assert (spec["right"], spec["feedback"]) == (["cai"], {"bar/back": "Đó là nút quay lại."})
    assert spec["screen"] == screen.spec().model_dump(mode="json")


def test_a_tap_question_without_a_screen_says_what_to_do(client):
    quiz = QuizFactory(questions=0)
    response = client.post(reverse(ADD), {"quiz": quiz.pk, "kind": "tap", **TEXT})
    assert list(response.context["form"].errors) == ["tap_screen"]
    assert len(response.context["form"].errors["tap_screen"]) == 1


def test_a_screen_that_does_not_hold_together_is_refused_at_its_field(client):
    found = errors(client, version_of(kind="tap"), tap_screen=ScreenFactory(rows=[]).pk)
    assert list(found) == ["tap_screen"]


def test_the_screen_of_a_question_stays_as_it_was_when_the_screen_is_changed_later(client):
    version = added(client, "tap", tap_screen=(screen := ScreenFactory()).pk, tap_right=["cai"])
    screen.bar_title = "Tên khác"
    screen.save()
    assert saved(client, version, text="Sửa?").spec["screen"]["bar"]["title"] == "Kho ứng dụng"
    assert saved(client, version, tap_screen=screen.pk).spec["screen"]["bar"]["title"] == "Tên khác"


def test_a_picture_with_marks_is_edited_by_the_names_of_its_marks(client):
    version = version_of(kind="tap", spec=PICTURE_TAP)
    assert saved(client, version, tap_right=["the"]).spec == PICTURE_TAP | {"right": ["the"]}


def test_the_list_names_the_kind_of_each_question(client):
    QuizFactory(questions=1, questions__kind="matching")
    html = client.get(reverse("question_admin:index")).content.decode()
    assert str(QuestionVersion.Kind.MATCHING.label) in html


@pytest.mark.parametrize("kind", SPECS)
def test_the_preview_shows_the_question_without_its_key(client, kind):
    version = version_of(kind=kind, text="Hỏi thế nào?")
    url = reverse("question_admin:preview", args=[version.question_id])
    assert url in client.get(edit_url(version)).content.decode()
    html = client.get(url).content.decode()
    assert "Hỏi thế nào?" in html
    assert version.feedback not in html
    assert "checked" not in html


def test_an_answer_tried_in_the_preview_is_judged_and_not_saved(client):
    version = version_of()
    url = reverse("question_admin:preview", args=[version.question_id])
    wrong = client.post(url, {"choices": "b"})
    assert wrong.context["percent"] == 0
    assert CHOICES[1]["feedback"] in wrong.content.decode()
    assert version.feedback in wrong.content.decode()
    assert client.post(url, {"choices": "a"}).context["percent"] == 100


@pytest.mark.parametrize(
    ("given", "look"), [(["a", "b"], "alert-success"), (["a"], "alert-warning"), (["c"], "alert-danger")]
)
def test_a_wrong_answer_tried_in_the_preview_does_not_look_like_a_right_one(client, given, look):
    choices = [{"key": key, "text": key, "correct": key != "c"} for key in "abc"]
    version = version_of(kind="multiple", spec={"choices": choices, "rule": "right_minus_wrong"})
    url = reverse("question_admin:preview", args=[version.question_id])
    assert f'class="alert {look}"' in client.post(url, {"choices": given}).content.decode()


@pytest.mark.parametrize(
    ("kind", "form"), [("number", {"number": "1e400"}), ("ordering", {"place-x": "1"}), ("tap", {})]
)
def test_an_answer_that_cannot_be_read_gets_the_members_message_in_the_preview(client, kind, form):
    version = version_of(kind=kind)
    response = client.post(reverse("question_admin:preview", args=[version.question_id]), form)
    assert response.context["error"]


@pytest.mark.parametrize("right", ["access_admin", "add_question"])
def test_the_preview_is_for_those_who_may_change_questions(client, right):
    version = version_of()
    sign_in_trainer(client, "access_admin", right)
    response = client.get(reverse("question_admin:preview", args=[version.question_id]))
    assert response.status_code == 302
