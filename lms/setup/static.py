"""Static files for the embedded server: collected once, and again when one of them changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command


def collect_if_changed() -> bool:
    """Collects into STATIC_ROOT unless it holds these very files already; whether it did.

    Only the storage with a manifest reads from there.
    """
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return False
    stamp_file = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    stamp = _stamp()
    if staticfiles_storage.exists(staticfiles_storage.manifest_name) and _read(stamp_file) == stamp:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp_file.write_text(stamp, encoding="ascii")
    return True


def _stamp() -> str:
    """A digest of every static file's name and content."""
    found = hashlib.sha256()
    for name, content in sorted(_files()):
        found.update(name.encode())
        found.update(content)
    return found.hexdigest()


def _files() -> Iterator[tuple[str, bytes]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            with storage.open(name) as file:
                yield name, hashlib.sha256(file.read()).digest()


def _read(file: Path) -> str:
    return file.read_text(encoding="ascii") if file.exists() else ""
