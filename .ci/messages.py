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


def extract() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    command = [sys.executable, "manage.py", "makemessages", "-l", "vi", "--no-location", "--no-obsolete"]
    ignored = [f"--ignore={name}" for name in (".venv/*", "var/*", "tests/*", "build/*", "media/*")]
    subprocess.run([*command, *ignored], check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)


def compile_all() -> None:
    for po in ROOT.glob("lms/locale*/vi/LC_MESSAGES/*.po"):
        po.with_suffix(".mo").write_bytes(polib.pofile(str(po)).to_binary())


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        extract()
    compile_all()
