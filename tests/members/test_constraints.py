"""Every invariant of the members' tables, broken once. Periods that overlap: tests/shared/test_periods.py."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from lms.members.models import (
    Consent,
    ConsentText,
    Erasure,
    FormerCommune,
    PinIssue,
    Remit,
    SignInCode,
    SignInTries,
    Unit,
    UnitEvent,
    UnitEventPart,
)
from tests.factories.members import (
    LONG_AGO,
    CommuneFactory,
    MembershipFactory,
    ProvinceFactory,
    SheetImprintFactory,
    TeamFactory,
    UnitNameFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def consent_text(**values):
    return ConsentText.objects.create(**{"version": 1, "text": "Chúng tôi giữ họ tên.", "published_at": NOW, **values})


def consent(**values):
    text = ConsentText.objects.first() or consent_text()
    return Consent.objects.create(**{"text": text, "channel": "web", "given_at": NOW, **values})


def event(kind="merge"):
    return UnitEvent.objects.create(kind=kind, effective_on=LONG_AGO, source="Nghị quyết mẫu")


def twice(make, **values):
    make(**values)
    make(**values)


def former(unit):
    FormerCommune.objects.create(
        former_code="00001", former_name="Xã Mẫu", former_district="Huyện Mẫu", former_province="Tỉnh Mẫu", unit=unit
    )


def part(**values):
    return UnitEventPart.objects.create(**values)


BREACHES = {
    "members_user_login_phone": lambda: UserFactory(login_phone="0912 345 678"),
    "members_user_full_name": lambda: UserFactory(full_name="  "),
    "members_consenttext_version": lambda: consent_text(version=0),
    "members_consent_open": lambda: twice(consent, user=UserFactory()),
    "members_consent_period": lambda: consent(user=UserFactory(), withdrawn_at=NOW - dt.timedelta(seconds=1)),
    "members_consent_channel": lambda: consent(user=UserFactory(), channel="sms"),
    "members_erasure_why": lambda: Erasure.objects.create(user=UserFactory(), erased_at=NOW, why="bored"),
    "erasure.user": lambda: twice(Erasure.objects.create, user=UserFactory(), erased_at=NOW, why="asked"),
    "members_pinissue_way": lambda: PinIssue.objects.create(member=UserFactory(), issued_at=NOW, way="sms"),
    "members_signintries_of_one": lambda: SignInTries.objects.create(last_at=NOW),
    "signintries.user": lambda: twice(SignInTries.objects.create, user=UserFactory(), last_at=NOW),
    "signintries.digest": lambda: twice(SignInTries.objects.create, digest="a", last_at=NOW),
    "signincode.digest": lambda: twice(SignInCode.objects.create, user=UserFactory(), digest="a", expires_at=NOW),
    "members_unit_level": lambda: Unit.objects.create(level="huyen"),
    "members_unitname_period": lambda: UnitNameFactory(kind="tinh", valid_to=LONG_AGO),
    "members_unitname_open_code": lambda: twice(UnitNameFactory, kind="tinh", code="96"),
    "members_unitname_open_unit": lambda: UnitNameFactory(unit=ProvinceFactory(), kind="tinh"),
    "members_unitname_kind": lambda: UnitNameFactory(kind="huyen", parent=ProvinceFactory()),
    "members_unitname_parent": lambda: UnitNameFactory(kind="xa", parent=None),
    "members_unitevent_kind": lambda: event("abolish"),
    "members_uniteventpart_once": lambda: twice(part, event=event(), unit=ProvinceFactory(), side="before"),
    "members_uniteventpart_side": lambda: part(event=event(), unit=ProvinceFactory(), side="left"),
    "members_formercommune_once": lambda: twice(former, unit=CommuneFactory()),
    "members_village_period": lambda: VillageFactory(valid_to=LONG_AGO - dt.timedelta(days=1)),
    "members_village_kind": lambda: VillageFactory(kind="huyen"),
    "members_team_level_has_village": lambda: TeamFactory(village=None),
    "members_team_period": lambda: TeamFactory(closed_on=LONG_AGO),
    "members_team_one_a_commune": lambda: twice(TeamFactory, level="commune", village=None, commune=CommuneFactory()),
    "members_team_one_a_village": lambda: twice(
        lambda village: TeamFactory(commune=village.commune, village=village), village=VillageFactory()
    ),
    "members_remit_once": lambda: twice(Remit.objects.create, user=UserFactory(), unit=CommuneFactory()),
    "members_membership_period": lambda: MembershipFactory(valid_to=LONG_AGO),
    "members_membership_open": lambda: twice(MembershipFactory, user=UserFactory(), team=TeamFactory()),
    "members_membership_role": lambda: MembershipFactory(role="chief"),
    "members_sheetimprint_one_place": lambda: SheetImprintFactory(unit=CommuneFactory()),
    "sheetimprint.team": lambda: twice(SheetImprintFactory, team=TeamFactory()),
    "sheetimprint.unit": lambda: twice(SheetImprintFactory, team=None, unit=CommuneFactory()),
    "user.username": lambda: twice(UserFactory, username="apmau01"),
    "user.login_phone": lambda: twice(UserFactory, login_phone="+84912345678"),
    "consenttext.version": lambda: twice(consent_text),
}


def declared():
    """Every constraint and unique field that the models of the app declare."""
    for model in apps.get_app_config("members").get_models():
        yield from (constraint.name for constraint in model._meta.constraints)
        for field in model._meta.local_fields:
            if isinstance(field, models.Field) and field.unique and not field.primary_key:
                yield f"{model._meta.model_name}.{field.name}"


def test_every_constraint_is_broken_below():
    assert set(BREACHES) == set(declared())


@pytest.mark.parametrize("name", BREACHES)
def test_the_database_refuses_what_breaks_it(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        BREACHES[name]()


@pytest.mark.parametrize("name", [name for name in BREACHES if name.rpartition("_")[2] not in ("once", "open")])
def test_it_is_this_very_constraint_that_refuses(name):
    """SQLite names the constraint of a check and the column of a unique index; PostgreSQL always the constraint."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREACHES[name]()
    model, _dot, field = name.partition(".")
    hints = [name, f"members_{model}.{field}", f"members_{model}_{field}"]
    if "_open_" in name or "_one_a_" in name:
        table, column = name.split("_")[1], name.rpartition("_")[2]
        hints += [f"members_{table}.{column}", f"members_{table}.{column}_id"]
    assert any(hint in str(refused.value) for hint in hints)


