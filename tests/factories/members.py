from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from lms.members.models import Membership, SheetImprint, Team, Unit, UnitName, User, Village

LONG_AGO = dt.date(2025, 7, 1)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"thanhvien{n:03}")
    full_name = factory.Sequence(lambda n: f"Thành viên mẫu {n:02}")
    password = factory.django.Password("mat-khau-thu")


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    level = Unit.Level.PROVINCE
    name = factory.RelatedFactory(
        "tests.factories.members.UnitNameFactory", factory_related_name="unit", kind="tinh", parent=None
    )


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Unit
        skip_postgeneration_save = True

    class Params:
        parent = factory.SubFactory(ProvinceFactory)

    level = Unit.Level.COMMUNE

    @factory.post_generation
    def name(self, create, extracted, **kwargs):
        kwargs.setdefault("parent", kwargs.pop("province", None) or ProvinceFactory())
        UnitNameFactory(unit=self, **({"name": extracted} if extracted else {}), **kwargs)


class UnitNameFactory(DjangoModelFactory):
    class Meta:
        model = UnitName

    unit = factory.SubFactory(ProvinceFactory, name=None)
    code = factory.Sequence(lambda n: f"T{n:05}")
    name = factory.Sequence(lambda n: f"Mẫu {n:02}")
    kind = UnitName.Kind.COMMUNE
    parent = None
    valid_from = LONG_AGO


class VillageFactory(DjangoModelFactory):
    class Meta:
        model = Village

    commune = factory.SubFactory(CommuneFactory)
    kind = Village.Kind.AP
    name = factory.Sequence(lambda n: f"Mẫu {n:02}")
    valid_from = LONG_AGO


class TeamFactory(DjangoModelFactory):
    """A village team; `TeamFactory(level="commune", village=None)` is a commune's."""

    class Meta:
        model = Team

    level = Team.Level.VILLAGE
    commune = factory.SubFactory(CommuneFactory)
    village = factory.SubFactory(VillageFactory, commune=factory.SelfAttribute("..commune"))
    founded_on = LONG_AGO


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    role = Membership.Role.MEMBER
    valid_from = LONG_AGO


class SheetImprintFactory(DjangoModelFactory):
    """A village team's words; `SheetImprintFactory(team=None, unit=commune)` are a commune's."""

    class Meta:
        model = SheetImprint

    team = factory.SubFactory(TeamFactory)
    unit = None
