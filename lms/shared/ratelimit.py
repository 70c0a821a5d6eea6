"""Limits on how often one address may try something. Counted in the database, so that all workers agree."""

from __future__ import annotations

import datetime as dt
import ipaddress

from django.conf import settings
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac


class RateCount(models.Model):
    """Tries of one caller in one window. The caller is kept as a keyed digest, and rows are short-lived."""

    bucket = models.CharField(max_length=64)
    window = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="shared_ratecount_window", fields=["bucket", "window"])]

    def __str__(self) -> str:
        return f"{self.bucket[:8]} {self.window:%H:%M} {self.tries}"


def hit(*, name: str, caller: str, limit: int, minutes: int = 60) -> bool:
    """Counts one try; True while `caller` is within `limit` tries a window of `minutes`."""
    now = timezone.now()
    window = dt.datetime.fromtimestamp(now.timestamp() // (minutes * 60) * minutes * 60, tz=dt.UTC)
    # Keyed with our secret: an address cannot be found by trying them all.
    bucket = salted_hmac("lms.shared.ratelimit", f"{name}|{window:%Y%m%d%H%M}|{caller}", algorithm="sha256").hexdigest()
    _count, first = RateCount.objects.get_or_create(bucket=bucket, window=window)
    if first:  # sweeping reads the whole table, so a flood from one caller must not pay for it each time
        RateCount.objects.filter(window__lt=now - dt.timedelta(days=1)).delete()
    RateCount.objects.filter(bucket=bucket, window=window).update(tries=F("tries") + 1)
    return RateCount.objects.filter(bucket=bucket, window=window, tries__lte=limit).exists()


def client_address(request: HttpRequest) -> str:
    """The address the request came from, past as many proxies of ours as `LMS_PROXY_COUNT` says.

    Only the entries that those proxies wrote are believed: everything to their left is the caller's own claim.
    Of an IPv6 address the network, since one phone has a whole /64 of addresses to try from; "" when unknown.
    """
    trusted = settings.LMS_PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    told = hops[-trusted] if trusted and len(hops) >= trusted else ""
    return _network(told) or _network(request.META.get("REMOTE_ADDR", ""))


def _network(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(address.ipv4_mapped or ipaddress.IPv6Address(int(address) >> 64 << 64))
