"""Dates as people type them: the day first, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from django import forms
from django.utils import translation
from wagtail.admin.widgets import AdminDateInput


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["05/10/2026", "5/10/2026", "05-10-2026", "2026-10-05"])
def test_a_typed_date_has_the_day_first(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == dt.date(2026, 10, 5)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_editors_admin_offers_a_date_in_the_way_it_is_read(language):
    with translation.override(language):
        assert 'value="05/10/2026"' in AdminDateInput().render("day", dt.date(2026, 10, 5))
        assert forms.DateTimeField().clean("05/10/2026 08:30").month == 10
