"""Writes every page as FOLDER/<name>.html: `python -m tests.every_page FOLDER`."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")


def main(folder: Path) -> int:
    import django
    from django.test.utils import override_settings, setup_databases, setup_test_environment, teardown_databases

    django.setup()
    logging.disable(logging.ERROR)
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        with override_settings(ROOT_URLCONF="tests.every_page.urls"):
            return write(folder)
    finally:
        teardown_databases(databases, verbosity=0)


def write(folder: Path) -> int:
    from .pages import build
    from .templates import page_templates

    folder.mkdir(parents=True, exist_ok=True)
    missing, faults = set(page_templates()), []
    pages = build()
    for shown in pages:
        answer = shown.drawn()
        if answer.status_code != shown.status or not is_html(answer):
            faults.append(f"{shown.name}: {shown.address} answers {answer.status_code}, not {shown.status}, in HTML")
        (folder / f"{shown.name}.html").write_bytes(answer.content)
        missing -= {template.name for template in answer.templates}
    faults += [f"no page shows {name}; tests/every_page/pages.py wants one more line" for name in sorted(missing)]
    print("\n".join([*faults, f"{len(pages)} pages"]))
    return 1 if faults else 0


def is_html(answer: Any) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
