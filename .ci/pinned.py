"""Fails when an installed package is not pinned in constraints.txt, or is another version, or an index is named."""

import importlib.metadata
import re
import sys
from pathlib import Path

from packaging.version import Version

OURS = {"ky-nang-so-cong-dong", "pip", "setuptools"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


text = Path(__file__).parent.parent.joinpath("constraints.txt").read_text("utf8")
pins = {canonical(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}
faults = [f"constraints.txt names an address: {line}" for line in text.splitlines() if "://" in line or "index" in line]
for found in importlib.metadata.distributions():
    name = canonical(found.metadata["Name"])
    if name not in OURS and (name not in pins or Version(pins[name]) != Version(found.version)):
        faults.append(f"{name}=={found.version} is installed, constraints.txt has {pins.get(name)}")
print("\n".join(sorted(faults)) or f"{len(pins)} packages pinned")
sys.exit(bool(faults))
