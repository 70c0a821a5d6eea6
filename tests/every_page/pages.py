"""The addresses of the pages, by who looks after them."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import reverse

from lessons.models import AppPage, LessonPage, PosterPage, RadioScriptPage
from lessons.views.loudspeaker.access import WRONG_SECRETS_PER_HOUR
from lms.members.codes import make_code
from lms.members.kept import kept_parts
from lms.shared.ratelimit import hit
from quizzes.certification.sheet import code_of
from tests.factories.lessons import AppPageFactory
from tests.factories.members import CommuneFactory

from . import people
from .shown import Shown

LESSON, APP = "cai-vneid-muc-1", "vneid"
FOR_MEMBERS = {"course", "app", "lesson", "practice", "search", "radio"}  # show members more than others
ASKED = {"LMS_ASK_CONSENT": True}  # where members agree before anything is kept, as on a real site


def build() -> list[Shown]:
    """What is shown is made in the database in use."""
    site = people.site()
    groups = (course, printing, members, quizzes, paper, office, desk, bulletins, loudspeaker, failing)
    return [shown for group in groups for shown in group(site)]


def course(site: SimpleNamespace) -> Iterator[Shown]:
    """The lessons, for everybody and for a member."""
    lesson = LessonPage.objects.get(key=LESSON)
    places = {
        "course": "/",
        "app": AppPage.objects.get(key=APP).url,
        "lesson": lesson.url,
        "lesson-old-sheet": f"{lesson.url}?e=1",
        "door-old-sheet": f"{reverse('lessons:door', args=[LESSON])}?e=1",
        "practice": reverse("lessons:practice", args=[LESSON]),
        "door": reverse("lessons:door", args=[LESSON]),
        "search": "/tim/?q=dinh+danh",
        "search-nothing": "/tim/?q=xyzxyz",
        "poster": PosterPage.objects.first().url,
        "radio": RadioScriptPage.objects.first().url,
        "screen-differs": reverse("lessons:screen_differs", args=[LESSON, lesson.numbered_steps()[0].key]),
        "help": "/tro-giup/",
        "privacy": "/quyen-rieng-tu/",
    }
    for name, address in places.items():
        yield Shown(name, address)
        yield Shown(f"{name}-member", address, site.thanhvien01, alike=name not in FOR_MEMBERS)
    yield Shown("lesson-from-elsewhere", lesson.url, headers={"Sec-Fetch-Site": "none"})
    yield Shown("lesson-picture", site.pictured.url)
    yield Shown("practice-picture", reverse("lessons:practice", args=[site.pictured.key]))
    yield Shown("course-editor", "/", site.quantri)
    yield Shown("practice-wrong", places["practice"], sent={"tap": "khong-co"})
    yield Shown("screen-differs-thanks", f"{places['screen-differs']}?cam-on=1")
    yield Shown(
        "screen-differs-too-many", places["screen-differs"], status=429, sent={"kind": ""},
        settings={"LMS_SCREEN_REPORTS_PER_HOUR": 0},
    )  # fmt: skip
    yield Shown("tally", reverse("lessons:tally"), site.thanhvien01)
    yield Shown("tally-app", reverse("lessons:tally_app", args=[APP]), site.thanhvien01)
    yield Shown("kept", reverse("lessons:kept"))
    yield Shown("my-learning", "/viec-hoc/", site.thanhvien01)
    yield Shown("my-learning-empty", "/viec-hoc/", site.empty)
    yield Shown("unknown-link", "/b/khong-co/", status=404)
    yield Shown("door-withdrawn", reverse("lessons:door", args=[site.taken_off.key]), status=404)


def printing(site: SimpleNamespace) -> Iterator[Shown]:
    studio = reverse("lessons:studio", args=[APP])
    for name, who in (("nobody", None), ("leader", site.totruong), ("publisher", site.xuatban)):
        yield Shown(f"studio-{name}", studio, who)
    yield Shown("zalo", reverse("lessons:zalo", args=[APP]))
    yield Shown("packs", reverse("lessons:print_packs"), site.theodoi)
    order = reverse("lessons:print_pack_order")
    yield Shown("pack-province", order, site.theodoi)
    yield Shown("pack-order", f"{order}?tinh=0", site.theodoi)
    yield Shown("pack-order-faults", f"{order}?tinh=0", site.theodoi, sent={"title": ""})
    yield Shown("pack", reverse("lessons:print_pack", args=[site.pack.pk]), site.theodoi)
    leaflet = reverse("lessons:leaflet", args=[APP])
    empty = AppPageFactory(title="Ứng dụng chưa có bài")
    yield Shown("sheets-refused", reverse("lessons:leaflet", args=[empty.key]), status=409)
    yield Shown("sheets-too-many", leaflet, status=429, settings={"LMS_SHEETS_PER_HOUR": 0})


def members(site: SimpleNamespace) -> Iterator[Shown]:
    """Signing in, and what belongs to oneself."""
    door, own, member = reverse("members:sign_in"), reverse("members:own_data"), site.thanhvien01
    yield Shown("sign-in", door)
    yield Shown("sign-in-card", f"{door}?ten=thanhvien01&ban-phim=so")
    yield Shown("sign-in-wrong", door, sent={"username": "0912 345 678", "password": "739105"})
    yield Shown("someone-else", f"{door}?ten=totruong", member)
    yield Shown("sign-in-too-many", door, status=429, sent={"username": "x"},
                settings={"LMS_SIGN_IN_TRIES_PER_ADDRESS": 0})  # fmt: skip
    yield Shown("sign-in-locked", door, status=429, sent={"username": "x", "password": "x"},
                settings={"LMS_PIN_TRIES": 0, "AXES_FAILURE_LIMIT": 1})  # fmt: skip
    yield Shown("my-sign-in", reverse("members:my_sign_in"), member)
    yield Shown("type-code", reverse("members:type_code"))
    yield Shown("type-code-wrong", reverse("members:type_code") + "?ma=abc", status=400)
    code = reverse("members:carried", args=[make_code(user=member)])
    yield Shown("carry", code, member)
    yield Shown("carried", code)
    yield Shown("code-gone", reverse("members:carried", args=["ABCDEFGHJ2"]), status=404)
    yield Shown("consent", reverse("members:consent"), member)
    yield Shown("consent-first", reverse("members:consent"), site.unasked, settings=ASKED)
    yield Shown("consent-withdraw", reverse("members:withdraw"), member)
    yield Shown("own-data", own, member)
    for number, part in enumerate(kept_parts()):
        address = reverse("members:own_part", args=[part.name])
        yield Shown(f"own-{part.name}", address, member, alike=number > 0)
    yield Shown("own-correct", reverse("members:own_correct"), member)
    yield Shown("own-correct-faults", reverse("members:own_correct"), member, sent={"full_name": ""})
    yield Shown("own-erase", reverse("members:erase"), member)
    yield Shown("own-erase-leader", reverse("members:erase"), site.totruong)
    yield Shown("own-erased", reverse("members:erased"))


def quizzes(site: SimpleNamespace) -> Iterator[Shown]:
    member = site.thanhvien01
    yield Shown("quiz-start", reverse("quizzes:start", args=[site.quiz.key]), member)
    yield Shown("quiz-start-open", reverse("quizzes:start", args=["tra-tien-qr"]), member)
    for attempt, name in ((site.running, "quiz"), (site.told, "quiz-told"), (site.kinds, "quiz-kind")):
        for item in attempt.items.order_by("position") if attempt is site.kinds else attempt.items.all()[:2]:
            yield Shown(
                f"{name}-{item.position}", reverse("quizzes:question", args=[attempt.pk, item.position]), member
            )
        yield Shown(f"{name}-overview", reverse("quizzes:overview", args=[attempt.pk]), member)
    yield Shown("quiz-practice", reverse("quizzes:practice", args=["moi-kieu"]))
    yield Shown("quiz-practice-member", reverse("quizzes:practice", args=["moi-kieu"]), member)
    yield Shown("quiz-result", reverse("quizzes:result", args=[site.passed.pk]), member)
    yield Shown("quiz-refused", reverse("quizzes:certificate_pdf", args=[_waiting(member)]), member, status=409)
    yield Shown("renew", reverse("quizzes:renew", args=[site.due.pk]), member)
    check = reverse("quizzes:check")
    yield Shown("check", check)
    yield Shown("check-found", reverse("quizzes:check_code", args=[code_of(site.certificate)]))
    yield Shown("check-unknown", f"{check}?ma=ABCDEFGJ", status=404)
    yield Shown("check-bad", f"{check}?ma=!", status=400)
    yield Shown("check-too-many", f"{check}?ma=ABCDEFGJ", status=429, settings={"LMS_CHECK_TRIES_PER_HOUR": 0})


def _waiting(member: Any) -> str:
    return code_of(member.certificates.filter(counts_from=None).first())


def paper(site: SimpleNamespace) -> Iterator[Shown]:
    """Keying in sheets on paper."""
    leader, key, team, code = site.totruong, site.quiz.key, site.team.pk, site.form.code
    yield Shown("paper-quizzes", reverse("quizzes:paper_quizzes"), leader)
    yield Shown("paper-start", reverse("quizzes:paper_start", args=[key]), leader)
    yield Shown("paper-class", reverse("quizzes:paper_class", args=[key, team, code]), leader)
    for name, member in (("consent", site.unasked), ("member", site.empty), ("keyed", site.keyed_in)):
        sheet = reverse("quizzes:paper_member", args=[key, team, code, member.pk])
        yield Shown(f"paper-{name}", sheet, leader, settings=ASKED)
    yield Shown("paper-confirm", reverse("quizzes:paper_confirm", args=[key, team]), leader)


def office(site: SimpleNamespace) -> Iterator[Shown]:
    """Leaders of teams and officers."""
    leader, pk = site.totruong, site.team.pk
    yield Shown("team", reverse("office:team", args=[pk]), leader)
    yield Shown("teams", reverse("office:my_teams"), site.two_teams)
    yield Shown("teams-none", reverse("office:my_teams"), site.thanhvien01)
    yield Shown("imprint", reverse("office:imprint", args=[pk]), leader)
    cards = reverse("office:cards", args=[pk])
    yield Shown("cards", cards, leader)
    yield Shown("cards-nobody", cards, leader, status=400, sent={"viec": "hoi"})
    yield Shown("cards-ask", cards, leader, sent={"viec": "hoi", "ai": [site.empty.pk, site.keyed_in.pk]})
    pin = reverse("office:reset_pin", args=[site.empty.pk])
    yield Shown("pin", pin, leader)
    yield Shown("pin-made", pin, leader, sent={"truoc": "0"})
    yield Shown("team-tally", reverse("office:team_tally", args=[pk]), leader)
    refused = reverse("office:team_pdf", args=[site.two_teams.memberships.exclude(team=site.team).get().team_id])
    yield Shown("papers-refused", refused, site.two_teams, status=404)
    officer = site.theodoi
    yield Shown("airings", reverse("office:airings"), officer)
    yield Shown("station-airings", reverse("office:station_airings", args=[site.station.pk]), officer)
    yield Shown("communes-tally", reverse("office:communes_tally"), officer)
    yield Shown("commune-tally", reverse("office:commune_tally", args=[site.commune.pk]), officer)


def desk(site: SimpleNamespace) -> Iterator[Shown]:
    """A commune's station: its announcer and its approver."""
    pk, announcer, approver = site.station.pk, site.truyenthanh, site.lanhdao
    yield Shown("stations", reverse("desk:stations"), site.quantri)
    yield Shown("station-new", reverse("desk:new_station"), site.quantri)
    code = CommuneFactory(name="Mẫu Không Đài").names.get().code
    yield Shown("station-name", f"{reverse('desk:new_station')}?xa={code}", site.quantri)
    places = {
        "desk": reverse("desk:desk", args=[pk]),
        "review": reverse("desk:review", args=[pk, site.new_script.script_key]),
        "review-approved": reverse("desk:review", args=[pk, site.approval.version.script_key]),
        "review-withdrawn": reverse("desk:review", args=[pk, site.withdrawn.script_key]),
        "notices": reverse("desk:notices", args=[pk]),
        "notice-new": reverse("desk:new_notice", args=[pk]),
        "notice": reverse("desk:notice", args=[pk, site.notice.pk]),
    }
    for name, address in places.items():
        if name != "notice-new":
            yield Shown(name, address, approver)
        yield Shown(f"{name}-announcer", address, announcer)
    yield Shown("station-details", reverse("desk:details", args=[pk]), announcer)
    yield Shown("announcers", reverse("desk:announcers", args=[pk]), announcer)
    yield Shown("announcer", reverse("desk:announcer", args=[pk, site.announcer.pk]), announcer)
    yield Shown("secrets", reverse("desk:secrets", args=[pk]), announcer)
    yield Shown("secret-made", reverse("desk:secrets", args=[pk]), announcer, sent={"kind": "link", "label": "Máy"})
    key = site.approval.version.script_key
    yield Shown("recordings", reverse("recording:recordings", args=[pk, key]), announcer)