def test_words_on_sheets_belong_to_a_place():
    with pytest.raises(IntegrityError, match="members_sheetimprint_one_place"), transaction.atomic():
        SheetImprintFactory(team=None)


# --- what must stay allowed ---------------------------------------------------------------------------
def test_a_family_may_share_a_contact_phone():
    first, second = (UserFactory(contact_phone="+84912345678") for _ in range(2))
    assert first.contact_phone == second.contact_phone


def test_many_members_have_no_phone_to_sign_in_with():
    assert UserFactory(login_phone=None).pk != UserFactory(login_phone=None).pk


def test_a_code_may_name_another_unit_at_another_time():
    old = UnitNameFactory(kind="tinh", code="96", valid_to=dt.date(2026, 1, 1))
    new = UnitNameFactory(kind="tinh", code="96", valid_from=dt.date(2026, 1, 1))
    assert old.unit_id != new.unit_id


def test_a_closed_team_leaves_room_for_a_new_one():
    commune = CommuneFactory()
    TeamFactory(level="commune", village=None, commune=commune, closed_on=dt.date(2026, 1, 1))
    assert TeamFactory(level="commune", village=None, commune=commune, founded_on=dt.date(2026, 1, 1)).pk


def test_consent_may_be_given_again_after_it_was_withdrawn():
    user = UserFactory()
    consent(user=user, withdrawn_at=NOW)
    assert consent(user=user).withdrawn_at is None


def test_names_are_kept_in_nfc_with_their_keys():
    user = UserFactory(full_name="Ðặng  Thị A\u0301nh")
    assert user.full_name == "Đặng Thị Ánh"
    assert user.search_key == "dang thi anh"
