"""The store of finished sheets: what was put comes back; bounded, cleaned, harmless when the disk is not."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from lms.shared.pdf.store import CLEAN_EVERY, FORGOTTEN_SECONDS, SheetStore

NOW = 1_800_000_000


def name(n: int) -> str:
    return f"{n:064x}.pdf"


def used_at(store: SheetStore, n: int, second: int) -> None:
    os.utime(next(store.folder.glob(f"??/{name(n)}")), (NOW + second, NOW + second))


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    store = SheetStore(tmp_path, 1000)
    store.put(name(1), b"sheet")
    assert store.get(name(1)) == b"sheet"
    assert store.get(name(2)) is None


def test_another_process_finds_what_was_put(tmp_path: Path) -> None:
    SheetStore(tmp_path, 1000).put(name(1), b"sheet")
    assert SheetStore(tmp_path, 1000).get(name(1)) == b"sheet"


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    store = SheetStore(tmp_path, 250)
    for n in range(3):
        store.put(name(n), b"x" * 100)
        used_at(store, n, n)
    assert store.get(name(0)) is not None  # used just now, though it was put first
    used_at(store, 0, 9)
    assert store.clean() == 200
    assert [store.get(name(n)) is not None for n in range(3)] == [True, False, True]


def test_a_store_below_its_limit_loses_nothing(tmp_path: Path) -> None:
    store = SheetStore(tmp_path, 300)
    for n in range(3):
        store.put(name(n), b"x" * 100)
    assert store.clean() == 300


def test_a_store_that_is_only_written_to_stays_bounded(tmp_path: Path) -> None:
    store = SheetStore(tmp_path, 5_000)
    for n in range(4 * CLEAN_EVERY):
        store.put(name(n), b"x" * 100)
    kept = sum(path.stat().st_size for path in tmp_path.glob("??/*"))
    assert kept <= 5_000 + CLEAN_EVERY * 100


def test_a_temporary_file_of_a_dead_process_is_cleaned_and_a_fresh_one_is_not(tmp_path: Path) -> None:
    store = SheetStore(tmp_path, 1000)
    store.put(name(1), b"sheet")
    folder = next(tmp_path.iterdir())
    for part, age in (("old.part", FORGOTTEN_SECONDS + 60), ("new.part", 60)):
        (folder / part).write_bytes(b"half")
        os.utime(folder / part, (NOW - age, NOW - age))
    used_at(store, 1, 0)
    store.clean()
    assert {path.name for path in folder.iterdir()} == {name(1), "new.part"}


@pytest.mark.parametrize(
    "bad", ["", "../x", "a" * 63, "A" * 64, f"{'a' * 64}/../x", f"{'a' * 64}.PDF", f"{'a' * 64}\n"]
)
def test_what_is_not_the_name_of_a_sheet_is_refused(tmp_path: Path, bad: str) -> None:
    store = SheetStore(tmp_path, 1000)
    with pytest.raises(ValueError, match="not the name of a sheet"):
        store.get(bad)
    with pytest.raises(ValueError, match="not the name of a sheet"):
        store.put(bad, b"")


def test_a_folder_that_cannot_be_written_costs_nothing_but_speed(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")  # no folder can be made below a file, not even by root
    store = SheetStore(tmp_path / "taken", 1000)
    store.put(name(1), b"sheet")
    assert store.get(name(1)) is None
    assert store.clean() == 0


def test_a_disk_that_fails_at_the_last_moment_leaves_no_half_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    store = SheetStore(tmp_path, 1000)
    store.put(name(1), b"sheet")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_two_threads_at_once_never_see_half_a_sheet(tmp_path: Path) -> None:
    sheet, start, seen = os.urandom(200_000), threading.Barrier(2), set[bytes | None]()

    def work() -> None:
        store = SheetStore(tmp_path, 10**9)
        start.wait()
        for _ in range(40):
            store.put(name(1), sheet)
            seen.add(store.get(name(1)))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {sheet}


def test_all_sheets_of_one_mark_are_forgotten_and_no_others(tmp_path: Path) -> None:
    store = SheetStore(tmp_path, 1000)
    marked = [f"{1:064x}-ten.pdf", f"{1:064x}-1080-1-ten.png"]
    for one in (*marked, name(2)):
        store.put(one, b"sheet")
    assert store.forget("-ten") == 2
    assert [store.get(one) for one in marked] == [None, None]
    assert store.get(name(2)) == b"sheet"
