"""Addresses of important changes that lead nowhere."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["lessons_confirm_publish", "lessons_make_important"])
@pytest.mark.parametrize("pk", [999, 10**30])
def test_a_lesson_that_is_not_there_is_not_found_however_large_its_number(client, name, pk):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse(name, args=[pk, 1])).status_code == 404
