"""Fails when a string of ours has no Vietnamese, when the catalogue holds strings that are gone, or a .mo is stale.

Needs GNU gettext (makemessages), so it is a leg of CI; what a test can see is in tests/test_catalogue.py.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "lms" / "locale"


def entries(path: Path) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


def faults() -> list[str]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "tree"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", "var", "media", ".git", "node_modules"))
        subprocess.run([sys.executable, str(copy / ".ci" / "messages.py")], check=True, cwd=copy)
        for po in sorted(LOCALE.glob("vi/LC_MESSAGES/*.po")):
            fresh, stored = entries(copy / po.relative_to(ROOT)), entries(po)
            found += [f"not in {po.name}: {msgid!r}" for _, msgid in sorted(fresh - stored, key=str)]
            found += [f"no longer used, in {po.name}: {msgid!r}" for _, msgid in sorted(stored - fresh, key=str)]
    for po in sorted(ROOT.glob("lms/locale*/vi/LC_MESSAGES/*.po")):
        catalogue = polib.pofile(str(po))
        found += [f"no Vietnamese, in {po.name}: {e.msgid!r}" for e in catalogue.untranslated_entries()]
        found += [f"marked fuzzy, in {po.name}: {e.msgid!r}" for e in catalogue.fuzzy_entries()]
        if po.with_suffix(".mo").read_bytes() != catalogue.to_binary():
            found.append(f"{po.with_suffix('.mo').name} is stale: run python .ci/messages.py --compile")
    return found


if __name__ == "__main__":
    problems = faults()
    print("\n".join(problems) or "the catalogue is complete")
    sys.exit(bool(problems))
