"""Each promise of the tables of quizzes on paper and of regrades, broken once."""

import pytest
from django.db.models import ProtectedError

from quizzes.models import (
    Attempt,
    PaperForm,
    PaperFormItem,
    Regrade,
    RegradedItem,
)
from tests.factories.members import UserFactory
from tests.factories.quizzes import (
    QuestionVersionFactory,
    QuizFactory,
)

from .promises import CLOSED, attempt, item, refused
from .taking import NOON

pytestmark = pytest.mark.django_db


def on_paper(**fields):
    made = {"channel": "paper", "paper_form": form(), "keyed_by": UserFactory()} | CLOSED
    return attempt(**made | fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"channel": "phone"},
        {"paper_form": None},
        {"state": "open", "closed_at": None, "mark": None, "passed": None},
        {"due_at": NOON, "accepted_until": NOON},
    ],
)
def test_an_attempt_on_paper_is_closed_untimed_and_names_its_form(fields):
    refused("quizzes_attempt_channel", on_paper, **fields)


@pytest.mark.parametrize("field", ["paper_form", "keyed_by", "confirmed_at", "confirmed_by"])
def test_an_attempt_online_has_nothing_of_paper(field):
    values = {"paper_form": form, "keyed_by": UserFactory, "confirmed_at": lambda: NOON, "confirmed_by": UserFactory}
    refused("quizzes_attempt_channel", attempt, **CLOSED, **{field: values[field]()})


def test_whether_on_paper_or_not_an_attempt_number_is_used_once():
    first = on_paper()
    refused("quizzes_attempt_number", on_paper, quiz=first.quiz, member=first.member)


def form(**fields):
    return PaperForm.objects.create(**{"code": "ABCDE"} | {"quiz": fields.get("quiz") or QuizFactory()} | fields)


def test_a_code_names_one_form_of_a_quiz():
    refused("quizzes_paperform_code", form, quiz=form().quiz)


def form_item(**fields):
    made = {"position": 1, "version": fields.get("version") or QuestionVersionFactory()}
    return PaperFormItem.objects.create(**made | {"form": fields.get("form") or form()} | fields)


def test_a_position_is_used_once_on_a_form():
    refused("quizzes_paperformitem_position", form_item, form=form_item().form)


def test_a_version_stands_once_on_a_form():
    first = form_item()
    refused("quizzes_paperformitem_version", form_item, form=first.form, version=first.version, position=2)


@pytest.mark.parametrize("keeper", [form_item, lambda: on_paper().paper_form])
def test_what_is_on_paper_cannot_be_deleted(keeper):
    kept = keeper()
    with pytest.raises(ProtectedError):
        (kept.version if isinstance(kept, PaperFormItem) else kept).delete()


def test_one_sheet_of_a_member_and_form_waits_at_a_time():
    first = on_paper()
    again = {"member": first.member, "quiz": first.quiz, "paper_form": first.paper_form, "number": 2}
    refused("quizzes_attempt_one_waiting_sheet", on_paper, **again)
    Attempt.objects.update(confirmed_at=NOON)
    assert on_paper(**again).pk


def regrade(**fields):
    made = {"version": fields.get("version") or QuestionVersionFactory(), "reason": "Khóa sai", "begun_at": NOON}
    return Regrade.objects.create(**made | fields)


def test_one_regrade_by_a_version_runs_at_a_time():
    first = regrade()
    refused("quizzes_regrade_one_open", regrade, version=first.version)
    Regrade.objects.update(done_at=NOON)
    assert regrade(version=first.version).pk


def test_a_regrade_says_why():
    refused("quizzes_regrade_says_why", regrade, reason="")


def test_a_regrade_changes_a_mark_once():
    changed = {"regrade": regrade(), "item": item(), "mark_before": 0, "mark_after": 1}
    changed |= {"passed_before": False, "passed_after": False}
    RegradedItem.objects.create(**changed)
    refused("quizzes_regradeditem_once", RegradedItem.objects.create, **changed)
