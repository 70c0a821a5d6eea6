"""Where finished pages are kept: files, and Redis where there is a server to try it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lms.pagecache.entry import Entry
from lms.pagecache.redis_store import RedisStore
from lms.pagecache.store import CHANGES, FileStore

MB = 1024 * 1024


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory):
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server on the PATH")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)], stdout=subprocess.DEVNULL
    )
    url = f"redis://127.0.0.1:{port}/0"
    try:
        for _try in range(200):
            if RedisStore(url).ensure(["x"]):
                break
            time.sleep(0.05)
        yield url
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(params=["files", "redis"])
def opened(request, tmp_path):
    """Opens the same store once more, as another worker does."""
    if request.param == "files":
        return lambda: FileStore(tmp_path, MB)
    url = request.getfixturevalue("redis_url")
    return lambda: RedisStore(url)


def entry(words="Xin chào. " * 50, **fields):
    fields = {"headers": {"Vary": "Cookie"}, "tokens": {}, "until": time.time() + 60, **fields}
    return Entry.of(words.encode(), **fields)


def test_a_page_comes_back_as_it_was_kept(opened):
    store = opened()
    store.ensure([CHANGES])
    page = entry(tokens=store.ensure(["all"]))
    store.put("k", page)
    assert opened().find("k") == page
    assert opened().find("khác") is None


def test_a_page_of_which_a_token_is_not_known_is_not_given_out(opened):
    opened().ensure([CHANGES])
    opened().put("k", entry(tokens={"never-given": "0" * 16}))
    assert opened().find("k") is None


def test_another_worker_draws_a_page_whose_time_is_over_once_for_both(opened, monkeypatch):
    here, there = opened(), opened()
    here.ensure([CHANGES])
    here.put("k", entry("cũ"))
    assert there.find("k")
    later = time.time() + 100
    monkeypatch.setattr("lms.pagecache.store.time.time", lambda: later)
    assert there.find("k") is None
    fresh = entry("mới", until=later + 60)
    here.put("k", fresh)
    assert there.find("k") == fresh


@pytest.mark.parametrize("damage", [b"", b"{", b'{"sizes": 3}\n', b"[]\nx", b"\xff\n", b"7\n"])
def test_a_damaged_file_is_a_page_drawn_anew(tmp_path, damage):
    store = FileStore(tmp_path, MB)
    store.ensure([CHANGES])
    store.put("k", entry())
    next((tmp_path / "pages").glob("*/*")).write_bytes(damage)
    assert store.find("k") is None


def test_a_short_page_is_kept_in_fewer_codings():
    assert set(entry("x").bodies) == {"identity"}
    assert entry("x").choose("br, gzip") == "identity"


def test_a_tag_without_a_token_is_given_one_that_all_see(opened):
    given = opened().ensure(["tag:a", "tag:b"])
    assert set(given) == {"tag:a", "tag:b"}
    assert opened().ensure(["tag:a", "tag:b"]) == given


def test_a_change_makes_the_pages_of_its_tags_and_no_others_old(opened):
    here, there = opened(), opened()
    here.ensure([CHANGES])
    for name in ("1", "2"):
        here.put(name, entry(name, tokens=here.ensure([f"tag:{name}", "all"])))
    assert there.find("1")
    assert there.find("2")
    here.renew(["tag:1"])
    assert there.find("1") is None
    assert there.find("2")
    here.renew(["all"])
    assert there.find("2") is None


def test_a_page_drawn_from_old_words_never_comes_out_as_new(opened):
    """Readers draw and keep pages while a writer changes the words: a page that holds shows the newest words, or those
    of a change that is not told yet."""
    words = {"now": 0, "told": 0}
    opened().ensure(["t", CHANGES])

    def write(_n):
        store = opened()
        for number in range(1, 120):
            words["now"] = number
            store.renew(["t"])
            words["told"] = number

    def read(_n):
        store, wrong = opened(), 0
        for _ in range(150):
            told = words["told"]
            kept = store.find("page")
            if kept:
                wrong += int(kept.bodies["identity"]) < told
                continue
            before = store.ensure([CHANGES])
            drawn = words["now"]
            tokens = store.ensure(["t"])
            if before and store.ensure([CHANGES]) == before and tokens.get("t"):
                store.put("page", entry(str(drawn), tokens=tokens))
        return wrong

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(write, 0), *(pool.submit(read, n) for n in range(3))]
        assert [job.result() for job in jobs[1:]] == [0, 0, 0]
        jobs[0].result()


def test_the_folder_stays_within_its_limit(tmp_path):
    store = FileStore(tmp_path, 20_000)
    page = entry("".join(map(chr, range(33, 2000))))
    for number in range(200):
        store.put(f"k{number}", page)
    store.clean()
    assert sum(path.stat().st_size for path in (tmp_path / "pages").glob("*/*")) <= 20_000
    store.ensure([CHANGES])
    assert store.find("k199") == page


def test_leftovers_of_a_worker_that_died_are_removed(tmp_path):
    store = FileStore(tmp_path, MB)
    store.ensure([CHANGES])
    store.put("k", entry())
    left = next((tmp_path / "pages").glob("*")) / "x.part"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    store.clean()
    assert not left.exists()
    assert store.find("k") is not None


@pytest.mark.parametrize("left", ["", "short", "x" * 40])
def test_half_a_token_matches_no_page(tmp_path, left):
    store = FileStore(tmp_path, MB)
    before = store.ensure(["t", CHANGES])
    store.put("k", entry(tokens={"t": before["t"]}))
    assert store.find("k")
    for path in (tmp_path / "tags").iterdir():
        path.write_text(left)
    assert store.find("k") is None
    assert store.ensure(["t"])["t"] not in ("", before["t"])


def test_without_redis_nothing_is_kept_and_nothing_fails(caplog):
    store = RedisStore("redis://127.0.0.1:1/0")
    store.put("k", entry())
    store.renew(["t"])
    assert (store.find("k"), store.ensure(["t"])) == (None, {})
    assert "pages may be old" in caplog.text


def test_a_page_that_is_over_is_not_put_into_redis(redis_url):
    RedisStore(redis_url).put("over", entry(until=time.time() - 1))
    assert RedisStore(redis_url).find("over") is None
