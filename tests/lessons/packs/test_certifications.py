import pytest

from lessons.packs import export
from lessons.packs.faults import PackError
from lessons.packs.loader import load
from lessons.packs.reader import read_pack
from quizzes.models import Certification, CertificationVersion, Quiz

from .tiny import write_pack

RULE = "rule: {all: [{quiz: cau-hoi-mau, percent: 80}]}\n"
HEAD = "    course: Khóa mẫu\n    valid_months: 12\n    small_print: Không phải văn bằng.\n"


def ruled(rule, terms=""):
    return ("course.yaml", RULE, f"rule: {rule}\n{terms}")


def another(key, rule):
    return f"  - key: {key}\n    title: Giấy {key}\n{HEAD}    rule: {rule}\n"


TERMS = ruled(
    "{quiz: cau-hoi-mau, percent: 80}",
    "    renew_days: 60\n    grace_days: 0\n    needs_confirmation: true\n    renewal_quiz: {pass_percent: 70}\n",
)
OVERALL = ruled("{certification: nhom}", another("nhom", "{milestone: 'lesson:cai-mau'}"))


def faults(folder, *changes):
    with pytest.raises(PackError) as caught:
        read_pack(write_pack(folder, *changes))
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.django_db
def test_terms_and_the_quiz_for_renewal_come_with_the_course(tmp_path):
    load(write_pack(tmp_path, TERMS))
    made = Certification.objects.get()
    assert (made.renew_days, made.grace_days, made.needs_confirmation) == (60, 0, True)
    assert (made.renewal_quiz.title, made.renewal_quiz.pass_percent) == ("Gia hạn: Giấy ghi nhận mẫu", 70)
    assert made.versions.get().renew_days == 60


@pytest.mark.django_db
def test_loading_twice_changes_nothing(tmp_path):
    load(write_pack(tmp_path, TERMS))
    before = [list(model.objects.values()) for model in (Certification, CertificationVersion, Quiz)]
    report = load(tmp_path)
    assert (report.created, report.updated, report.conflicts) == ([], [], [])
    assert [list(model.objects.values()) for model in (Certification, CertificationVersion, Quiz)] == before


@pytest.mark.django_db
def test_a_changed_rule_of_the_pack_is_the_next_version(tmp_path):
    load(write_pack(tmp_path))
    report = load(write_pack(tmp_path, TERMS))
    assert [str(node) for node in report.updated] == ["certification giay-mau"]
    assert [version.renew_days for version in Certification.objects.get().versions.all()] == [60, 30]


@pytest.mark.django_db
def test_the_quiz_for_renewal_stays_the_same_row_when_the_pack_changes_it(tmp_path):
    load(write_pack(tmp_path, TERMS))
    quiz = Certification.objects.get().renewal_quiz
    new = ("course.yaml", RULE, f"{RULE}    renewal_quiz: {{title: Ôn nhanh, pass_percent: 90}}\n")
    load(write_pack(tmp_path, new))
    quiz.refresh_from_db()
    assert (quiz.title, quiz.pass_percent, quiz.renews) == ("Ôn nhanh", 90, Certification.objects.get())


@pytest.mark.django_db
def test_a_certification_that_asks_for_a_later_one_is_loaded_after_it(tmp_path):
    load(write_pack(tmp_path, OVERALL))
    rules = dict(Certification.objects.values_list("key", "rule"))
    assert rules == {"giay-mau": {"certification": "nhom"}, "nhom": {"milestone": "lesson:cai-mau"}}


@pytest.mark.django_db
def test_what_trainers_changed_so_that_both_make_a_circle_is_a_conflict(tmp_path):
    load(write_pack(tmp_path, ruled("{milestone: 'lesson:cai-mau'}", another("nhom", "{milestone: 'lesson:cai-mau'}"))))
    Certification.objects.filter(key="nhom").update(rule={"certification": "giay-mau"})
    report = load(write_pack(tmp_path, OVERALL))
    assert [str(node) for node in report.conflicts] == ["certification giay-mau"]
    assert Certification.objects.get(key="giay-mau").rule == {"milestone": "lesson:cai-mau"}


@pytest.mark.django_db
def test_the_export_says_only_what_is_not_usual(tmp_path):
    load(write_pack(tmp_path))
    plain = export.certification_data(Certification.objects.get())
    assert set(plain) == {"key", "title", "course", "valid_months", "small_print", "rule"}
    load(write_pack(tmp_path, TERMS))
    more = export.certification_data(Certification.objects.get())
    assert {name: more[name] for name in more.keys() - plain.keys()} == {
        "renew_days": 60,
        "grace_days": 0,
        "needs_confirmation": True,
        "renewal_quiz": {"pass_percent": 70},
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ruled("{certification: hai}", another("hai", "{certification: giay-mau}")),
            "certifications/1/rule: certifications ask for each other in a circle: giay-mau → hai → giay-mau",
        ),
        (ruled("{certification: giay-mau}"), "in a circle: giay-mau → giay-mau"),
        (ruled("{certification: khong-co}"), "this course has no certification khong-co"),
        (ruled("{milestone: 'lesson:khong-co'}"), "no lesson of this course gives the milestone lesson:khong-co"),
        (
            ruled("{any: [{milestone: 'lesson:cai-mau'}], at_least: 2}"),
            "rule/at_least: must be a whole number from 1 to 1",
        ),
        (ruled("{quiz: cau-hoi-mau, percent: 0}"), "rule/percent: must be a whole number from 1 to 100, not 0"),
        (ruled("{all: []}"), "rule/all: must be a list of at least one rule"),
        (("course.yaml", "valid_months: 12", "valid_months: 0"), "valid_months: must be at least 1"),
        (("course.yaml", "valid_months: 12", "valid_months: 121"), "valid_months: must be at most 120"),
        (("course.yaml", "valid_months: 12", "valid_months: 1"), "it would be due on the day of award"),
        (
            ruled("{quiz: cau-hoi-mau, percent: 80}", "    renewal_quiz: {pass_percent: 0}\n"),
            "pass_percent: must be at",
        ),
        (
            ruled("{quiz: cau-hoi-mau, percent: 80}", "    renewal_quiz: {percent: 70}\n"),
            "renewal_quiz/percent: there is no such field; the fields here are: title, pass_percent",
        ),
    ],
)
def test_what_is_wrong_with_a_certification_is_told_with_its_place(tmp_path, change, words):
    found = faults(tmp_path, change)
    assert len(found) == 1
    assert found[0].startswith("course.yaml, line ")
    assert words in found[0]
