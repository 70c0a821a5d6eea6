"""Taking the name away: nobody can be found in what is left, and every count stays."""

import json

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log

from lessons.models import LessonProgress
from lms.members import consents
from lms.members.models import Consent, Erasure, Membership, User
from lms.members.own_data import NAMELESS, OwnDataError, anonymise, as_file
from lms.shared.pdf.store import current_store
from quizzes.attempts import start
from quizzes.badges.keys import make_key
from quizzes.certification import ledger
from quizzes.certification.recount import compare
from quizzes.certification.sheet import sheet_of
from quizzes.models import Attempt, Certificate, CertificateEvent
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import QuizFactory

from .test_own_data import learned

pytestmark = pytest.mark.django_db
NAME, USERNAME = "Nguyễn Thị Độc Nhất", "doc-nhat-01"
ERASE, SECRET = "/toi/du-lieu/xoa/", "mat-khau-thu"


@pytest.fixture
def member():
    phones = {"user__login_phone": "+84912345678", "user__contact_phone": "+84987654321"}
    return MembershipFactory(user__full_name=NAME, user__username=USERNAME, **phones).user


@pytest.fixture
def certificate(member):
    made = learned(member)
    CertificateEvent.objects.update(reason=f"Bà {NAME} học ở xã bên.")
    return made


def erased(member):
    return anonymise(user=member, why=Erasure.Why.ASKED)


def everything():
    """Every row of every table, as text."""
    for model in apps.get_models():
        yield from (f"{model.__name__} {row}" for row in model._base_manager.values())


def test_neither_name_nor_phone_nor_user_name_is_left_in_any_table(member, certificate):
    log(instance=member, action="wagtail.edit", user=UserFactory())
    consents.give(user=member, text=consents.ensure_text())
    traces = (NAME, USERNAME, "912345678", "987654321", "nguyen thi doc nhat")
    assert sum(trace in row for trace in traces for row in everything()) > 5
    erased(member)
    assert [row for row in everything() if any(trace in row for trace in traces)] == []


def test_counts_and_ledger_stay_equal_to_a_recount(member, certificate):
    today = timezone.localdate()
    before, attempts = ledger.counts_on(today), Attempt.objects.count()
    erased(member)
    assert ledger.counts_on(today) == before
    assert compare(certificate.certification).none
    assert (Attempt.objects.count(), Certificate.objects.count()) == (attempts, 1)
    assert LessonProgress.objects.filter(completed_at__isnull=False).count() == 1


def test_what_stays_of_progress_tells_days_alone(member, certificate):
    moments = [field.name for field in LessonProgress._meta.fields if isinstance(field, models.DateTimeField)]
    LessonProgress.objects.update(**dict.fromkeys(moments, timezone.now()))
    erased(member)
    left = LessonProgress.objects.values(*moments).get()
    assert {f"{timezone.localtime(moment):%H:%M:%S.%f}" for moment in left.values()} == {"00:00:00.000000"}


def test_marks_stay_and_what_is_not_finished_goes(member, certificate):
    start(member=member, quiz=QuizFactory(), now=timezone.now())
    mark = Attempt.objects.get(state="closed").mark
    erased(member)
    assert Attempt.objects.get().mark == mark


def test_the_check_page_answers_for_a_printed_code_without_a_name(member, certificate, client):
    erased(member)
    page = client.get(f"/kt/{certificate.code}/")
    assert page.status_code == 200
    assert "Người giữ đã yêu cầu xóa dữ liệu" in page.content.decode()
    assert NAME not in page.content.decode()
    assert f"{certificate.valid_until:%d/%m/%Y}" in page.content.decode()


def test_the_paper_and_the_badge_are_no_longer_made(member, certificate, admin_client, settings, tmp_path):
    settings.LMS_KEY_FOLDER = tmp_path / "keys"
    make_key(settings.LMS_KEY_FOLDER, now=timezone.now())
    paths = [
        reverse(f"quizzes:{name}", args=[certificate.code]) for name in ("certificate_pdf", "badge", "badge_picture")
    ]
    assert NAME in admin_client.get(paths[1]).content.decode()
    erased(member)
    assert [admin_client.get(path).status_code for path in paths] == [410, 410, 410]


def test_sheets_kept_on_disk_are_forgotten(member, certificate, django_capture_on_commit_callbacks):
    store, sheet = current_store(), sheet_of(certificate)
    name = f"{sheet.digest()}{sheet.mark}.pdf"
    store.put(name, b"%PDF")
    store.put("a" * 64 + ".pdf", b"%PDF")
    with django_capture_on_commit_callbacks(execute=True):
        erased(member)
    assert store.get(name) is None
    assert store.get("a" * 64 + ".pdf")


def test_memberships_end_today(member):
    MembershipFactory(user=member, valid_from=timezone.localdate())  # begun today: it never was
    erased(member)
    assert [row.valid_to for row in Membership.objects.filter(user=member)] == [timezone.localdate()]


