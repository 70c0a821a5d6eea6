"""A member sees, takes along and corrects everything that is kept about them."""

import json
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from lessons.progress.services import finished
from lms.members.kept import kept_parts
from lms.members.models import User
from quizzes.attempts import close, save_answer, start
from tests.factories.certificates import CertificateFactory
from tests.factories.lessons import LessonPageFactory
from tests.factories.members import MembershipFactory, UserFactory
from tests.factories.quizzes import QuizFactory

pytestmark = pytest.mark.django_db
PAGE, FILE = "/toi/du-lieu/", "/toi/du-lieu/du-lieu-cua-toi.json"


def learned(member):
    """One of everything: a lesson, a quiz with answers, a certificate."""
    finished(member=member, lesson=LessonPageFactory(title="Cài VNeID"))
    quiz, now = QuizFactory(title="Câu hỏi VNeID", questions=2), timezone.now()
    attempt = start(member=member, quiz=quiz, now=now)
    for given in ("b", "a"):  # the second takes the first one's place
        answer = {"response": {"choices": [given]}, "idempotency_key": uuid4(), "now": timezone.now()}
        save_answer(attempt=attempt, position=1, **answer)
    close(attempt=attempt, now=timezone.now())
    return CertificateFactory(member=member)


@pytest.fixture
def member(client):
    user = MembershipFactory(user__full_name="Nguyễn Thị Mẫu", user__contact_phone="+84912345678").user
    client.force_login(user)
    return user


def file_of(client):
    return json.loads(client.get(FILE).content)


def test_the_page_says_in_words_what_is_kept(member, client):
    certificate = learned(member)
    html = client.get(PAGE).content.decode()
    for words in ("Nguyễn Thị Mẫu", "0912 345 678", "Cài VNeID", "Câu hỏi VNeID", "CH Play hoặc App Store"):
        assert words in html
    assert certificate.code[:4] in html


def test_nothing_of_anybody_else_is_shown(member, client):
    other = UserFactory(full_name="Người Khác Hẳn")
    learned(other)
    assert "Người Khác Hẳn" not in client.get(PAGE).content.decode()
    content = file_of(client)
    assert (content["progress"], content["attempts"], content["answers"], content["certificates"]) == ([], [], [], [])


def test_the_file_holds_every_part_and_explains_every_key(member, client):
    learned(member)
    content = file_of(client)
    for part in kept_parts():
        for row in content[part.name]:
            assert set(row) == set(content["about"][part.name]["keys"])
    assert content["account"][0]["full_name"] == "Nguyễn Thị Mẫu"
    assert content["answers"][0]["answer"] == ["CH Play hoặc App Store"]
    assert content["earlier_answers"][0]["answer"] == ["Đường dẫn trong tin nhắn"]
    assert content["certificates"][0]["name_printed"] == "Nguyễn Thị Mẫu"


def test_the_file_can_be_read_by_people_and_is_kept_by_no_one_on_the_way(member, client):
    response = client.get(FILE)
    assert "Nguyễn Thị Mẫu" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("attachment")


def test_no_secret_is_in_the_file(member, client):
    text = client.get(FILE).content.decode()
    assert member.password not in text
    assert "session" not in text


def test_downloads_are_limited(member, client, settings):
    settings.LMS_OWN_DATA_FILES_PER_HOUR = 1
    assert [client.get(FILE).status_code for _ in range(2)] == [200, 429]


def test_a_long_part_has_pages_of_its_own(member, client):
    for _ in range(5):
        CertificateFactory(member=member)
    assert "/toi/du-lieu/xem/certificates/" in client.get(PAGE).content.decode()
    assert len(client.get("/toi/du-lieu/xem/certificates/").context["shown"].rows) == 5
    assert client.get("/toi/du-lieu/xem/khong-co/").status_code == 404


def test_the_page_costs_no_query_a_row(member, client):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        return len(queries)

    learned(member)
    first = count()
    for _ in range(2):
        learned(member)
    assert count() <= first <= 50


def test_strangers_are_sent_to_the_door(client):
    for path in (PAGE, FILE, "/toi/du-lieu/sua/", "/toi/du-lieu/xoa/", "/toi/du-lieu/xem/account/"):
        assert client.get(path).url.startswith("/dang-nhap/"), path


# --- correcting -------------------------------------------------------------------------------------
def correct(client, **values):
    return client.post("/toi/du-lieu/sua/", {"full_name": "Nguyễn Thị Mẫu", "contact_phone": "", **values})


def test_name_and_contact_phone_are_corrected_and_found_again(member, client):
    assert correct(client, full_name="  Trần   Thị Mẫu ", contact_phone="0987.654.321").url == PAGE
    stored = User.objects.get(pk=member.pk)
    assert (stored.full_name, stored.contact_phone) == ("Trần Thị Mẫu", "+84987654321")
    assert stored.search_key == "tran thi mau"


def test_a_certificate_keeps_the_name_it_was_printed_with(member, client):
    certificate = CertificateFactory(member=member)
    correct(client, full_name="Trần Thị Mẫu")
    certificate.refresh_from_db()
    assert certificate.holder_name == "Nguyễn Thị Mẫu"


def test_that_it_was_corrected_is_noted_without_the_old_name(member, client):
    correct(client, full_name="Trần Thị Mẫu", contact_phone="0912345678")
    entry = ModelLogEntry.objects.get()
    assert (entry.user_id, entry.data) == (member.pk, {"by_oneself": ["full_name"]})
    assert "Nguyễn" not in entry.label


@pytest.mark.parametrize("wrong", [{"full_name": " "}, {"full_name": "Mẫu 🙂"}, {"contact_phone": "12"}])
def test_what_cannot_be_kept_is_refused_in_place(member, client, wrong):
    page = correct(client, **wrong)
    assert page.context["form"].errors
    assert User.objects.get(pk=member.pk).full_name == "Nguyễn Thị Mẫu"


def test_other_fields_cannot_be_corrected_by_oneself(member, client):
    correct(client, username="quantri", is_superuser="on", login_phone="0911111111")
    stored = User.objects.get(pk=member.pk)
    assert (stored.username, stored.is_superuser, stored.login_phone) == (member.username, False, None)


def test_staff_see_their_data_too_and_read_that_they_cannot_erase_it(member, client):
    member.groups.add(Group.objects.get(name="Editors"))
    page = client.get(PAGE)
    assert "Editors" in page.content.decode()
    assert page.context["why_not"]


def test_numbers_are_not_tried_out_by_correcting_ones_own(member, client, settings):
    """Whether a number that one takes for one's own still opens the door alone tells whether another has it."""
    settings.LMS_CORRECTIONS_PER_HOUR = 2
    given = [{"full_name": "Nguyễn Thị Mẫu", "contact_phone": f"09123456{n}"} for n in range(10, 13)]
    assert [client.post(f"{PAGE}sua/", one).status_code for one in given] == [302, 302, 429]
    member.refresh_from_db()
    assert member.contact_phone == "+84912345611"
