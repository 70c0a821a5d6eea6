"""Vietnamese phone numbers in every spelling people use."""

import pytest

from lms.members.phones import PhoneError, display_phone, parse_phone


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "0912-345-678",
        "(0912) 345 678",
        "+84912345678",
        "+84 912 345 678",
        "+84 (0) 912 345 678",
        "84912345678",
        "0084912345678",
        " 0912\u00a0345\u200b678 ",
        "0912–345–678",
    ],
)
def test_one_mobile_number_in_any_spelling_is_one_number(typed):
    assert parse_phone(typed, mobile=True) == "+84912345678"


@pytest.mark.parametrize("prefix", ["032", "056", "070", "081", "090"])
def test_every_mobile_range_of_today_is_accepted(prefix):
    assert parse_phone(f"{prefix}2345678", mobile=True) == f"+84{prefix[1:]}2345678"


@pytest.mark.parametrize("typed", ["0290 3831 111", "02903831111", "842903831111", "+84 290 3831 111"])
def test_a_landline_is_a_contact_phone(typed):
    assert parse_phone(typed) == "+842903831111"


def test_a_landline_is_no_phone_to_sign_in_with():
    with pytest.raises(PhoneError, match="03, 05, 07, 08"):
        parse_phone("02903831111", mobile=True)


@pytest.mark.parametrize("typed", ["01234567890", "0168 234 5678", "+841691234567", "841201234567", "0199.123.4567"])
def test_the_dead_format_has_a_sentence_of_its_own(typed):
    with pytest.raises(PhoneError) as refused:
        parse_phone(typed)
    with pytest.raises(PhoneError) as plain:
        parse_phone("091234")
    assert str(refused.value) != str(plain.value)
    assert "01" in str(refused.value)


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "thanhvien01", "0912 345 67", "0912 345 6789", "113", "1900 6600", "18001091", "+1 202 555 0123",
     "0412345678", "0912345678; DROP", "٠٩١٢٣٤٥٦٧٨"],
)  # fmt: skip
def test_what_is_no_number_of_a_person_here_is_refused(typed):
    with pytest.raises(PhoneError):
        parse_phone(typed)


@pytest.mark.parametrize(("stored", "shown"), [("+84912345678", "0912 345 678"), ("", ""), (None, "")])
def test_a_number_is_shown_as_one_writes_it_here(stored, shown):
    assert display_phone(stored) == shown