def test_consents_end_and_stay_as_proof(member):
    consents.give(user=member, text=consents.ensure_text())
    erased(member)
    assert Consent.objects.get().withdrawn_at is not None


def test_done_twice_it_is_done_once(member):
    assert erased(member) == erased(member)


def test_staff_cannot_be_erased(member):
    member.groups.add(Group.objects.get(name="Editors"))
    with pytest.raises(OwnDataError):
        erased(member)
    assert User.objects.get(pk=member.pk).full_name == NAME


# --- by oneself -------------------------------------------------------------------------------------
def test_it_takes_the_password_and_ends_every_session(member, client):
    client.force_login(member)
    other = type(client)()
    other.force_login(member)
    assert client.post(ERASE, {"password": SECRET}).url == "/toi/du-lieu/da-xoa/"
    assert client.get("/toi/du-lieu/da-xoa/").status_code == 200
    assert other.get("/toi/du-lieu/").status_code == 302
    stored = User.objects.get(pk=member.pk)
    assert (stored.full_name, stored.is_active, stored.has_usable_password()) == (NAMELESS, False, False)


def test_nobody_signs_in_to_it_again(member, client):
    erased(member)
    page = client.post("/dang-nhap/", {"username": USERNAME, "password": SECRET})
    assert page.status_code == 200
    assert page.context["form"].errors


@pytest.mark.parametrize("password", ["", "sai-mat-khau"])
def test_without_the_password_nothing_happens(member, client, password):
    client.force_login(member)
    assert client.post(ERASE, {"password": password}).context["form"].errors
    assert User.objects.get(pk=member.pk).full_name == NAME


def test_a_pin_is_taken_as_it_is_spoken(member, client):
    member.set_pin("482915")
    member.save()
    client.force_login(member)
    assert client.post(ERASE, {"password": "482 915"}).status_code == 302


def test_guessing_the_password_here_is_limited(member, client, settings):
    settings.LMS_SIGN_IN_TRIES = 2
    client.force_login(member)
    assert [client.post(ERASE, {"password": "sai"}).status_code for _ in range(3)] == [200, 200, 429]
    assert client.post(ERASE, {"password": SECRET}).status_code == 429


def test_opening_the_page_erases_nothing_and_says_what_stays(member, client):
    client.force_login(member)
    page = client.get(ERASE)
    assert "certificates" in [part.name for part in page.context["stays"]]
    assert not Erasure.objects.exists()


def test_staff_read_why_they_cannot(member, client):
    member.groups.add(Group.objects.get(name="Editors"))
    client.force_login(member)
    page = client.post(ERASE, {"password": SECRET})
    assert page.context["why_not"]
    assert "password" not in page.content.decode()
    assert not Erasure.objects.exists()


def test_the_last_leader_is_told_and_may_go(member, client):
    Membership.objects.update(role=Membership.Role.LEADER)
    client.force_login(member)
    assert client.get(ERASE).context["leads_alone"]
    MembershipFactory(team=Membership.objects.get().team, role=Membership.Role.DEPUTY)
    assert not client.get(ERASE).context["leads_alone"]
    assert client.post(ERASE, {"password": SECRET}).status_code == 302


def test_every_table_that_names_a_member_is_told_to_the_registry():
    """A new one has to be shown, given along and made nameless: register it and add it here."""
    known = {
        *("Consent.user", "Consent.recorded_by", "Erasure.user", "Membership.user", "Remit.user"),
        *("PinIssue.member", "PinIssue.issued_by", "SignInCode.user", "SignInTries.user", "SheetImprint.changed_by"),
        *("DoorTally.member", "TallyPress.member"),
        *("LessonProgress.member", "PrintPack.created_by", "Milestone.member", "Attempt.member", "Attempt.keyed_by"),
        *("Attempt.confirmed_by", "Certificate.member", "CertificateEvent.actor", "CertificationVersion.made_by"),
        *("Regrade.actor", "LessonChange.actor", "LessonChange.called_off_by"),
        *("Approval.approved_by", "Approval.ended_by", "ScriptVersion.withdrawn_by", "Recording.added_by"),
        *("Airing.recorded_by", "Notice.created_by", "Bulletin.created_by", "StationToken.created_by"),
    }
    ours = [apps.get_app_config(name).get_models() for name in ("members", "shared", "lessons", "quizzes")]
    named = {
        f"{model.__name__}.{field.name}"
        for found in ours
        for model in found
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }
    assert named == known


def test_the_file_of_the_rows_left_names_nobody(member, certificate):
    erased(member)
    content = as_file(User.objects.get(pk=member.pk), timezone.now()).decode()
    assert NAME not in content
    assert json.loads(content)["account"][0]["full_name"] == NAMELESS
