"""Bad files of units: the error names file, row and column, and nothing is half-written."""

import pytest

from lms.members.models import FormerCommune, Unit
from lms.members.units import UnitFileError, load_units

pytestmark = pytest.mark.django_db

UNITS = ["code,name,kind,parent_code", "96,Cà Mau,tinh,", "32065,Thới Bình,xa,96", "32236,Tân Ân,xa,96"]
FORMER = [
    "former_code,former_name,former_district,former_province,code",
    "32064,Thị trấn Thới Bình,Huyện Thới Bình,Tỉnh Cà Mau,32065",
]


def load(tmp_path, units=UNITS, former=FORMER, encoding="utf-8"):
    units_csv, former_csv = tmp_path / "units.csv", tmp_path / "former.csv"
    units_csv.write_text("\n".join(units) + "\n", encoding=encoding)
    former_csv.write_text("\n".join(former) + "\n", encoding="utf-8")
    return load_units(units_csv=units_csv, former_csv=former_csv)


def refused(tmp_path, **files):
    with pytest.raises(UnitFileError) as error:
        load(tmp_path, **files)
    assert not Unit.objects.exists()
    assert not FormerCommune.objects.exists()
    return error.value


def test_good_files_are_loaded(tmp_path):
    loaded = load(tmp_path)
    assert (loaded.units, loaded.former_communes) == (3, 1)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    assert load(tmp_path, encoding="utf-8-sig").units == 3


def test_empty_lines_are_skipped(tmp_path):
    assert load(tmp_path, units=[*UNITS, "", ""]).units == 3


def test_names_are_normalised(tmp_path):
    load(tmp_path, units=[UNITS[0], UNITS[1], "32065, \u00d0a\u0302\u0300m  Dơi ,xa,96"])
    assert Unit.objects.get(level="commune").names.get().name == "Đầm Dơi"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("32240,Mẫu,huyen,96", "kind"),
        ("32240,Mẫu,xa,95", "parent_code"),
        ("32240,Mẫu,xa,", "parent_code"),
        ("32240,Mẫu,xa,32065", "parent_code"),  # a commune is no province
        ("32065,Mẫu,xa,96", "code"),  # twice
        ("3224,Mẫu,xa,96", "code"),
        ("1,Mẫu,tinh,", "code"),  # a lost leading zero
        ("95,Mẫu,tinh,96", "parent_code"),
        ("32240,,xa,96", "name"),
        (f"32240,{'Mẫu' * 40},xa,96", "name"),
        ("32240,Mẫu,xa", ""),
    ],
)
def test_a_wrong_row_of_units_is_named(tmp_path, row, column):
    error = refused(tmp_path, units=[*UNITS, row])
    assert (error.file, error.row, error.column) == ("units.csv", 5, column)
    assert "units.csv" in str(error)
    assert "5" in str(error)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("32066,Xã Mẫu,Huyện Mẫu,Tỉnh Mẫu,99999", "code"),
        ("32064,Xã Mẫu,Huyện Mẫu,Tỉnh Mẫu,32065", "code"),  # the pair again
        ("x,Xã Mẫu,Huyện Mẫu,Tỉnh Mẫu,32065", "former_code"),
        ("32066,,Huyện Mẫu,Tỉnh Mẫu,32065", "former_name"),
        ("32066,Xã Mẫu,Huyện Mẫu,32065", ""),
    ],
)
def test_a_wrong_row_of_former_communes_undoes_the_whole_load(tmp_path, row, column):
    error = refused(tmp_path, former=[*FORMER, row])
    assert (error.file, error.row, error.column) == ("former.csv", 3, column)


def test_a_wrong_header_names_the_columns_wanted(tmp_path):
    error = refused(tmp_path, units=["ma,ten,loai,cha", *UNITS[1:]])
    assert error.row == 1
    assert "code,name,kind,parent_code" in str(error)


def test_an_empty_file_has_a_wrong_header(tmp_path):
    assert refused(tmp_path, units=[""]).row == 1


def test_text_in_an_old_encoding_is_refused(tmp_path):
    error = refused(tmp_path, units=[UNITS[0], "96,Trà,tinh,"], encoding="cp1258")
    assert "UTF-8" in str(error)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnitFileError, match=r"nowhere\.csv"):
        load_units(units_csv=tmp_path / "nowhere.csv")


def test_a_quote_that_never_ends_is_a_wrong_row(tmp_path):
    assert refused(tmp_path, units=[*UNITS, '32240,"Mẫu,xa,96']).file == "units.csv"
