"""One worker from its first claim to the finished files, and what it does when something breaks."""

import io
import re
import zipfile

import pikepdf
import pypdf
import pytest

from lessons.models import AppPage, PrintPack
from lessons.printing.bulk import assembly, files, studio, tasks, work
from lessons.printing.bulk.copies import list_of_copies
from lessons.printing.bulk.ordering import continue_pack
from lessons.printing.bulk.selectors import failures
from lessons.printing.bulk.studio import Studio
from lms.members.units import label
from lms.shared.pdf import Overflow
from tests.factories.members import CommuneFactory, SheetImprintFactory
from tests.shared.pdf import checks
from tests.shared.pdf.checks import pages

from .packing import apps, pack, quiet_for_long, states

pytestmark = pytest.mark.django_db


def printed(found):
    again = work.work(pack=found)
    found.refresh_from_db()
    return again


def breaking(monkeypatch, error, *, at):
    """Drawing raises `error` at the sheets with these positions, once each."""
    draw, left = Studio.draw, list(at)

    def broken(studio, row):
        if row.position in left:
            left.remove(row.position)
            raise error
        return draw(studio, row)

    monkeypatch.setattr(Studio, "draw", broken)


def test_a_pack_becomes_a_file_for_each_sheet_a_zip_and_one_pdf():
    found = pack()
    assert printed(found) is None
    assert (found.state, states(found)) == ("done", ["done"] * 4)
    in_order = list(found.sheets.order_by("position").values_list("file", flat=True))
    with zipfile.ZipFile(files.zip_path(found.pk)) as bundle:
        assert bundle.namelist() == in_order
        assert bundle.read(in_order[0]) == files.sheet_path(found.pk, in_order[0]).read_bytes()
        assert {entry.compress_type for entry in bundle.infolist()} == {zipfile.ZIP_STORED}
    assert pages((files.pdf_path(found.pk)).read_bytes()) == 1 + 4 * 2


def test_the_one_file_has_its_list_in_front_and_the_sheets_in_order():
    found = pack(copies=25)
    printed(found)
    pages = [page.extract_text() for page in pypdf.PdfReader(files.pdf_path(found.pk)).pages]
    listed = checks.text(first_page(files.pdf_path(found.pk)))
    one, two = (label(sheet.unit) for sheet in found.sheets.filter(position__in=[1, 3]).select_related("unit"))
    assert listed.index(one) < listed.index(two)
    assert re.search(r"25 2–3 .*25 4–5 .*25 6–7 .*25 8–9", listed)
    for number, words in ((2, "Ứng dụng 1"), (4, "Ứng dụng 2"), (6, "Ứng dụng 1"), (8, "Ứng dụng 2")):
        assert words in pages[number - 1] + pages[number]


def first_page(file):
    """The first page alone."""
    with pikepdf.open(file) as whole, pikepdf.new() as first:
        first.pages.append(whole.pages[0])
        out = io.BytesIO()
        first.save(out)
    return out.getvalue()


def test_a_list_of_several_pages_counts_itself():
    found = pack(apps=apps(1), units=[CommuneFactory()])
    printed(found)
    (row,) = found.sheets.all()
    made = list_of_copies(found, [row] * 60)
    length = sum(checks.pages(pdf) for pdf in made)
    assert length > 1
    assert f"{length + 1}–{length + 2}" in checks.text(made[0])


def test_every_commune_gets_its_own_words_and_nobody_elses():
    one, two = CommuneFactory(name="Mẫu Một"), CommuneFactory(name="Mẫu Hai")
    SheetImprintFactory(team=None, unit=one, hotline="1900 1111", meeting_place="Nhà văn hóa Một")
    SheetImprintFactory(team=None, unit=two, hotline="1900 2222")
    found = pack(units=[one, two])
    printed(found)
    for sheet in found.sheets.all():
        words = checks.text(files.sheet_path(found.pk, sheet.file).read_bytes())
        own, other = ("1900 1111", "1900 2222") if sheet.unit_id == one.pk else ("1900 2222", "1900 1111")
        assert own in words
        assert other not in words
        assert ("Nhà văn hóa Một" in words) is (sheet.unit_id == one.pk)


def test_the_content_of_an_app_is_built_once(monkeypatch):
    built, content = [], studio._content
    monkeypatch.setattr(studio, "_content", lambda *names: built.append(names) or content(*names))
    printed(pack())
    assert built == [("app-1", "leaflet"), ("app-2", "leaflet")]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_after_a_crash_in_the_middle_the_rest_is_printed_and_nothing_twice(monkeypatch, error):
    found, drawn = pack(), []
    breaking(monkeypatch, error, at=[3])
    draw = Studio.draw

    def noted(studio, row):
        pdf = draw(studio, row)
        drawn.append(row.position)
        return pdf

    monkeypatch.setattr(Studio, "draw", noted)
    with pytest.raises(type(error)):
        work.work(pack=found)
    assert states(found) == ["done", "todo", "todo", "todo"]
    work.work(pack=found)
    assert sorted(drawn) == [1, 2, 3, 4]
    assert states(found) == ["done"] * 4


def test_a_full_disk_stops_the_pack_with_words_and_a_way_on(monkeypatch):
    found = pack()
    breaking(monkeypatch, OSError(28, "No space left on device"), at=[1])
    with pytest.raises(OSError, match="space"):
        work.work(pack=found)
    found.refresh_from_db()
    assert found.state == "failed"
    assert "No space left" in found.error
    continue_pack(pack=found)
    printed(found)
    assert (found.state, found.error) == ("done", "")


def test_a_worker_that_is_told_to_end_leaves_the_pack_to_the_next(monkeypatch):
    found = pack()
    breaking(monkeypatch, SystemExit(), at=[1])
    with pytest.raises(SystemExit):
        work.work(pack=found)
    found.refresh_from_db()
    assert (found.state, states(found)) == ("running", ["todo"] * 4)


