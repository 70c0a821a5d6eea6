"""What is read from the words typed, by a small vocabulary."""

from __future__ import annotations

import pytest

from lessons.search.index import Document, Field, Index, Text
from lessons.search.names import OtherNames, common, fillers, of_glossary
from lessons.search.query import other_readings, read
from lessons.search.ranking import rank
from lessons.search.vocabulary import Vocabulary
from lessons.search.words import keys, words

TEXTS = ("Số định danh điện tử", "VNeID: thẻ căn cước", "Tiền di động, dịch vụ công", "mã xác thực", "rút tiền mặt")
VOCABULARY = Vocabulary([words(text) for text in TEXTS])
NAMES = OtherNames([("DVC", ["dịch vụ công"]), ("VNeID", ["vi en ai đi"]), ("App", ["áp"])])


def phrases(typed):
    return [[" ".join(phrase.keys) for phrase in term.phrases] for term in read(typed, VOCABULARY, NAMES).terms]


def test_known_words_are_read_as_they_are():
    assert phrases("Định danh") == [["dinh"], ["danh"]]
    assert read("Định danh", VOCABULARY, NAMES).corrected == ""


@pytest.mark.parametrize("typed", ["dnah", "dan", "daanh", "dnh", "danx"])
def test_one_slip_is_mended(typed):
    assert read(f"định {typed} số", VOCABULARY, NAMES).corrected == "định danh số"


def test_short_words_are_mended_only_beside_a_neighbour():
    assert read("rúc tiền", VOCABULARY, NAMES).corrected == "rút tiền"
    assert read("rúc công", VOCABULARY, NAMES).corrected == ""


def test_a_word_with_marks_that_our_pages_do_not_have_is_mended_only_beside_a_neighbour():
    assert read("danj cư", VOCABULARY, NAMES).corrected == "danh cư"
    assert read("số vạnh", VOCABULARY, NAMES).corrected == ""
    assert read("định vạnh", VOCABULARY, NAMES).corrected == "định danh"


def test_key_strokes_are_taken_off_before_a_word_is_cut():
    vocabulary = Vocabulary([words("dịch vụ công"), words("có ong")])
    assert read("coong", vocabulary, NAMES).corrected == "công"


@pytest.mark.parametrize("typed", ["dinhdanh", "Địnhdanh"])
def test_words_run_together_are_cut_where_our_pages_have_them_side_by_side(typed):
    assert phrases(typed) == [["dinh danh"]]
    assert VOCABULARY.cut("danhdinh") == ()


@pytest.mark.parametrize("typed", ["vne id", "v neid", "vn eid"])
def test_a_word_in_pieces_is_put_together(typed):
    assert phrases(typed) == [["vneid", "vi en ai di"]]


def test_the_last_word_may_be_unfinished():
    assert phrases("thẻ căn cư") == [["the"], ["can"], ["cuoc"]]


def test_a_short_form_is_read_as_itself_or_what_it_stands_for():
    assert phrases("dvc") == [["dvc", "dich vu cong"]]


def test_a_name_of_several_words_is_one_only_where_a_page_has_it():
    names = OtherNames([("định danh", ["thẻ căn cước"]), ("số thẻ", ["một dãy số"])])
    assert [term.typed for term in read("định danh số thẻ", VOCABULARY, names).terms] == ["định danh", "số", "thẻ"]


def test_a_reading_of_one_syllable_is_no_other_name():
    assert "ap" not in {key for names in NAMES.meanings.values() for name in names for key in name}


def test_the_words_of_a_whole_name_are_read_as_its_short_form_too():
    assert phrases("dich vu cong") == [["dich", "dvc"], ["vu", "dvc"], ["cong", "dvc"]]


def test_a_slip_that_makes_another_word_is_mended_when_both_neighbours_say_so():
    mended = read("so dinh tien dien", Vocabulary([words("số định danh điện tử"), words("tiền")]), NAMES)
    assert mended.corrected == ""  # two slips away
    near = Vocabulary([words("số định danh điện tử"), words("dan")])
    assert read("dinh dan dien", near, NAMES).corrected == "dinh danh dien"
    assert read("dan dinh", near, NAMES).corrected == ""


def test_a_word_of_ours_may_be_read_as_another_if_nothing_else_is_found():
    others = [reading.corrected for reading in other_readings(read("tien cong", VOCABULARY, NAMES), VOCABULARY)]
    assert "tien động" in others


def test_a_word_with_the_very_marks_of_ours_is_read_as_no_other():
    assert not list(other_readings(read("tiền", VOCABULARY, NAMES), VOCABULARY))


@pytest.mark.parametrize(("typed", "filler"), [("làm", True), ("lam", True), ("tiền", False)])
def test_words_of_asking_are_known(typed, filler):
    assert read(typed, Vocabulary([words("làm tiền")]), NAMES).terms[0].filler is filler


def test_a_word_without_marks_is_no_filler_beside_its_neighbour():
    assert [term.filler for term in read("can cuoc", VOCABULARY, NAMES).terms] == [False, False]
    assert [term.filler for term in read("cần thẻ", VOCABULARY, NAMES).terms] == [True, False]


def test_notes_of_the_glossary_name_other_names():
    assert of_glossary("SMS", "ét em ét", "nên viết: tin nhắn") == ("SMS", ("ét em ét", "tin nhắn"))


def test_each_short_form_of_the_file_stands_for_words():
    assert common()
    assert all(keys(name) and all(len(keys(other)) > 1 for other in others) for name, others in common())
    assert {"cach", "sao"} <= fillers()


def documents(*titles, kind="lesson"):
    return [Document(n, f"{n:04}", title, kind, "", (Text.of(Field.TITLE, title),)) for n, title in enumerate(titles)]


def order(index, typed):
    return [hit.document.title for hit in rank(index, read(typed, index.vocabulary, NAMES)).hits]


def test_the_very_tones_come_first_wherever_the_marks_were_put():
    index = Index(documents("Ma hoa", "Mà hoá", "Mã hòa"))
    assert order(index, "mã hoà")[0] == "Mã hòa"
    assert order(index, "ma hoa")[0] == "Ma hoa"
    assert len(order(index, "mã hoà")) == 3


def test_another_word_with_the_same_letters_counts_less_than_a_slip_of_its_marks():
    index = Index(documents("Mặt", "Mắt kính"))
    assert order(index, "mắt") == ["Mắt kính", "Mặt"]
    hits = {hit.document.title: hit.found[0][0].sure for hit in rank(index, read("mắt", index.vocabulary, NAMES)).hits}
    slip = rank(index, read("mằt", index.vocabulary, NAMES)).hits[0].found[0][0].sure
    assert hits["Mặt"] < slip < hits["Mắt kính"]


def test_words_side_by_side_come_before_words_apart():
    assert order(Index(documents("Công dịch vụ", "Dịch vụ công")), "dich vu cong")[0] == "Dịch vụ công"


def test_equal_pages_stand_in_the_order_of_the_course():
    index = Index(documents("Bài một", "Bài một", "Bài một"))
    hits = rank(index, read("bai mot", index.vocabulary, NAMES)).hits
    assert [hit.document.path for hit in hits] == ["0000", "0001", "0002"]
