"""Finding members by what one types: part of a name with or without marks, a user name, a phone number."""

from __future__ import annotations

import re
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from lms.shared.vietnamese import fold

M = TypeVar("M", bound=Model)


def matching(queryset: QuerySet[M], text: str, *, prefix: str = "") -> QuerySet[M]:
    """The rows whose user holds every word of `text`; `prefix` leads to the user ("user__")."""
    phone = re.sub(r"\D", "", text)
    by_phone = Q()
    if len(phone) >= 4 and not re.search(r"[^\W\d]", text):
        digits = re.sub(r"^(?:0084|84|0)", "", phone)  # stored as +84...
        by_phone = Q(**{f"{prefix}login_phone__contains": digits}) | Q(**{f"{prefix}contact_phone__contains": digits})
    by_name = Q()
    for word in fold(text).split():
        by_name &= Q(**{f"{prefix}search_key__contains": word}) | Q(**{f"{prefix}username__icontains": word})
    return queryset.filter(by_name | by_phone) if by_name else queryset.none()
