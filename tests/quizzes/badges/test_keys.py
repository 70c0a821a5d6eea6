"""Signing keys: made once, never overwritten, for the owner alone; old ones stay published."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from quizzes.badges.issuer import current_issuer, did_document, issuer_named, own_methods
from quizzes.badges.keys import BadKey, KeyStands, keys_in, make_key

NOON = dt.datetime(2026, 11, 16, 12, tzinfo=dt.UTC)
DID = "did:web:kynangso.example"


def test_a_key_is_readable_by_its_owner_alone(tmp_path):
    key = make_key(tmp_path / "keys", now=NOON)
    assert key.path.stat().st_mode & 0o777 == 0o600
    assert key.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_key_is_read_back(tmp_path):
    made = make_key(tmp_path, now=NOON)
    (read,) = keys_in(tmp_path)
    assert (read.name, read.created, read.did) == (made.name, NOON, f"did:key:{made.name}")
    assert read.name.startswith("z6Mk")


def test_a_standing_key_is_not_overwritten(tmp_path):
    before = make_key(tmp_path, now=NOON).path.read_bytes()
    with pytest.raises(KeyStands):
        make_key(tmp_path, now=NOON)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [before]


def test_a_new_key_signs_and_the_old_one_stays(tmp_path):
    old, new = make_key(tmp_path, now=NOON), make_key(tmp_path, now=NOON, rotate=True)
    assert [key.name for key in keys_in(tmp_path)] == [new.name, old.name]
    assert old.name != new.name


def test_the_tenth_key_is_newer_than_the_ninth(tmp_path):
    made = [make_key(tmp_path, now=NOON, rotate=True).name for _ in range(10)]
    assert [key.name for key in keys_in(tmp_path)] == made[::-1]


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"secretKeyMultibase": "z1", "created": "2026-01-01"}'])
def test_a_broken_key_file_is_named(tmp_path, content):
    (tmp_path / "issuer-1.json").write_text(content)
    with pytest.raises(BadKey, match=r"issuer-1\.json"):
        keys_in(tmp_path)


def test_a_key_file_with_another_public_half_is_refused(tmp_path):
    path = make_key(tmp_path, now=NOON).path
    other = make_key(tmp_path / "other", now=NOON)
    path.write_text(json.dumps({**json.loads(path.read_text()), "publicKeyMultibase": other.name}))
    with pytest.raises(BadKey, match="do not match"):
        keys_in(tmp_path)


def test_without_a_key_nobody_signs(settings, tmp_path):
    settings.LMS_KEY_FOLDER = tmp_path / "none"
    assert (current_issuer(), did_document(), own_methods()) == (None, None, {})


def test_the_issuer_is_the_key_itself_by_default(key):
    issuer = current_issuer()
    assert (issuer.did, issuer.method) == (key.did, f"{key.did}#{key.name}")
    assert did_document() is None


def test_the_issuer_is_the_site_where_the_settings_say_so(key, settings):
    settings.LMS_BADGE_ISSUER_DID = DID
    assert current_issuer().method == f"{DID}#{key.name}"


def test_the_site_publishes_every_key_it_ever_signed_with(key, settings):
    settings.LMS_BADGE_ISSUER_DID = DID
    new = make_key(settings.LMS_KEY_FOLDER, now=NOON, rotate=True)
    document = did_document()
    names = [method["publicKeyMultibase"] for method in document["verificationMethod"]]
    assert (document["id"], names) == (DID, [new.name, key.name])
    assert document["assertionMethod"] == [f"{DID}#{new.name}", f"{DID}#{key.name}"]


def test_older_badges_find_the_issuer_that_signed_them(key, settings):
    make_key(settings.LMS_KEY_FOLDER, now=NOON, rotate=True)
    settings.LMS_BADGE_ISSUER_DID = DID
    assert issuer_named(key.name).did == key.did
    assert issuer_named("web").did == DID
    assert issuer_named("z6MkNobody") is None


@pytest.mark.parametrize("did", ["did:web:elsewhere.example", "kynangso.example", "did:web:kynangso.example:kt"])
def test_a_did_of_another_host_is_refused(key, settings, did):
    settings.LMS_BADGE_ISSUER_DID = did
    with pytest.raises(ImproperlyConfigured, match=r"must be “did:web:kynangso\.example”"):
        current_issuer()


def test_a_port_is_written_as_did_web_asks(key, settings):
    settings.LMS_PUBLIC_URL = "https://kynangso.example:8443"
    settings.LMS_BADGE_ISSUER_DID = "did:web:kynangso.example%3A8443"
    assert current_issuer().did == settings.LMS_BADGE_ISSUER_DID


def run(*args):
    out, err = StringIO(), StringIO()
    call_command("issuer_key", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_makes_a_key_and_names_the_issuer(settings, tmp_path):
    settings.LMS_KEY_FOLDER = tmp_path / "keys"
    out, err = run()
    assert str(tmp_path / "keys" / "issuer-1.json") in out
    assert current_issuer().did in out
    assert err == ""


def test_the_command_run_again_makes_nothing(key, settings):
    out, _err = run()
    assert [one.name for one in keys_in(settings.LMS_KEY_FOLDER)] == [key.name]
    assert key.name in out


def test_the_command_rotates(key, settings):
    run("--rotate")
    assert len(keys_in(settings.LMS_KEY_FOLDER)) == 2
    assert current_issuer().did != key.did


def test_the_command_tells_of_a_key_that_others_can_read(key):
    key.path.chmod(0o644)
    _out, err = run()
    assert str(key.path) in err


def test_the_command_says_which_file_is_broken(key):
    key.path.write_text("{}")
    with pytest.raises(CommandError, match=r"issuer-1\.json"):
        run("--rotate")


def test_a_key_folder_that_is_no_folder_is_named(tmp_path):
    (tmp_path / "keys").write_text("")
    with pytest.raises(BadKey, match="keys"):
        keys_in(tmp_path / "keys")
