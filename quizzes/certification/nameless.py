"""Certificates whose holder's name was taken away: the code still answers, the counts still stand."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lms.members.models import Erasure, User
from lms.shared.pdf.store import current_store
from quizzes.models import Certificate, CertificateEvent

from .sheet import PERSONAL

# Content, as it stands where the name stood.
WORDS = {
    Erasure.Why.ASKED: "Người giữ đã yêu cầu xóa dữ liệu",
    Erasure.Why.INACTIVE: "Tên người giữ đã được xóa sau nhiều năm không dùng",
}
_NAMELESS = frozenset(WORDS.values())


def is_nameless(certificate: Certificate) -> bool:
    return certificate.holder_name in _NAMELESS


def take_name_away(user: User, now: dt.datetime, why: str) -> None:
    """Name and team go from the papers, from what staff wrote about them, and from the sheets kept on disk; code,
    dates, state and commune stay, so that ledger and recount agree as before."""
    papers = Certificate.objects.filter(member=user)
    names = {user.full_name, *papers.values_list("holder_name", flat=True)}
    papers.update(holder_name=WORDS[Erasure.Why(why)], team_name="")
    for event in CertificateEvent.objects.filter(certificate__member=user).exclude(reason=""):
        for name in names:
            event.reason = event.reason.replace(name, "…")
        event.save(update_fields=["reason"])
    transaction.on_commit(_forget_sheets)


def _forget_sheets() -> None:
    """Sheets with names on them, of everybody: which of them hold this one, their digests do not tell."""
    if store := current_store():
        store.forget(PERSONAL)