def bulletins(site: SimpleNamespace) -> Iterator[Shown]:
    pk, who = site.station.pk, site.truyenthanh
    yield Shown("bulletins", reverse("bulletin:list", args=[pk]), who)
    yield Shown("bulletin-new", reverse("bulletin:new", args=[pk]), who)
    yield Shown("bulletin-faults", reverse("bulletin:new", args=[pk]), who, status=422, sent={"day": "2062-01-01"})
    yield Shown("bulletin", reverse("bulletin:compose", args=[pk, site.bulletin.pk]), who)
    yield Shown("bulletin-change", reverse("bulletin:change", args=[pk, site.bulletin.pk]), who)
    yield Shown("log", reverse("bulletin:log", args=[pk]), who)
    yield Shown("log-add", reverse("bulletin:log_add", args=[pk]), who)


def loudspeaker(site: SimpleNamespace) -> Iterator[Shown]:
    """The secret address of a station: nobody signs in."""
    today = reverse("loudspeaker:today", args=[site.secret])
    yield Shown("loa", today)
    yield Shown("loa-silent", reverse("loudspeaker:today", args=[site.silent]))
    yield Shown("loa-all", reverse("loudspeaker:texts", args=[site.secret]))
    key = site.approval.version.script_key
    yield Shown("loa-text", reverse("loudspeaker:text", args=[site.secret, "bai", key]))
    gone = reverse("loudspeaker:text", args=[site.secret, "bai", site.withdrawn.script_key])
    yield Shown("loa-withdrawn", gone, status=410)
    yield Shown("loa-not-here", reverse("loudspeaker:text", args=[site.secret, "bai", "khong-co"]), status=404)
    yield Shown("loa-revoked", reverse("loudspeaker:today", args=[site.revoked]), status=410)
    yield Shown("loa-unknown", reverse("loudspeaker:today", args=["khong-phai"]), status=404)
    aired = reverse("loudspeaker:aired", args=[site.secret, "bai", key])
    yield Shown("loa-refused", aired, status=409, sent={"duyet": site.approval.pk, "ban": "7"})
    wrong = reverse("loudspeaker:today", args=["khong-phai"])
    yield Shown("loa-too-many", wrong, status=429, before=_secrets_guessed)


def _secrets_guessed() -> None:
    for _ in range(WRONG_SECRETS_PER_HOUR):
        hit(name="loudspeaker", caller="127.0.0.1", limit=WRONG_SECRETS_PER_HOUR)


def failing(site: SimpleNamespace) -> Iterator[Shown]:
    """Below `tests.every_page.urls`."""
    yield Shown("404", "/khong-co-trang-nay/", status=404)
    yield Shown("404-member", "/khong-co-trang-nay/", site.thanhvien01, status=404)
    yield Shown("405", reverse("lessons:lesson_read", args=[LESSON]), status=405)
    for name, status in (("400", 400), ("403", 403), ("csrf", 403), ("500", 500)):
        yield Shown(f"fails-{name}", f"/hong/{name}/", status=status)
