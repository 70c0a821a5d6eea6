"""Sign-in cards: a QR code that fills in the user name, and where new PINs were made, the PIN on a half to tear off.

A sheet is content, so its words are Vietnamese.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from lms.members.models import User
from lms.members.pins import spaced
from lms.members.views import NAME
from lms.shared.pdf import Sheet

from .card_document import A_PAGE, CARDS, CardDocument, CardsDocument


def cards_sheet(
    members: Sequence[User], *, team_name: str, on: dt.date, pins: Mapping[User, str] | None = None
) -> Sheet:
    """With `pins` the caller must draw it without keeping it: `sheet.pdf(keep=False)`."""
    pins = pins or {}
    door = reverse("members:sign_in")
    document = CardsDocument(
        site_name=settings.LMS_SITE_NAME,
        title=f"Thẻ đăng nhập: {team_name}",
        address=(settings.LMS_PUBLIC_URL + door).partition("://")[2],
        made_on=f"{on:%d/%m/%Y}",
        cards=tuple(
            CardDocument(
                name=member.full_name,
                short_name=member.get_short_name(),
                username=member.username,
                url=f"{settings.LMS_PUBLIC_URL}{door}?{urlencode({NAME: member.username})}",
                pin=spaced(pins[member]) if member in pins else "",
            )
            for member in members
        ),
    )
    return Sheet(CARDS, document, parts=-(-len(members) // A_PAGE))
