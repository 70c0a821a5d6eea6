"""The starter course with a station, a team and officers, each of them having done what a page shows."""

from __future__ import annotations

import datetime as dt
import io
from copy import deepcopy
from types import SimpleNamespace
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from lessons.broadcast import airing, bulletins, recordings, tokens, withdrawal
from lessons.broadcast.versions import record_missing
from lessons.models import CoursePage, DoorTally, LessonPage, ScriptVersion, Station, StationToken
from lessons.packs.loader import STARTER, load, load_terms
from lessons.printing.bulk.ordering import order_pack
from lessons.printing.catalogue import KINDS
from lessons.progress.services import finished
from lms.members.consents import ensure_text
from lms.members.demo import COMMUNE_CODE, ensure_demo_accounts
from lms.members.models import Consent, Team, Unit, User
from lms.setup.demo_station import ensure_demo_station
from lms.setup.permissions import ensure_permissions
from lms.shared.screens.models import Screen
from quizzes import attempts
from quizzes.models import Attempt, PaperForm, Quiz
from quizzes.paper import keying
from quizzes.paper.forms import questions_on, remembered
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import AppPageFactory, LessonPageFactory, step
from tests.factories.members import CommuneFactory, MembershipFactory, TeamFactory, UserFactory, VillageFactory
from tests.factories.quizzes import PICTURE_TAP, SPECS, CertificationFactory, QuestionVersionFactory, QuizFactory
from tests.factories.radio import AnnouncerFactory, ApprovalFactory, NoticeFactory, StationFactory
from tests.lessons.broadcast.sounds import upload

PASSWORD = "mat-khau-thu"
DAY = dt.timedelta(days=1)


def people() -> SimpleNamespace:
    """The demo accounts by user name, with all that the others need: units, course, permissions."""
    commune = CommuneFactory(name="Thới Bình", name__code=COMMUNE_CODE)
    ensure_text()
    load_terms()
    load(STARTER)
    record_missing()
    ensure_permissions(CoursePage.objects.get())
    ensure_demo_accounts(PASSWORD)
    ensure_demo_station()
    made = {user.username: user for user in User.objects.all()}
    team = Team.objects.get(memberships__user=made["totruong"])
    return SimpleNamespace(commune=commune, team=team, **made)


def changed(site: SimpleNamespace) -> None:
    """Lessons that a member has learned, changed since; and one that was taken off."""
    lesson = LessonPage.objects.get(key="cai-vneid-muc-1")
    finished(member=site.thanhvien01, lesson=lesson)
    draft = lesson.get_latest_revision_as_object()
    steps = deepcopy(list(draft.body.raw_data))
    steps[1]["value"]["title"] += " ngay"
    draft.body = steps
    draft.save_revision().publish()
    site.taken_off = LessonPage.objects.get(key="dung-tien-di-dong")
    site.taken_off.unpublish()


def pictured(site: SimpleNamespace) -> None:
    """A lesson with a screenshot on it."""
    file = io.BytesIO()
    Image.new("RGB", (720, 1280), "#cde").save(file, "WEBP")
    marks = [{"id": "nut", "label": "Nút Gửi", "x": 20, "y": 80, "w": 60, "h": 10}]
    screen = Screen.objects.create(
        key="mau/anh", title="Ảnh", kind="picture", alt="Màn hình mẫu", marks=marks,
        picture=ContentFile(file.getvalue(), "mau.webp"),
    )  # fmt: skip
    app = AppPageFactory(title="Ứng dụng có ảnh chụp")
    body = [step("mot"), step("hai", screen=screen, target="nut")]
    site.pictured = LessonPageFactory(parent=app, title="Bài có ảnh chụp", key="bai-co-anh", body=body)


def learned(site: SimpleNamespace) -> None:
    """A member who has taken quizzes, and holds certificates in every state."""
    now, member = timezone.now(), site.thanhvien01
    site.quiz = Quiz.objects.get(key="vneid")
    site.passed = _handed_in(member, site.quiz)
    site.running = attempts.start(member=member, quiz=Quiz.objects.get(key="tra-tien-qr"), now=now)
    site.told_quiz = QuizFactory(key="biet-ngay", title="Biết đúng sai ngay", feedback="immediate", questions=2)
    site.told = attempts.start(member=member, quiz=site.told_quiz, now=now)
    _answer(site.told, 1, {"choices": ["b"]})
    site.kinds = _every_kind(member)
    today = timezone.localdate()
    rule = {"all": [{"quiz": "vneid", "percent": 1}]}
    due, waits = CertificationFactory(rule=rule), CertificationFactory(rule=rule, needs_confirmation=True)
    site.certificate = CertificateFactory(member=member, code="ABCDEFGH")
    site.due = CertificateFactory(
        member=member, certification=due, awarded_on=today - 360 * DAY, valid_until=today + 5 * DAY
    )
    CertificateFactory(member=member, certification=waits, counts_from=None)
    lesson = LessonPage.objects.get(key="cai-vneid-muc-1")
    DoorTally.objects.create(
        member=member, team=site.team, app_key=lesson.app.key, day=today, outcome="can-giup", count=3
    )


