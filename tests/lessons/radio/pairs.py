"""The table of written and spoken pairs, as pairs.yaml holds it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

_TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))

PAIRS: list[tuple[str, str, str]] = [(rule["rule"], *pair[:2]) for rule in _TABLE["rules"] for pair in rule["pairs"]]
BLOCKED: list[tuple[str, str, str]] = [(*row[:3],) for row in _TABLE["blocked"]]
READINGS: list[tuple[str, str, str]] = [(*row,) for row in _TABLE["readings"]]

ALL_PAIRS = [pytest.param(written, spoken, id=f"{rule}: {written}") for rule, written, spoken in PAIRS]
