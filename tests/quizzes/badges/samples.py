"""Published documents, and badges to check, for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils import timezone

from quizzes.badges.credential import credential_of, signed_credential
from quizzes.badges.issuer import Issuer, as_json, current_issuer, own_methods
from quizzes.badges.proof import sign
from quizzes.badges.verify import Finding, check
from quizzes.management.commands.check_badge import own_list
from quizzes.models import Certificate
from tests.factories.certificates import CertificateFactory
from tests.factories.quizzes import CertificationFactory, QuizFactory

PUBLISHED = Path(__file__).parent / "published"


def published(name: str) -> Any:
    return json.loads((PUBLISHED / name).read_text("utf-8"))


def certificate(**fields: Any) -> Certificate:
    quiz = QuizFactory(key="vneid", title="Cài VNeID")
    rule = {"all": [{"quiz": quiz.key, "percent": 80}]}
    certification = CertificationFactory(key="giay-mau", rule=rule)
    return CertificateFactory(certification=certification, holder_name="Thành viên mẫu 01", **fields)


def issuer() -> Issuer:
    found = current_issuer()
    assert found
    return found


def badge(certificate: Certificate) -> dict[str, Any]:
    return signed_credential(certificate=certificate, issuer=issuer(), now=timezone.now())


def badge_saying(certificate: Certificate, **changes: Any) -> dict[str, Any]:
    """A badge of ours that we would not sign; None leaves a field out."""
    one = issuer()
    document = {name: value for name, value in (credential_of(certificate, one) | changes).items() if value is not None}
    return sign(document, key=one.key.private, method=one.method, created=timezone.now())


def checked(content: bytes | dict[str, Any], **changes: Any) -> Finding:
    """What checking says here and now, against this site's keys and lists."""
    options = {"methods": own_methods(), "get_list": own_list, "now": timezone.now()} | changes
    return check(content if isinstance(content, bytes) else as_json(content), **options)
