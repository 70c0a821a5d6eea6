"""quiz.yaml's categories, draws, tags and rules: read, loaded, loaded again, edited here and in the pack."""

from __future__ import annotations

import pytest

from lessons.models import PackBase
from lessons.packs.export import rules_data
from lessons.packs.faults import PackError
from lessons.packs.kinds.bank import PlaceKind
from lessons.packs.kinds.quizzes import QuizKind
from lessons.packs.loader import load
from lessons.packs.reader import read_pack
from lessons.packs.schema import QuizRules
from quizzes.models import Category, Question, QuestionVersion, Quiz, QuizDraw, QuizItem
from quizzes.selectors import size_of

from .tiny import FILES, write_pack

QUIZ = "mau/quiz.yaml"
RULES = (
    QUIZ,
    "title: Câu hỏi mẫu\n",
    """\
title: Câu hỏi mẫu
shuffle: false
counts: last
attempt_limit: 3
wait_minutes: 30
practice: true
feedback: immediate
time_limit_minutes: 20
grace_seconds: 90
""",
)
CATEGORIES = (
    QUIZ,
    "key: cau-hoi-mau\n",
    "key: cau-hoi-mau\ncategories:\n  - {key: cai-dat, title: Cài đặt}\n  - {key: an-toan, title: An toàn}\n",
)
PLACED = (
    QUIZ,
    "    step: cai-mau/mo-kho\n",
    "    step: cai-mau/mo-kho\n    category: cai-dat\n    tags: [kho, Lừa đảo]\n",
)
DRAWS = (QUIZ, "    step: cai-mau/cai-dat\n", "    step: cai-mau/cai-dat\ndraws: [{category: cai-dat, count: 2}]\n")
EVERYTHING = (RULES, CATEGORIES, PLACED, DRAWS)
TABLES = (PackBase, Category, Question, QuestionVersion, Quiz, QuizItem, QuizDraw, Question.tags.through)


def pack(folder, *changes):
    """The tiny pack with these changes of its quiz, one after the other."""
    write_pack(folder)
    text = FILES[QUIZ]
    for _name, old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / QUIZ).write_text(text, encoding="utf-8")
    return folder


def everything():
    return [list(table.objects.order_by("pk").values_list()) for table in TABLES]


def names(nodes):
    return sorted(map(str, nodes))


def question(key):
    return Question.objects.get(key=f"cau-hoi-mau-{key}")


def faults(folder):
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return [str(fault) for fault in caught.value.faults]


def line_of(folder, words, file=QUIZ):
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return max(n for n, line in enumerate(lines, start=1) if words in line)


# --- what comes in -----------------------------------------------------------------------------------
def test_what_a_file_does_not_say_is_as_in_the_admin():
    usual = {name: field.default for name, field in QuizRules.model_fields.items()}
    assert usual == {name: Quiz._meta.get_field(name).get_default() for name in usual}


@pytest.mark.django_db
def test_the_rules_of_a_quiz_come_with_its_pack(tmp_path):
    load(pack(tmp_path, *EVERYTHING))
    quiz = Quiz.objects.get()
    assert {name: getattr(quiz, name) for name in QuizRules.model_fields} == {
        "shuffle": False,
        "counts": "last",
        "attempt_limit": 3,
        "wait_minutes": 30,
        "practice": True,
        "feedback": "immediate",
        "time_limit_minutes": 20,
        "grace_seconds": 90,
    }


@pytest.mark.django_db
def test_a_question_is_put_in_its_category_with_its_tags(tmp_path):
    load(pack(tmp_path, *EVERYTHING))
    placed = question("cai-tu-dau")
    assert (str(placed.category), set(placed.tags.names())) == ("Cài đặt", {"kho", "Lừa đảo"})
    assert (question("lam-gi").category, question("lam-gi").tags.count()) == (None, 0)
    assert set(Category.objects.values_list("key", flat=True)) == {"cai-dat", "an-toan"}


@pytest.mark.django_db
def test_questions_of_a_category_that_is_drawn_from_are_drawn_and_the_others_always_asked(tmp_path):
    load(pack(tmp_path, *EVERYTHING))
    quiz = Quiz.objects.get()
    assert [item.question for item in quiz.items.all()] == [question("lam-gi")]
    assert list(quiz.draws.values_list("category__key", "count", "position")) == [("cai-dat", 2, 1)]
    assert size_of(quiz) == 2


@pytest.mark.django_db
def test_a_category_that_is_not_drawn_from_leaves_its_questions_where_they_are(tmp_path):
    load(pack(tmp_path, CATEGORIES, PLACED))
    assert Quiz.objects.get().items.count() == 2


@pytest.mark.django_db
def test_two_apps_may_share_a_category(tmp_path):
    load(two_apps(tmp_path))
    assert Category.objects.get().questions.count() == 2


