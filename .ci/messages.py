"""Brings lms/locale up to date with the strings in code and templates (needs GNU gettext), and compiles every .mo.

python .ci/messages.py            extract, then compile
python .ci/messages.py --compile  compile only (needs no gettext)
"""

import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "lms" / "locale"
HEADER = {
    "Project-Id-Version": "Kỹ năng số cộng đồng",
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}


def extract() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    command = [sys.executable, "manage.py", "makemessages", "-l", "vi", "--no-location", "--no-obsolete"]
    ignored = [f"--ignore={name}" for name in (".venv/*", "var/*", "tests/*", "build/*", "media/*")]
    subprocess.run([*command, *ignored], check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)

    for po in LOCALE.glob("vi/LC_MESSAGES/*.po"):
        tidy(po)


def tidy(po: Path) -> None:
    """A header without dates and blanks to fill in, and entries in a fixed order: diffs show words only."""
    catalogue = polib.pofile(str(po), wrapwidth=120)
    catalogue.header = "Vietnamese for the strings of this project. Updated by .ci/messages.py."
    catalogue.metadata = HEADER
    catalogue.metadata_is_fuzzy = False
    catalogue.sort(key=lambda entry: (entry.msgctxt or "", entry.msgid))
    catalogue.save(str(po))


def compile_all() -> None:
    for po in ROOT.glob("lms/locale*/vi/LC_MESSAGES/*.po"):
        po.with_suffix(".mo").write_bytes(polib.pofile(str(po)).to_binary())


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        extract()
    compile_all()