def _answer(attempt: Attempt, position: int, response: dict[str, object]) -> None:
    attempts.save_answer(
        attempt=attempt, position=position, response=response, idempotency_key=uuid4(), now=timezone.now()
    )


def _handed_in(member: User, quiz: Quiz) -> Attempt:
    attempt = attempts.start(member=member, quiz=quiz, now=timezone.now())
    for item in attempt.items.select_related("version"):
        if item.version.kind == "single":
            _answer(attempt, item.position, {"choices": [item.version.spec["choices"][0]["key"]]})
    return attempts.close(attempt=attempt, now=timezone.now())


def _every_kind(member: User) -> Attempt:
    """An attempt at a practice quiz with a question of every kind."""
    quiz = QuizFactory(key="moi-kieu", title="Mỗi kiểu một câu", questions=0, shuffle=False, practice=True)
    for position, (kind, spec) in enumerate([*SPECS.items(), ("tap", PICTURE_TAP)], start=1):
        quiz.items.create(question=QuestionVersionFactory(kind=kind, spec=spec).question, position=position)
    return attempts.start(member=member, quiz=quiz, now=timezone.now())


def led(site: SimpleNamespace) -> None:
    """A leader with members, and their sheets on paper; and one who leads two teams."""
    members = [MembershipFactory(team=site.team, user=UserFactory(full_name=f"Tổ viên {n}")).user for n in (1, 2, 3)]
    text = ensure_text()
    for user in (site.totruong, site.thanhvien01, *members[1:]):
        Consent.objects.create(user=user, text=text, channel="web", given_at=text.published_at)
    site.unasked, site.keyed_in, site.empty = members
    site.form = _form(site.quiz)
    responses = {
        item.position: {"choices": [item.version.spec["choices"][0]["key"]]}
        for item in site.form.items.select_related("version")
        if item.version.kind == "single"
    }
    keying.key_in(
        member=site.keyed_in, form=site.form, responses=responses, by=site.totruong, now=timezone.now(), seen=""
    )
    site.two_teams = UserFactory(full_name="Tổ trưởng hai tổ")
    village = VillageFactory(commune=site.commune)
    for team in (site.team, TeamFactory(commune=site.commune, village=village)):
        MembershipFactory(team=team, user=site.two_teams, role="leader", valid_from=team.founded_on)


def _form(quiz: Quiz) -> PaperForm:
    return remembered(quiz=quiz, versions=questions_on(quiz, 1), number=1)


def on_air(site: SimpleNamespace) -> None:
    """A station with texts in every state, a bulletin, a log, and its secret addresses."""
    now, today = timezone.now(), timezone.localdate()
    site.station = station = Station.objects.get()
    site.announcer = AnnouncerFactory(station=station)
    apps = ("vneid", "tra-tien-qr", "cong-dich-vu-cong")
    first, site.withdrawn, site.new_script = (
        ScriptVersion.objects.get(script_key=f"phat-thanh-{app}", is_current=True) for app in apps
    )
    long_ago = now - 30 * DAY
    site.approval = ApprovalFactory(station=station, version=first, approved_at=long_ago, approved_by=site.lanhdao)
    gone = ApprovalFactory(station=station, version=site.withdrawn, approved_at=long_ago)
    site.notice = NoticeFactory(station=station)
    spoken = ApprovalFactory(station=station, notice=NoticeFactory(station=station), approved_at=long_ago)
    site.bulletin = bulletins.create(station=station, day=today, starts_at=dt.time(17), minutes=5, now=now)
    bulletins.add_script(bulletin=site.bulletin, approval=site.approval, announcer=site.announcer, now=now)
    bulletins.add_notice(bulletin=site.bulletin, approval=spoken, now=now)
    bulletins.add_music(bulletin=site.bulletin, seconds=10, now=now)
    recordings.add(version=first, station=station, upload=upload(), cut=0, by=site.truyenthanh, now=now)
    for approval in (site.approval, gone, spoken):
        airing.record(station=station, approval=approval, day=today - DAY, slot=dt.time(5, 30), now=now)
    withdrawal.withdraw(version=site.withdrawn, reason="Số điện thoại đã đổi.", by=site.xuatban, now=now)
    old, site.revoked = tokens.make(station=station, kind=StationToken.Kind.LINK, by=None, now=now)
    tokens.revoke(token=old, now=now)
    _row, site.secret = tokens.make(station=station, kind=StationToken.Kind.LINK, by=site.truyenthanh, now=now)
    _row, site.silent = tokens.make(station=StationFactory(), kind=StationToken.Kind.LINK, by=site.truyenthanh, now=now)


def ordered(site: SimpleNamespace) -> None:
    """A print pack."""
    app = LessonPage.objects.get(key="cai-vneid-muc-1").app
    units = list(Unit.objects.filter(pk=site.commune.pk))
    site.pack = order_pack(
        by=site.theodoi, title="Gói mẫu", apps=[app], kinds=[KINDS["leaflet"]], units=units, variant="plain",
        enqueue=False,
    )  # fmt: skip


def site() -> SimpleNamespace:
    made = people()
    for more in (changed, pictured, learned, led, on_air, ordered):
        more(made)
    return made