def test_a_crash_while_files_are_put_together_serves_none_and_is_mended(monkeypatch):
    found = pack()
    join = assembly.join
    monkeypatch.setattr(assembly, "join", lambda *given: (_ for _ in ()).throw(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        work.work(pack=found)
    found.refresh_from_db()
    assert found.state == "running"
    assert not files.zip_path(found.pk).exists()
    monkeypatch.setattr(assembly, "join", join)
    printed(found)
    assert found.state == "done"
    assert not list(files.folder_of(found.pk).glob("work-*"))


def test_one_sheet_that_cannot_be_printed_is_named_and_the_others_are_printed(monkeypatch):
    found = pack()
    breaking(monkeypatch, Overflow("bước 2: Tìm", "97mm", "93mm"), at=[1, 3])
    printed(found)
    assert (found.state, states(found)) == ("done", ["failed", "done", "failed", "done"])
    (failure,) = failures(found)
    assert "bước 2: Tìm" in failure.message
    assert (failure.sheet.endswith("Ứng dụng 1"), failure.number) == (True, 2)
    with zipfile.ZipFile(files.zip_path(found.pk)) as bundle:
        assert len(bundle.namelist()) == 2


def test_sheets_that_failed_are_tried_again(monkeypatch):
    found = pack()
    breaking(monkeypatch, Overflow("bước 2", "97mm", "93mm"), at=[1])
    printed(found)
    continue_pack(pack=found)
    printed(found)
    assert (found.state, states(found)) == ("done", ["done"] * 4)
    assert pages((files.pdf_path(found.pk)).read_bytes()) == 1 + 4 * 2


def test_a_fault_of_the_program_fails_that_sheet_only(monkeypatch):
    found = pack()
    breaking(monkeypatch, RuntimeError("secret detail"), at=[2])
    printed(found)
    assert states(found) == ["done", "failed", "done", "done"]
    assert "secret" not in failures(found)[0].message


def test_an_app_that_was_taken_back_is_told():
    found = pack()
    AppPage.objects.get(key="app-1").unpublish()
    printed(found)
    assert states(found) == ["failed", "done", "failed", "done"]


def test_a_pack_of_which_nothing_can_be_printed_says_so():
    found = pack(kinds=["poster"])
    printed(found)
    assert (found.state, bool(found.error)) == ("failed", True)
    assert not files.zip_path(found.pk).exists()


def test_a_title_that_the_print_font_lacks_stops_no_pack():
    found = pack(title="Đợt 村")
    work.work(pack=found)
    found.refresh_from_db()
    assert found.state == "done"
    assert "Đợt ?" in checks.text(files.pdf_path(found.pk).read_bytes())
    AppPage.objects.update(title="Ứng dụng 🙂")  # after its sheets were printed
    assert "Ứng dụng ?" in checks.text(list_of_copies(found, list(found.sheets.all()))[0])


def test_a_printed_sheet_whose_file_is_gone_is_printed_again():
    found = pack()
    printed(found)
    lost = files.sheet_path(found.pk, found.sheets.first().file)
    lost.unlink()
    PrintPack.objects.filter(pk=found.pk).update(state="queued")
    assert printed(found) is not None
    assert printed(found) is None
    assert (found.state, lost.exists()) == ("done", True)


def test_a_finished_pack_stays_as_it_is():
    found = pack()
    printed(found)
    before = files.pdf_path(found.pk).stat().st_mtime_ns
    assert printed(found) is None
    assert files.pdf_path(found.pk).stat().st_mtime_ns == before


def test_who_finds_sheets_in_other_hands_looks_again_later():
    found = pack()
    found.sheets.filter(position=1).update(state="claimed", claimed_by="other", claimed_at=found.created_at)
    assert printed(found) is not None
    assert (found.state, states(found)) == ("running", ["claimed", "done", "done", "done"])
    quiet_for_long(found)
    printed(found)
    assert found.state == "done"


def test_a_worker_that_died_while_joining_is_replaced_once_it_is_quiet():
    found = pack()
    printed(found)
    PrintPack.objects.filter(pk=found.pk).update(state="joining", joiner="dead")
    assert printed(found) is not None
    assert found.state == "joining"
    quiet_for_long(found)
    printed(found)
    assert found.state == "done"


def test_a_pack_deleted_meanwhile_leaves_no_files(monkeypatch):
    found = pack()
    number, draw = found.pk, Studio.draw

    def gone(studio, row):
        PrintPack.objects.filter(pk=number).delete()
        return draw(studio, row)

    monkeypatch.setattr(Studio, "draw", gone)
    assert work.work(pack=PrintPack.objects.get(pk=number)) is None
    assert not files.folder_of(number).exists()


def test_the_task_looks_again_when_others_hold_sheets(monkeypatch):
    found, told = pack(), []
    found.sheets.filter(position=1).update(state="claimed", claimed_by="other", claimed_at=found.created_at)
    monkeypatch.setattr(
        tasks.make_pack.get_backend(), "enqueue", lambda task, args, kwargs: told.append((task.run_after, args))
    )
    tasks.make_pack.func(found.pk)
    ((when, args),) = told
    assert args == (found.pk,)
    assert when > found.created_at


def test_the_task_of_a_deleted_pack_does_nothing():
    assert tasks.make_pack.func(10**9) is None


def test_a_commune_without_words_has_its_name_on_the_sheet():
    found = pack(units=[CommuneFactory(name="Không Lời")])
    printed(found)
    assert "Xã Không Lời" in checks.text(files.sheet_path(found.pk, found.sheets.first().file).read_bytes())
