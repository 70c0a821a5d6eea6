"""The page where a commune reads, edits and approves a script."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import approval as approvals
from lessons.models import Approval, ScriptVersion
from lessons.radio.parts import CueKind
from tests.factories.radio import ApprovalFactory, ScriptVersionFactory, StationFactory

from .staff import announcer_of, approver_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def station():
    return StationFactory(filled=True)


@pytest.fixture
def version():
    return ScriptVersionFactory()


@pytest.fixture
def approver(client, station):
    user = approver_of(station)
    client.force_login(user)
    return user


def address(station, version):
    return reverse("desk:review", args=[station.pk, version.script_key])


def fields_of(response):
    """What the browser would send of the page's form."""
    form = response.context["form"]
    sent = {bound.html_name: bound.value() for _part, bound in form.rows() if bound}
    return sent | {"seen": response.context["review"].seen, "start": response.context["start"]}


def post(client, station, version, *, act="approve", **changed):
    target = address(station, version)
    return client.post(target, {**fields_of(client.get(target)), "act": act, **changed})


def written(approval):
    return [line for part in approvals.approved_parts(approval) for line in part.lines]


def test_both_texts_stand_beside_each_other(client, approver, station):
    version = ScriptVersionFactory(parts=[{"kind": "content", "lines": ["Có 24 hộ."]}])
    html = client.get(address(station, version)).content.decode()
    assert "Có hai mươi bốn hộ." in html or "Có hai mươi tư hộ." in html
    assert "Có 24 hộ." in html


def test_an_approver_approves_what_is_shown(client, approver, station, version):
    assert post(client, station, version).status_code == 302
    approval = Approval.objects.get()
    assert (approval.approved_by, approval.approver_name) == (approver, approver.full_name)
    assert approval.text_hash == approval.base_hash


def test_an_approver_edits_and_approves_in_one_act(client, approver, station, version):
    post(client, station, version, p2="Xã mình có nhiều bà con cài ứng dụng từ đường dẫn lạ.")
    lines = written(Approval.objects.get())
    assert "Xã mình có nhiều bà con cài ứng dụng từ đường dẫn lạ." in lines
    assert "Không đọc mã xác thực cho ai." in lines


def test_a_preview_approves_nothing(client, approver, station, version):
    answer = post(client, station, version, act="preview", p2="Có 15 hộ.")
    assert "Có mười lăm hộ." in answer.content.decode()
    assert not Approval.objects.exists()


def test_an_emptied_field_leaves_its_part_out(client, approver, station, version):
    post(client, station, version, p5="")
    kinds = [part.kind for part in approvals.approved_parts(Approval.objects.get())]
    assert CueKind.REPEAT not in kinds


def test_an_edit_that_cannot_be_read_comes_back_with_what_was_typed(client, approver, station, version):
    answer = post(client, station, version, p2="Gọi XYZQ ngay.")
    html = answer.content.decode()
    assert (answer.status_code, Approval.objects.count()) == (422, 0)
    assert "XYZQ" in " ".join(answer.context["fault"])
    assert "Gọi XYZQ ngay.</textarea>" in html


def test_what_must_be_said_has_no_field(client, approver, station, version):
    form = client.get(address(station, version)).context["form"]
    locked = [part.kind for part, field in form.rows() if field is None]
    assert locked == [CueKind.MUSIC_IN, CueKind.WARNING]


def test_a_field_sent_for_what_must_be_said_changes_nothing(client, approver, station, version):
    post(client, station, version, p4="Không sao đâu.")
    assert "Không đọc mã xác thực cho ai." in written(Approval.objects.get())


def test_a_text_that_changed_meanwhile_is_shown_anew_with_what_was_typed(client, approver, station, version):
    sent = fields_of(client.get(address(station, version)))
    station.meeting_place = "trụ sở xã"
    station.save()
    answer = client.post(address(station, version), {**sent, "act": "approve", "p2": "Tôi đã gõ câu này."})
    assert (answer.status_code, Approval.objects.count()) == (409, 0)
    assert "Tôi đã gõ câu này." in answer.context["kept"]
    assert "trụ sở xã" in answer.content.decode()


def test_a_version_that_was_withdrawn_meanwhile_is_not_approved(client, approver, station, version):
    sent = fields_of(client.get(address(station, version)))
    ApprovalFactory(station=station, version=version)
    ScriptVersion.objects.update(is_current=False, withdrawn_at=timezone.now(), withdrawn_reason="Sai số.")
    answer = client.post(address(station, version), {**sent, "act": "approve"}, follow=True)
    assert "Sai số." in answer.content.decode()
    assert not approvals.standing(station).exists()


