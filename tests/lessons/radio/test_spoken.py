"""Unknown abbreviations, the map back to the written text, and input that goes wrong."""

import unicodedata

import pytest

from lessons.radio.lexicon import load_glossary
from lessons.radio.problems import ProblemKind
from lessons.radio.spoken import Speaker, speak

GLOSSARY = load_glossary()


@pytest.mark.parametrize("code", ["XYZT", "KHXH", "eVoucher", "mp3", "H5N1", "QL1A", "N.V.A", "2FB", "III"])
def test_what_nobody_explains_is_reported_and_left_as_written(code: str) -> None:
    said = speak(f"Hỏi {code} nhé.", glossary=GLOSSARY)
    assert (said.text, said.unknown) == (f"Hỏi {code} nhé.", (code,))


def test_an_unknown_issuer_of_a_law_is_reported() -> None:
    said = speak("Quyết định 5/2024/QĐ-XYZT", glossary=GLOSSARY)
    assert said.unknown == ("XYZT",)
    assert said.text.endswith("hai nghìn không trăm hai mươi tư XYZT")


def test_issuers_joined_by_a_sign_are_looked_up_one_by_one() -> None:
    said = speak("69/2024/NĐ-CP&XYZT", glossary=GLOSSARY)
    assert said.text.endswith("Chính phủ và XYZT")
    assert said.unknown == ("XYZT",)


def test_a_document_code_of_the_glossary_is_used_whole() -> None:
    said = speak("5/QĐ-XYZT", glossary={"QĐ-XYZT": "của cơ quan mẫu"})
    assert (said.text, said.unknown) == ("năm của cơ quan mẫu", ())


def test_a_decimal_that_runs_into_letters_is_not_one() -> None:
    assert speak("2,5abc", glossary={}).text == "hai, 5abc"


def test_an_unknown_abbreviation_is_reported_once() -> None:
    assert speak("XYZT, XYZT và ABCD", glossary={}).unknown == ("XYZT", "ABCD")


def test_words_in_capitals_are_not_abbreviations() -> None:
    said = speak("TUYỆT ĐỐI KHÔNG CHO AI MƯỢN MÁY", glossary={})
    assert (said.text, said.unknown) == ("tuyệt đối không cho ai mượn máy", ())


def test_the_longest_term_wins() -> None:
    glossary = {"Google": "gu gồ", "Google Play": "kho ứng dụng"}
    assert speak("Mở Google Play, không phải Google.", glossary=glossary).text == "Mở kho ứng dụng, không phải gu gồ."


def test_a_term_is_not_found_inside_a_word() -> None:
    assert speak("Zalopay", glossary={"Zalo": "da lô"}).text == "Zalopay"


def test_a_reading_may_use_other_terms_and_figures() -> None:
    glossary = {"QR": "kiu a", "VietQR": "Việt QR số 1"}
    assert speak("VietQR", glossary=glossary).text == "Việt kiu a số một"


def test_readings_that_name_each_other_end() -> None:
    assert Speaker({"AB": "CD", "CD": "AB"}).speak("AB").unknown


def test_a_reading_with_an_unexplained_abbreviation_is_reported() -> None:
    assert speak("Sở", glossary={"Sở": "Sở KHXH"}).unknown == ("KHXH",)


def test_spans_lead_back_to_the_written_text() -> None:
    said = speak("Gọi 0912 345 678 để hỏi về VNeID.", glossary=GLOSSARY)
    pairs = [(said.written[a:b], said.text[c:d]) for a, b, c, d in said.spans]
    assert pairs == [
        ("Gọi", "Gọi"),
        ("0912 345 678", "không chín một hai, ba bốn năm, sáu bảy tám"),
        ("để hỏi về", "để hỏi về"),
        ("VNeID", "vi en ai đi"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "()", "…", "🎉"])
def test_nothing_to_say_gives_nothing(text: str) -> None:
    said = speak(text, glossary=GLOSSARY)
    assert (said.text, said.unknown, said.spans) == ("", (), ())


def test_a_number_of_sixty_digits_is_said_digit_by_digit_and_reported() -> None:
    said = speak("1234567890" * 6, glossary={})
    assert [problem.kind for problem in said.problems] == [ProblemKind.NUMBER]
    assert len(said.text.replace(",", "").split()) == 60
    assert said.text.startswith("một hai ba, bốn năm sáu,")


def test_decomposed_text_is_read_like_composed_text() -> None:
    text = "Nghị định 69/2024/NĐ-CP của Chính phủ, tổ CNSCĐ"
    assert speak(unicodedata.normalize("NFD", text), glossary=GLOSSARY) == speak(text, glossary=GLOSSARY)


@pytest.mark.parametrize(
    "piece",
    [
        "bà con ",
        "1",
        "1/",
        "1x",
        "AB ",
        "KHÔNG ",
        "a@",
        "a.",
        "(",
        "1-",
        "CH-",
        "OTP ",
        "<b ",
        ".a",
        "m¸y ",
        "*",
        "{",
        "{tên xã} ",
    ],
)
def test_thirty_thousand_characters_are_read(piece: str) -> None:
    text = (piece * 30_000)[:30_000]
    assert speak(text, glossary=GLOSSARY).written == text.strip()


def test_a_khmer_sentence_keeps_its_vowel_signs() -> None:
    assert speak("ខ្មែរ", glossary=GLOSSARY).text == "ខ្មែរ"


@pytest.mark.parametrize(
    "text",
    [
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
        "m¸y tÝnh cña bµ con",
        "Bà con mở ®iÖn tho¹i",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Bà con môû maùy ra",
        "ñöôïc",
    ],
)
def test_letters_of_old_fonts_are_reported(text: str) -> None:
    said = speak(text, glossary=GLOSSARY)
    assert [problem.kind for problem in said.problems] == [ProblemKind.FONT]


@pytest.mark.parametrize(
    "text",
    ["hoà hoã hoá thuý thuỷ khoẻ quà quê toàn đồng bào Ê-đê", "Ông Müller đọc tạp chí Noël", "Zalo® của bà con¹"],
)
def test_true_vietnamese_and_foreign_names_are_not_taken_for_an_old_font(text: str) -> None:
    kinds = {problem.kind for problem in speak(text, glossary=GLOSSARY).problems}
    assert ProblemKind.FONT not in kinds


def test_a_problem_names_the_written_piece() -> None:
    said = speak("<speak>Họp ngày 31/02 tại {nơi gặp} ở ViÖt Nam}</speak>", glossary=GLOSSARY)
    assert [(problem.kind, problem.written) for problem in said.problems] == [
        (ProblemKind.MARKUP, "<speak>"),
        (ProblemKind.MARKUP, "</speak>"),
        (ProblemKind.SLOT, "{nơi gặp}"),
        (ProblemKind.SLOT, "}"),
        (ProblemKind.FONT, "ViÖt"),
        (ProblemKind.DATE, "31/02"),
    ]


@pytest.mark.parametrize("text", ["số nhà 31/4", "24/7", "bấm <Gửi>", "5 < 7", "nhóm 31/60 hộ", "12/15 hộ"])
def test_what_only_looks_wrong_is_not_reported(text: str) -> None:
    assert speak(text, glossary=GLOSSARY).problems == ()


def test_the_map_shows_a_refused_date_as_it_was_written() -> None:
    said = speak("Hẹn ngày 31/02.", glossary=GLOSSARY)
    pairs = {said.written[a:b]: said.text[c:d] for a, b, c, d in said.spans}
    assert pairs["31/02"] == "ba mươi mốt trên hai"
