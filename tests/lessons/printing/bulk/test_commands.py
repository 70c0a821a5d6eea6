"""Sheets and packs from the command line."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from lessons.models import PrintPack
from lessons.printing.bulk import delivery, files
from lms.members.models import UnitName
from tests.factories.members import CommuneFactory, ProvinceFactory, SheetImprintFactory
from tests.shared.pdf import checks
from tests.shared.pdf.checks import pages

from .packing import apps, with_poster

pytestmark = pytest.mark.django_db


def say(*words, **options):
    out = io.StringIO()
    call_command(*map(str, words), stdout=out, **options)
    return out.getvalue()


def code_of(unit):
    return UnitName.objects.get(unit=unit).code


def test_a_sheet_is_written(tmp_path):
    apps(1)
    file = tmp_path / "to.pdf"
    assert str(file) in say("print_sheet", "app-1", "leaflet", "-o", file)
    assert pages((file).read_bytes()) == 2


def test_a_sheet_carries_the_words_of_the_commune(tmp_path):
    apps(1)
    commune = CommuneFactory(name="Mẫu Một")
    SheetImprintFactory(team=None, unit=commune, hotline="1900 1111")
    say("print_sheet", "app-1", "leaflet", "-o", tmp_path / "to.pdf", "--commune", code_of(commune))
    assert "1900 1111" in checks.text((tmp_path / "to.pdf").read_bytes())


def test_a_printer_without_duplex_gets_two_files_and_is_told(tmp_path):
    apps(1)
    said = say("print_sheet", "app-1", "leaflet", "-o", tmp_path / "to.pdf", "--variant", "office")
    for name in ("to-mat-truoc.pdf", "to-mat-sau.pdf"):
        assert name in said
        assert pages((tmp_path / name).read_bytes()) == 1


def test_a_sheet_goes_to_standard_output():
    apps(1)
    raw = io.BytesIO()
    out = OutputWrapper(io.TextIOWrapper(raw))
    call_command("print_sheet", "app-1", "leaflet", "-o", "-", stdout=out)
    assert raw.getvalue().startswith(b"%PDF-")


def test_two_files_do_not_go_to_standard_output():
    apps(1)
    with pytest.raises(CommandError, match="-o"):
        say("print_sheet", "app-1", "leaflet", "-o", "-", "--variant", "office")


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["app-9", "leaflet"], "app-1, app-2"),
        (["app-1", "leaflets"], "leaflet, leaflet-a5, poster"),
        (["app-1", "poster", "--variant", "gold"], "plain, mono, ink, shop"),
        (["app-1", "poster", "--variant", "large"], "plain, mono, ink, shop"),
        (["app-1", "leaflet", "--commune", "mau mot"], "Xã Mẫu Một"),
        (["app-1", "leaflet", "--commune", "T99"], "T9900 Xã Mẫu Một"),
    ],
)
def test_wrong_names_list_the_right_ones(tmp_path, words, right):
    apps()
    CommuneFactory(name="Mẫu Một", name__code="T9900")
    with pytest.raises(CommandError) as refused:
        say("print_sheet", *words, "-o", tmp_path / "to.pdf")
    assert right in str(refused.value)
    assert not (tmp_path / "to.pdf").exists()


def test_a_sheet_that_an_app_lacks_is_told(tmp_path):
    apps(1)
    with pytest.raises(CommandError) as refused:
        say("print_sheet", "app-1", "poster", "-o", tmp_path / "to.pdf")
    assert not (tmp_path / "to.pdf").exists()
    assert str(refused.value)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    apps(1)
    with pytest.raises(CommandError, match="khong-co"):
        say("print_sheet", "app-1", "leaflet", "-o", tmp_path / "khong-co" / "to.pdf")


# --- packs ------------------------------------------------------------------------------------------
@pytest.fixture
def province():
    found = ProvinceFactory()
    for name in ("Mẫu Một", "Mẫu Hai"):
        CommuneFactory(name=name, name__province=found)
    return found


def print_pack(folder, *words):
    return say("print_pack", "--apps", "app-1", "app-2", "--layouts", "leaflet", *words, "-o", folder)


def test_a_pack_of_a_province_is_written_into_a_folder(tmp_path, province, django_capture_on_commit_callbacks):
    apps()
    with django_capture_on_commit_callbacks(execute=True):
        print_pack(tmp_path / "ra", "--province", code_of(province))
    assert len(list((tmp_path / "ra").glob("xa-mau-*/to-roi-app-?.pdf"))) == 4
    assert pages((tmp_path / "ra/tat-ca.pdf").read_bytes()) == 1 + 4 * 2
    assert len(zipfile.ZipFile(tmp_path / "ra/tat-ca.zip").namelist()) == 4
    assert not list((tmp_path / "ra").glob("*.json"))
    assert not PrintPack.objects.exists()
    assert not files.kept_packs()


def test_a_pack_that_was_interrupted_goes_on_when_run_again(tmp_path, province, monkeypatch):
    apps()
    begun = []
    monkeypatch.setattr(delivery, "work", lambda **given: begun.append(given["pack"].pk) or stop())
    words = ["--communes", *map(code_of, [name.unit for name in UnitName.objects.filter(parent=province)])]
    with pytest.raises(CommandError):
        print_pack(tmp_path / "ra", *words)
    monkeypatch.undo()
    PrintPack.objects.get().sheets.filter(position=1).update(
        state="claimed", claimed_by="dead", claimed_at="2026-01-01T00:00Z"
    )
    print_pack(tmp_path / "ra", *words)
    assert pages((tmp_path / "ra/tat-ca.pdf").read_bytes()) == 1 + 4 * 2
    assert len(begun) == 1


def stop():
    raise KeyboardInterrupt


def test_a_province_without_communes_is_told_and_nothing_is_printed_for_nobody(tmp_path):
    apps()
    code = code_of(ProvinceFactory())
    with pytest.raises(CommandError, match=code):
        print_pack(tmp_path / "ra", "--province", code)
    assert not PrintPack.objects.exists()


def test_a_folder_that_waits_for_another_pack_is_left_alone(tmp_path, province, monkeypatch):
    apps()
    monkeypatch.setattr(delivery, "work", lambda **given: stop())
    with pytest.raises(CommandError):
        print_pack(tmp_path / "ra", "--province", code_of(province))
    monkeypatch.undo()
    with pytest.raises(CommandError, match=delivery.NOTE):
        print_pack(tmp_path / "ra", "--province", code_of(province), "--variant", "mono")


def test_a_broken_note_is_no_obstacle(tmp_path):
    apps()
    (tmp_path / delivery.NOTE).write_text("{", encoding="ascii")
    print_pack(tmp_path)
    assert (tmp_path / "to-roi-app-1.pdf").exists()


def test_what_could_not_be_printed_is_named(tmp_path):
    with_poster(apps()[0])
    said = say("print_pack", "--apps", "app-1", "app-2", "--layouts", "poster", "-o", tmp_path)
    assert "Ứng dụng 2 (1): " in said
    assert (tmp_path / "ap-phich-app-1.pdf").exists()


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["--province", "99"], "T"),
        (["--communes", "Mẫu Một"], "Xã Mẫu Một"),
        (["--variant", "gold"], "plain, mono, ink, large, shop, office"),
    ],
)
def test_wrong_names_of_a_pack_list_the_right_ones(tmp_path, province, words, right):
    apps()
    with pytest.raises(CommandError, match=right):
        print_pack(tmp_path / "ra", *words)
    assert not PrintPack.objects.exists()


@pytest.mark.parametrize("number", ["0", "x", "99"])
def test_a_wrong_number_of_workers_is_told(tmp_path, number):
    with pytest.raises(CommandError, match=number):
        print_pack(tmp_path, "--workers", number)
