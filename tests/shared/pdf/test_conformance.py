"""The sheets hold to PDF/UA-1 and PDF/A-2a by the veraPDF engine; the check itself can refuse and can be skipped."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from lms.shared.pdf import render_pdf
from tests.all_sheets import draw_all
from tests.shared.pdf.layouts import WORDS, layout

VALIDATOR = Path(__file__).parents[3] / ".ci" / "verapdf"
SKIPPED = 77


def validated(folder: Path) -> tuple[int, str]:
    """Exit code and words of the validator; where it cannot run, the test is skipped with its reason."""
    run = subprocess.run([sys.executable, VALIDATOR, folder], capture_output=True, text=True)
    if run.returncode == SKIPPED:
        pytest.skip(run.stdout.strip())
    return run.returncode, run.stdout + run.stderr


@pytest.mark.all_sheets
def test_every_sheet_passes_both_standards(tmp_path: Path) -> None:
    count = len(draw_all(tmp_path))
    assert validated(tmp_path) == (0, f"{count} files pass PDF/UA-1 and PDF/A-2a\n")


@pytest.mark.all_sheets
def test_a_sheet_without_its_tags_is_refused_by_clause(tmp_path: Path) -> None:
    pdf = render_pdf(layout(tmp_path, WORDS), {"words": ["một"]})
    (tmp_path / "tagged.pdf").write_bytes(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.StructTreeRoot
        opened.save(tmp_path / "untagged.pdf")
    code, words = validated(tmp_path)
    fault, closing = words.splitlines()
    assert code == 1
    assert fault.startswith(f"FAIL {tmp_path}/untagged.pdf: ")
    assert "PDF/UA-1 clause 7.1 test 11, 1 x: The logical structure" in fault
    assert "PDF/A-2a clause 6.7.3.3 test 1, 1 x: The logical structure" in fault
    assert closing == "1 of 2 files pass PDF/UA-1 and PDF/A-2a"


def test_a_folder_without_a_pdf_is_a_failure(tmp_path: Path) -> None:
    run = subprocess.run([sys.executable, VALIDATOR, tmp_path], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (1, f"no PDF below {tmp_path}\n")


def test_without_java_the_check_is_skipped_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").touch()
    run = subprocess.run([sys.executable, VALIDATOR, tmp_path], capture_output=True, text=True, env={"PATH": "/none"})
    assert (run.returncode, run.stdout) == (SKIPPED, "a JDK is missing (apt install default-jdk-headless)\n")
