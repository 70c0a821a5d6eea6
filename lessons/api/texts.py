"""Approved texts of one station as plain data: what stands, what was withdrawn, one text with its cuts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lessons.broadcast import recordings
from lessons.broadcast.approval import standing
from lessons.broadcast.desk import Glossary
from lessons.broadcast.files import FORMATS
from lessons.broadcast.pulls import with_corrections
from lessons.broadcast.texts import approved_script
from lessons.models import Approval, Recording, ScriptVersion, Station
from lessons.radio.cues import Cue, Script
from lessons.radio.cuts import Cut, cut
from lessons.radio.textfile import as_text

from .parameters import Wanted

A_PAGE = 50


@dataclass(frozen=True)
class Text:
    """An approval that stands, as it is read today."""

    approval: Approval
    script: Script
    recordings: Sequence[Recording] = ()

    @cached_property
    def cuts(self) -> dict[int, Cut]:
        return {seconds: cut(self.script, seconds) for seconds in settings.LMS_RADIO_CUTS}

    def seconds(self, cut: int) -> int:
        return round(self.cuts[cut].script.seconds if cut else self.script.seconds)

    @property
    def published_at(self) -> dt.datetime:
        about = self.approval.text
        return about.published_at if isinstance(about, ScriptVersion) else about.created_at

    @property
    def changed_at(self) -> dt.datetime:
        return max([self.approval.approved_at, *(row.added_at for row in self.recordings)])


def texts_of(station: Station) -> list[Text]:
    """What this station may read, the last approved first; what has no reading any more is left out. Three queries."""
    approvals = list(standing(station).defer("version__parts"))
    terms, sounds = Glossary(), recordings.for_approvals(approvals)
    texts = (Text(one, read(one, terms), sounds[one.pk]) for one in approvals)
    return [text for text in texts if text.script.ready]


def read(approval: Approval, terms: Glossary) -> Script:
    version = approval.version
    return approved_script(approval, terms=terms.of(version.app_key if version else ""))


def chosen(texts: Iterable[Text], wanted: Wanted) -> list[Text]:
    return [text for text in texts if _fits(text, wanted)]


def _fits(text: Text, wanted: Wanted) -> bool:
    version = text.approval.version
    if wanted.app and (version is None or version.app_key != wanted.app):
        return False
    if wanted.since and text.changed_at < wanted.since:
        return False
    if wanted.published_from and text.published_at < wanted.published_from:
        return False
    if wanted.published_to and text.published_at > wanted.published_to:
        return False
    return not wanted.max_seconds or text.seconds(wanted.cut) <= wanted.max_seconds


# --- as data ----------------------------------------------------------------------------------------


def at(moment: dt.datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")


def address(name: str, *args: Any, cut: int = 0) -> str:
    return settings.LMS_PUBLIC_URL + reverse(f"radio_api:{name}", args=args) + (f"?cut={cut}" if cut else "")


def summary(text: Text, cut: int = 0) -> dict[str, Any]:
    """One line of the list; with `cut`, its files are those of that cut."""
    one, version = text.approval, text.approval.version
    return {
        "id": one.pk,
        "kind": "script" if version else "notice",
        "key": version.script_key if version else None,
        "version": version.number if version else None,
        "title": one.title,
        "app": {"key": version.app_key, "title": version.app_title} if version and version.app_key else None,
        "language": version.language if version else "vi",
        "published_at": at(text.published_at),
        "approved_at": at(one.approved_at),
        "changed_at": at(text.changed_at),
        "code": one.code,
        "seconds": text.seconds(0),
        "cuts": [_cut(text, seconds) for seconds in text.cuts],
        "files": files(one, cut),
        "recordings": [_recording(one, row) for row in text.recordings if not cut or row.cut == cut],
        "url": address("text", one.pk),
    }


def whole(text: Text) -> dict[str, Any]:
    """One text with its words: line by line as written and as spoken, and each cut as plain text."""
    cuts = [
        _cut(text, seconds)
        | {
            "text": as_text(one.script),
            "dropped": [line.written for line in one.dropped],
            "files": files(text.approval, seconds),
        }
        for seconds, one in text.cuts.items()
    ]
    parts = [_part(cue) for cue in text.script.cues]
    return summary(text) | {"rate": text.script.rate, "text": as_text(text.script), "parts": parts, "cuts": cuts}


def withdrawn(station: Station, since: dt.datetime) -> list[dict[str, Any]]:
    """What this station had approved and may no longer read, the last withdrawn first."""
    rows = Approval.objects.filter(station=station, version__withdrawn_at__gte=since).select_related("version")
    gone = list(rows.order_by("-version__withdrawn_at", "-pk").defer("parts", "version__parts"))
    versions = {one.version_id: one.version for one in gone if one.version}
    instead = {one.version.pk: one.instead for one in with_corrections(station, versions.values())}
    return [_withdrawn(one, one.version, instead[one.version.pk]) for one in gone if one.version]


def _withdrawn(one: Approval, version: ScriptVersion, instead: Iterable[Approval]) -> dict[str, Any]:
    return {
        "id": one.pk,
        "withdrawn": True,
        "key": version.script_key,
        "version": version.number,
        "title": version.title,
        "withdrawn_at": at(cast(dt.datetime, version.withdrawn_at)),
        "reason": version.withdrawn_reason,
        "instead": [other.pk for other in instead],
    }


def _cut(text: Text, seconds: int) -> dict[str, Any]:
    return {"cut": seconds, "seconds": text.seconds(seconds), "over": text.cuts[seconds].over}


def _part(cue: Cue) -> dict[str, Any]:
    lines = [
        {
            "written": line.written,
            "spoken": line.spoken,
            "seconds": round(line.seconds, 1),
            "must_say": line.must_say,
        }
        for line in cue.lines
    ]
    return {"kind": cue.kind.value, "heading": cue.heading, "seconds": round(cue.seconds, 1), "lines": lines}


def files(approval: Approval, cut: int) -> dict[str, str]:
    return {kind: address("file", approval.pk, kind, cut=cut) for kind in FORMATS}


def _recording(approval: Approval, row: Recording) -> dict[str, Any]:
    return {
        "cut": row.cut,
        "seconds": row.seconds,
        "format": row.format,
        "bytes": row.size,
        "sha256": row.sha256,
        "url": address("recording", approval.pk, row.pk),
    }