def test_an_approved_edit_is_where_the_next_edit_begins(client, approver, station, version):
    post(client, station, version, p2="Câu của xã.", p5="")
    form = client.get(address(station, version)).context["form"]
    assert "Câu của xã." in [field.value() for _part, field in form.rows() if field]
    post(client, station, version, p2="Câu khác của xã.")
    lines = written(approvals.standing(station).get())
    assert "Câu khác của xã." in lines
    assert "Xin nhắc lại, chỉ cài từ kho ứng dụng có sẵn trên máy." not in lines


def test_an_edit_can_begin_again_from_the_text_of_the_trainers(client, approver, station, version):
    post(client, station, version, p2="Câu của xã.", p5="")
    answer = client.get(address(station, version), {"goc": "1"})
    client.post(address(station, version), {**fields_of(answer), "act": "approve"})
    approval = approvals.standing(station).get()
    assert approval.text_hash == approval.base_hash


def test_sentences_that_fall_out_are_named_with_the_word_they_lack(client, version):
    bare = StationFactory()
    client.force_login(announcer_of(bare))
    page = client.get(address(bare, version))
    assert ("Hoặc gọi {liên hệ}.", ("liên hệ",)) in page.context["review"].missing
    assert reverse("desk:details", args=[bare.pk]) in page.content.decode()


def test_what_changed_since_the_last_approval_is_told(client, approver, station, version):
    ApprovalFactory(station=station, version=version)
    ScriptVersion.objects.update(is_current=False)
    parts = [{"kind": "content", "lines": ["Nhiều bà con cài ứng dụng từ tin nhắn lạ."]}]
    new = ScriptVersionFactory(script_key=version.script_key, number=2, parts=parts)
    html = client.get(address(station, new)).content.decode()
    assert "<del>Nhiều bà con cài ứng dụng từ đường dẫn lạ.</del>" in html
    assert "<ins>Nhiều bà con cài ứng dụng từ tin nhắn lạ.</ins>" in html


def test_radio_staff_read_but_do_not_approve(client, station, version):
    boss = approver_of(station, full_name="Lãnh đạo xã mẫu")
    client.force_login(announcer_of(station))
    html = client.get(address(station, version)).content.decode()
    assert boss.full_name in html
    assert 'value="approve"' not in html
    assert client.post(address(station, version), {"act": "approve"}).status_code == 403
    assert client.post(reverse("desk:call_off", args=[station.pk, version.script_key])).status_code == 403


def test_an_approver_calls_off(client, approver, station, version):
    approval = ApprovalFactory(station=station, version=version)
    client.post(reverse("desk:call_off", args=[station.pk, version.script_key]))
    approval.refresh_from_db()
    assert (approval.ended_why, approval.ended_by) == (Approval.Ended.CALLED_OFF, approver)


def test_the_approvals_so_far_are_listed_with_their_codes(client, approver, station, version):
    first = ApprovalFactory(station=station, version=version, ended_at=timezone.now(), ended_why="called_off")
    second = ApprovalFactory(station=station, version=version)
    html = client.get(address(station, version)).content.decode()
    assert html.count(f"<td>{first.code}</td>") == 2
    assert second.approver_name in html


def test_a_script_that_nobody_offers_is_not_found(client, approver, station):
    withdrawn = ScriptVersionFactory(withdrawn=True)
    assert client.get(address(station, withdrawn)).status_code == 404


def test_thirty_thousand_characters_are_answered(client, approver, station, version):
    answer = post(client, station, version, p2="Một câu ngắn. " * 3000)
    assert (answer.status_code, Approval.objects.count()) == (422, 0)
    assert answer.context["form"].errors


@pytest.mark.parametrize("sent", [{}, {"act": "approve"}, {"seen": "x", "start": "y", "p999": "z"}])
def test_a_form_that_is_not_ours_approves_nothing(client, approver, station, version, sent):
    assert client.post(address(station, version), sent).status_code in (400, 409, 422)
    assert not Approval.objects.exists()


@pytest.mark.parametrize("number", ["9" * 5000, "²", "١"])
def test_fields_that_are_not_ours_are_not_shown_again(client, approver, station, version, number):
    kind = "application/x-www-form-urlencoded"
    answer = client.post(address(station, version), urlencode({f"p{number}": "Lạ.", "p1": "Mời."}), content_type=kind)
    assert (answer.status_code, answer.context["kept"]) == (409, "Mời.")


def test_the_page_costs_few_queries(client, approver, station, version, django_assert_max_num_queries):
    for _ in range(5):
        ApprovalFactory(station=station, version=version, ended_at=timezone.now(), ended_why="called_off")
    with django_assert_max_num_queries(14):
        client.get(address(station, version))
