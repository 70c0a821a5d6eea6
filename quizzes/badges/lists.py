"""The signed status lists of this site: which certificates are revoked.

Superseded and lapsed ones are not on them: they were rightly earned, and say themselves until when they hold.
"""

from __future__ import annotations

import datetime as dt
import hashlib

from django.core.cache import cache

from quizzes.models import Certificate

from .contexts import CREDENTIALS
from .credential import list_address
from .issuer import Issuer, as_json
from .proof import sign
from .status import PURPOSE, SIZE, packed

KEPT_SECONDS = 24 * 60 * 60


def status_list(*, issuer: Issuer, number: int, now: dt.datetime) -> bytes | None:
    """List `number`, signed; None when no certificate has a place in it yet.

    The same bytes for a day as long as nothing is revoked: it is kept under the hash of what it says.
    """
    newest = Certificate.objects.order_by("-pk").values_list("pk", flat=True).first()
    if newest is None or not 0 <= number <= newest // SIZE:
        return None
    address, bits = list_address(issuer, number), packed(_revoked(number, now))
    name = "badge-list-" + hashlib.sha256(f"{address} {issuer.method} {bits}".encode()).hexdigest()
    if kept := cache.get(name):
        return bytes(kept)
    made = _signed(issuer, address, bits, now)
    cache.set(name, made, KEPT_SECONDS)
    return made


def _revoked(number: int, now: dt.datetime) -> list[int]:
    """Places in the list; one query, of revoked certificates alone."""
    first = number * SIZE
    revoked = Certificate.objects.filter(pk__gte=first, pk__lt=first + SIZE, revoked_at__lte=now)
    return [pk - first for pk in revoked.order_by().values_list("pk", flat=True)]


def _signed(issuer: Issuer, address: str, bits: str, now: dt.datetime) -> bytes:
    document = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": now.astimezone(dt.UTC).replace(microsecond=0).isoformat(),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": bits,
        },
    }
    return as_json(sign(document, key=issuer.key.private, method=issuer.method, created=now))
