"""A certificate as an OpenBadgeCredential (Open Badges 3.0 over Verifiable Credentials 2.0).

It says no more than the check page. The holder is named as on the paper: members need no e-mail address here, so there
is none to hash, and a name is what whoever sees the badge can compare.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from quizzes.certification.sheet import code_of
from quizzes.models import Certificate

from .contexts import CREDENTIALS, OPEN_BADGES
from .criteria import narrative_of
from .issuer import Issuer
from .proof import sign
from .status import PURPOSE, place

# Never "Certification": the paper says itself that it is none.
ACHIEVEMENT_TYPE = "CertificateOfCompletion"
NIGHT = dt.time(23, 59, 59)  # the last day counts whole


def signed_credential(*, certificate: Certificate, issuer: Issuer, now: dt.datetime) -> dict[str, Any]:
    document = credential_of(certificate, issuer)
    return sign(document, key=issuer.key.private, method=issuer.method, created=now)


def credential_of(certificate: Certificate, issuer: Issuer) -> dict[str, Any]:
    """Not signed yet. Reads `certificate.version` and `certificate.certification`."""
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": settings.LMS_PUBLIC_URL + reverse("quizzes:check_code", args=[code_of(certificate)]),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": issuer.profile,
        "awardedDate": _moment(certificate.awarded_on),
        "validFrom": _moment(certificate.counts_from or certificate.awarded_on),
        "validUntil": _moment(certificate.valid_until, NIGHT),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [_holder(certificate)],
            "achievement": _achievement(certificate),
        },
        "credentialStatus": status_entry(certificate, issuer),
    }


def status_entry(certificate: Certificate, issuer: Issuer) -> dict[str, str]:
    number, index = place(certificate.pk)
    address = list_address(issuer, number)
    return {
        "id": f"{address}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def list_address(issuer: Issuer, number: int) -> str:
    return settings.LMS_PUBLIC_URL + reverse("quizzes:badge_status", args=[issuer.slug, number])


def _holder(certificate: Certificate) -> dict[str, Any]:
    name = certificate.holder_name
    return {"type": "IdentityObject", "hashed": False, "identityType": "name", "identityHash": name}


def _achievement(certificate: Certificate) -> dict[str, Any]:
    name = f"{certificate.certification.key}-{certificate.version.number}"
    return {
        "id": f"{settings.LMS_PUBLIC_URL}{reverse('quizzes:check')}#{name}",
        "type": ["Achievement"],
        "achievementType": ACHIEVEMENT_TYPE,
        "name": certificate.title,
        "description": f"Khóa tự học: {certificate.course}. {certificate.small_print}".strip(),
        "criteria": {"narrative": narrative_of(certificate.version)},
        "inLanguage": "vi",
    }


def _moment(day: dt.date, time: dt.time = dt.time()) -> str:
    return dt.datetime.combine(day, time, timezone.get_default_timezone()).isoformat()
