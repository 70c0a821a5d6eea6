"""Form fields: the edge where what is typed becomes what is kept."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from lms.members.fields import FullNameField, PhoneField


def test_a_phone_field_keeps_e164():
    assert PhoneField().clean("0912.345.678") == "+84912345678"


def test_an_empty_login_phone_is_no_value_at_all():
    assert PhoneField(required=False, empty_value=None).clean("  ") is None


def test_a_required_phone_field_asks_for_the_number():
    with pytest.raises(ValidationError):
        PhoneField().clean("")


def test_the_field_says_why_a_number_is_refused():
    with pytest.raises(ValidationError, match="01"):
        PhoneField().clean("0168 234 5678")


def test_a_stored_number_is_offered_for_editing_as_one_writes_it():
    assert PhoneField().prepare_value("+84912345678") == "0912 345 678"


def test_what_was_typed_wrongly_is_shown_again_as_typed():
    assert PhoneField().prepare_value("+84 12") == "+84 12"
    assert PhoneField().prepare_value("+8412") == "+8412"


def test_another_spelling_of_the_same_number_is_no_change():
    field = PhoneField(required=False)
    assert not field.has_changed("+84912345678", "0912 345 678")
    assert field.has_changed("+84912345678", "0912 345 679")
    assert field.has_changed("+84912345678", "nonsense")


def test_a_name_is_normalised_but_not_respelled():
    typed = unicodedata.normalize("NFD", "  Thành viên   Hoà ")
    assert FullNameField().clean(typed) == "Thành viên Hoà"


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "\u0301", "ﬃ" * 60])
def test_a_name_that_cannot_be_found_or_kept_is_refused(typed):
    with pytest.raises(ValidationError):
        FullNameField().clean(typed)


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "dong-a.example/vay", "@mau", "Mẫu = 1", "Cô Mẫu!!!"])
def test_a_name_with_signs_of_no_name_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        FullNameField().clean(typed)
    assert refused.value.code == "invalid_name"


@pytest.mark.parametrize("typed", ["H'Hen Niê", "Y Bham Êban", "K’ Đô", "Ka-Hem", "Trần Văn A.", "Lê Thị Mẫu (Hai)"])
def test_signs_that_names_are_written_with_stay(typed):
    assert FullNameField().clean(typed) == typed


@pytest.mark.parametrize("typed", ["Nguyễn 😀", "សុខ ចាន់", "中文"])
def test_a_name_that_no_certificate_could_print_is_refused(typed):
    with pytest.raises(ValidationError) as refused:
        FullNameField().clean(typed)
    assert refused.value.code == "invalid_name"
