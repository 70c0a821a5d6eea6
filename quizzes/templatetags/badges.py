"""Whether a certificate has a badge to offer."""

from __future__ import annotations

import logging

from django import template
from django.core.exceptions import ImproperlyConfigured

from quizzes.badges.issuer import current_issuer
from quizzes.badges.keys import BadKey
from quizzes.models import Certificate

log = logging.getLogger(__name__)
register = template.Library()


@register.filter
def has_badge(certificate: Certificate) -> bool:
    """Not while it waits, not once it is revoked, and for none while the site has no key."""
    if certificate.counts_from is None or certificate.revoked_at:
        return False
    try:
        return current_issuer() is not None
    except (BadKey, ImproperlyConfigured):  # that must not keep anyone from the paper
        log.exception("badges are not offered")
        return False