def two_apps(folder, title="Cài đặt", key="cai-dat"):
    """The tiny app twice; the second names the category `key` with `title`."""
    shared = "categories: [{key: cai-dat, title: Cài đặt}]\n"
    pack(folder, (QUIZ, "title: Câu hỏi mẫu\n", f"title: Câu hỏi mẫu\n{shared}"), PLACED)
    (folder / "course.yaml").write_text(FILES["course.yaml"].replace("[mau]", "[mau, phu]"), encoding="utf-8")
    for name in FILES:
        if name.startswith("mau/"):
            text = (folder / name).read_text(encoding="utf-8").replace("-mau", "-phu").replace("key: mau", "key: phu")
            text = text.replace(shared, shared.replace("Cài đặt", title).replace("cai-dat", key))
            text = text.replace("category: cai-dat", f"category: {key}")
            (folder / name.replace("mau/", "phu/")).parent.mkdir(exist_ok=True)
            (folder / name.replace("mau/", "phu/")).write_text(text, encoding="utf-8")
    return folder


# --- again, and with edits ---------------------------------------------------------------------------
@pytest.mark.django_db
def test_loading_all_of_it_twice_changes_nothing(tmp_path):
    load(pack(tmp_path, *EVERYTHING))
    before = everything()
    report = load(tmp_path)
    assert everything() == before
    assert (report.created, report.updated, report.kept, report.conflicts) == ([], [], [], [])


@pytest.mark.django_db
def test_a_plain_quiz_exports_without_rules_and_draws(tmp_path):
    load(pack(tmp_path))
    row = QuizKind().find("cau-hoi-mau")
    assert set(QuizKind().data(row)) == {"key", "title", "pass_percent", "questions"}
    assert rules_data(row.quiz) == {}
    assert not PackBase.objects.filter(node_kind__in=("place", "rules", "category")).exists()


@pytest.mark.django_db
def test_what_is_not_usual_exports_in_the_words_of_the_file(tmp_path):
    load(
        pack(tmp_path, (QUIZ, "title: Câu hỏi mẫu\n", "title: Câu hỏi mẫu\ncounts: last\n"), CATEGORIES, PLACED, DRAWS)
    )
    row = QuizKind().find("cau-hoi-mau")
    assert rules_data(row.quiz) == {"counts": "last"}
    assert QuizKind().data(row)["draws"] == [{"category": "cai-dat", "count": 2}]
    place = PlaceKind().find("cau-hoi-mau-cai-tu-dau")
    assert PlaceKind().data(place) == {"category": "cai-dat", "tags": ["kho", "lừa đảo"]}


@pytest.mark.django_db
def test_what_an_update_of_the_pack_says_reaches_what_nobody_edited(tmp_path):
    load(pack(tmp_path))
    report = load(pack(tmp_path, *EVERYTHING))
    assert names(report.updated) == ["place cau-hoi-mau-cai-tu-dau", "quiz cau-hoi-mau", "rules cau-hoi-mau"]
    assert (Quiz.objects.get().attempt_limit, size_of(Quiz.objects.get())) == (3, 2)
    report = load(pack(tmp_path))
    assert names(report.updated) == ["place cau-hoi-mau-cai-tu-dau", "quiz cau-hoi-mau", "rules cau-hoi-mau"]
    assert (Quiz.objects.get().attempt_limit, Quiz.objects.get().items.count()) == (None, 2)
    assert (QuizDraw.objects.count(), question("cai-tu-dau").tags.count()) == (0, 0)
    assert load(tmp_path).updated == []


@pytest.mark.django_db
def test_a_wording_that_only_moved_to_another_category_makes_no_version(tmp_path):
    load(pack(tmp_path))
    before = QuestionVersion.objects.count()
    load(pack(tmp_path, CATEGORIES, PLACED))
    assert QuestionVersion.objects.count() == before


@pytest.mark.django_db
def test_a_trainers_rules_and_tags_survive_and_hold_back_no_question_of_the_pack(tmp_path):
    load(pack(tmp_path))
    Quiz.objects.update(attempt_limit=2)
    question("cai-tu-dau").tags.set(["của tôi"])
    report = load(
        pack(tmp_path, (QUIZ, "text: Cài từ đâu?", "text: Nên cài từ đâu?"), (QUIZ, "Câu hỏi mẫu", "Tên mới"))
    )
    assert names(report.updated) == ["question cau-hoi-mau-cai-tu-dau", "quiz cau-hoi-mau"]
    assert (report.kept, report.conflicts) == ([], [])
    assert (Quiz.objects.get().title, Quiz.objects.get().attempt_limit) == ("Tên mới", 2)
    assert list(question("cai-tu-dau").tags.names()) == ["của tôi"]


@pytest.mark.django_db
def test_a_trainers_rules_stay_when_the_pack_brings_its_own(tmp_path):
    load(pack(tmp_path))
    Quiz.objects.update(attempt_limit=2)
    report = load(pack(tmp_path, RULES))
    assert names(report.conflicts) == ["rules cau-hoi-mau"]
    assert (Quiz.objects.get().attempt_limit, Quiz.objects.get().shuffle) == (2, True)


