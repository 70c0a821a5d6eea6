"""From the trainer to the loudspeaker: published, approved, read without scripts, seen by the officer."""

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import tokens
from lessons.models import Airing, Approval, RadioScriptPage, ScriptVersion, StationToken
from lms.members.groups import APPROVER, OFFICER, PUBLISHER, ensure_groups
from lms.members.models import Remit
from tests.factories.lessons import AppPageFactory, block
from tests.factories.members import UserFactory
from tests.factories.radio import StationFactory

from .test_accessibility import sign_in

TITLE, MUST_SAY = "Giữ kín mã xác thực", "Không đọc mã xác thực cho ai."


@pytest.fixture
def station(transactional_db):
    return StationFactory(filled=True)


@pytest.fixture
def draft(station):
    parts = [
        block("greeting", {"lines": ["{lời chào}", "Kính thưa quý vị và bà con."]}),
        block("content", {"lines": ["Mã xác thực là chìa khóa của riêng bà con."]}),
        block("warning", {"lines": [MUST_SAY]}),
        block("repeat", {"lines": ["Xin nhắc lại, bà con giữ kín mã xác thực."]}),
    ]
    page = RadioScriptPage(title=TITLE, slug="giu-kin", key="giu-kin", cues=parts, live=False)
    AppPageFactory().add_child(instance=page)
    page.save_revision()
    return page


def staff(group, *units):
    user = UserFactory()
    user.groups.add(ensure_groups()[group])
    for unit in units:
        Remit.objects.create(user=user, unit=unit)
    return user


def test_a_script_goes_from_the_trainer_to_the_loudspeaker_and_into_the_officers_view(open_page, station, draft):
    _row, secret = tokens.make(station=station, kind=StationToken.Kind.LINK, by=None, now=timezone.now())
    link = reverse("loudspeaker:today", args=[secret])

    trainer = open_page(width=1280, height=1000)
    sign_in(trainer, staff(PUBLISHER))
    trainer.goto(reverse("wagtailadmin_pages:edit", args=[draft.pk]))
    trainer.locator(".w-dropdown-button [data-w-dropdown-target='toggle']").first.click()
    with trainer.expect_navigation():
        trainer.locator("button[name=action-publish]").click()
    version = ScriptVersion.objects.get(script_key="giu-kin")

    announcer = open_page(scripts=False)
    announcer.goto(link)
    assert TITLE not in announcer.content()  # nobody of the commune has approved it

    approver = open_page(scripts=False)
    sign_in(approver, staff(APPROVER, station.unit))
    approver.goto(reverse("desk:review", args=[station.pk, "giu-kin"]))
    with approver.expect_navigation():
        approver.locator("main button[name=act][value=approve]").click()
    assert Approval.objects.standing().get().version == version

    announcer.goto(link)
    announcer.get_by_role("link", name=TITLE).click()
    assert MUST_SAY in announcer.locator("textarea").input_value()
    assert (
        announcer.get_by_text("Sao chép", exact=True).locator("visible=true").count() == 1
    )  # the link to the box alone
    assert station.greeting in announcer.locator("main").inner_text()
    with announcer.expect_navigation():
        announcer.locator("main button[name=gio]").click()
    row = Airing.objects.get()
    assert f"{timezone.localtime(row.recorded_at):%H:%M}" in announcer.locator("main li").inner_text()

    officer = open_page()
    sign_in(officer, staff(OFFICER))
    officer.goto(f"{reverse('office:airings')}?thang={row.day:%Y-%m}")
    assert officer.get_by_role("row", name=TITLE).is_visible()
    officer.get_by_role("link", name="Mẫu").first.click()
    assert TITLE in officer.locator("main table").inner_text()
