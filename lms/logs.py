"""How a line of the log is written."""

from __future__ import annotations

import logging
import re

# What opens a station without an account: the part of its address behind /loa/, and a machine's key in an address.
_SECRETS = re.compile(r"(/loa/|[?&]khoa=)[^/&\s'\"]+")


class WithoutSecrets(logging.Formatter):
    """Leaves the secrets of stations out: who may read the log must not come in by what stands there."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub(r"\1…", super().format(record))