@pytest.mark.django_db
def test_a_trainers_draw_survives_the_next_load(tmp_path):
    load(pack(tmp_path, *EVERYTHING))
    QuizDraw.objects.update(count=1)
    report = load(tmp_path)
    assert names(report.kept) == ["quiz cau-hoi-mau"]
    assert QuizDraw.objects.get().count == 1


@pytest.mark.django_db
def test_a_tag_written_with_a_capital_is_the_same_tag(tmp_path):
    load(pack(tmp_path, CATEGORIES, PLACED))
    question("cai-tu-dau").tags.set(["KHO", "lừa đảo"])
    report = load(tmp_path)
    assert (report.kept, report.updated) == ([], [])


@pytest.mark.django_db
def test_a_category_of_that_name_under_another_key_is_left_to_a_person(tmp_path):
    Category.objects.create(key="cua-toi", title="Cài đặt")
    report = load(pack(tmp_path, CATEGORIES, PLACED, DRAWS))
    assert names(report.conflicts) == [
        "category cai-dat",
        "certification giay-mau",  # its rule names the quiz that could not be made
        "place cau-hoi-mau-cai-tu-dau",
        "quiz cau-hoi-mau",
    ]
    assert question("cai-tu-dau").category is None


@pytest.mark.django_db
def test_the_progress_ends_at_the_last_node_with_all_of_it(tmp_path):
    seen = []
    load(pack(tmp_path, *EVERYTHING), progress=lambda done, total: seen.append((done, total)))
    total = seen[0][1]
    assert seen == [(n, total) for n in range(1, total + 1)]


# --- faults ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "old", "new", "place", "message"),
    [
        (
            (CATEGORIES, PLACED, DRAWS),
            "{category: cai-dat, count: 2}",
            "{category: khac, count: 2}",
            "draws/1/category",
            "there is no category khac in this file; it has: cai-dat, an-toan",
        ),
        ((DRAWS,), "count: 2", "count: 1", "draws/1/category", "there is no category cai-dat in this file; it has: -"),
        (
            (PLACED,),
            "category: cai-dat",
            "category: khac",
            "questions/1/category",
            "there is no category khac in this file; it has: -",
        ),
        (
            (CATEGORIES, DRAWS),
            "count: 2}]",
            "count: 2}, {category: cai-dat, count: 1}]",
            "draws/2/category",
            "the category cai-dat is drawn from twice",
        ),
        ((CATEGORIES, DRAWS), "count: 2", "count: 0", "draws/1/count", "must be at least 1"),
        ((CATEGORIES, DRAWS), "count: 2", "count: 40000", "draws/1/count", "must be at most 32767"),
        ((RULES,), "attempt_limit: 3", "attempt_limit: 0", "attempt_limit", "must be at least 1"),
        ((RULES,), "counts: last", "counts: mean", "counts", "one of these is expected: 'best', 'last' or 'first'"),
        ((RULES,), "feedback: immediate", "feedback: never", "feedback", "one of these is expected: 'deferred' or"),
        ((RULES,), "time_limit_minutes: 20", "time_limit_minutes: -1", "time_limit_minutes", "must be at least 1"),
        ((RULES,), "grace_seconds: 90", "grace_second: 90", "grace_second", "there is no such field; the fields here"),
        (
            (CATEGORIES,),
            "{key: an-toan, title: An toàn}",
            "{key: cai-dat, title: An toàn}",
            "categories/2",
            "the key cai-dat is taken already, at mau/quiz.yaml:3",
        ),
        (
            (CATEGORIES,),
            "{key: an-toan, title: An toàn}",
            "{key: an-toan, title: Cài đặt}",
            "categories/2",
            "another category has this title already, at mau/quiz.yaml:3",
        ),
        (
            (CATEGORIES, PLACED),
            "tags: [kho, Lừa đảo]",
            'tags: ["kho, chợ"]',
            "questions/1/tags/1",
            "a tag has no comma and no quotation mark",
        ),
    ],
)
def test_a_fault_is_told_with_file_line_and_place(tmp_path, changes, old, new, place, message):
    folder = pack(tmp_path, *changes, (QUIZ, old, new))
    [fault] = faults(folder)
    assert fault.startswith(f"{QUIZ}, line {line_of(folder, new.splitlines()[-1])}, {place}: {message}")


def test_two_apps_give_a_shared_category_the_same_title(tmp_path):
    [fault] = faults(two_apps(tmp_path, title="Cài ứng dụng"))
    words = "the category cai-dat has another title at mau/quiz.yaml:3"
    assert fault == f"phu/quiz.yaml, line 3, categories/1: {words}"


def test_two_apps_give_different_categories_different_titles(tmp_path):
    [fault] = faults(two_apps(tmp_path, key="cai"))
    words = "another category has this title already, at mau/quiz.yaml:3"
    assert fault == f"phu/quiz.yaml, line 3, categories/1: {words}"
