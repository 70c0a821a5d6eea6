"""Certificates as `quizzes.certification.award` leaves them: with the version, the dates, the event and the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from lms.members.models import User
from quizzes.certification import ledger
from quizzes.certification.dates import dates_of
from quizzes.certification.versions import standing_version
from quizzes.models import Certificate, CertificateEvent
from tests.factories.members import UserFactory
from tests.factories.quizzes import CertificationFactory


class CertificateFactory(DjangoModelFactory):
    """`CertificateFactory(member=..., awarded_on=..., valid_until=...)`; days not given follow from the terms of the
    certification. `recorded=False` leaves out the event and the ledger, for tests of constraints."""

    class Meta:
        model = Certificate
        skip_postgeneration_save = True

    member: User = factory.SubFactory(UserFactory)
    certification = factory.SubFactory(CertificationFactory)
    code = factory.Sequence(lambda n: f"MA{n:06}")
    holder_name = factory.LazyAttribute(lambda made: made.member.full_name)
    title = factory.LazyAttribute(lambda made: made.certification.title)
    course = factory.LazyAttribute(lambda made: made.certification.course)
    small_print = factory.LazyAttribute(lambda made: made.certification.small_print)
    evidence = factory.LazyFunction(list)
    awarded_on = factory.LazyFunction(timezone.localdate)
    valid_until = factory.LazyAttribute(lambda made: made.awarded_on + dt.timedelta(days=365))
    counts_from = factory.SelfAttribute("awarded_on")
    due_on = factory.LazyAttribute(
        lambda made: max(made.awarded_on, made.valid_until - dt.timedelta(days=made.certification.renew_days - 1))
    )
    lapses_on = factory.LazyAttribute(
        lambda made: made.valid_until + dt.timedelta(days=made.certification.grace_days + 1)
    )
    version = factory.LazyAttribute(lambda made: standing_version(certification=made.certification, now=timezone.now()))

    @factory.post_generation
    def recorded(self: Any, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if extracted is False:
            return
        noon = timezone.make_aware(dt.datetime.combine(self.awarded_on, dt.time(12)))
        CertificateEvent.objects.create(
            certificate=self, kind="awarded", effective_at=noon, recorded_at=noon, unit=self.unit
        )
        ledger.post(certificate=self, before=None, now=dates_of(self))
