"""Recordings beside a version: how somebody read it, of one station or of the province for all."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lessons.models import Approval, Recording, ScriptVersion, Station
from lms.members.models import User
from lms.shared import sound_uploads
from lms.shared.sound_uploads import BadRecording

from .errors import AlreadyWithdrawn

TYPES = {Recording.Format.MP3: "audio/mpeg", Recording.Format.OGG: "audio/ogg"}
WHOLE = 0
PROVINCE_FIRST = F("station").asc(nulls_first=True)


# --- selectors --------------------------------------------------------------------------------------


def words_for(error: BadRecording) -> str:
    """What is wrong with the file, and what to do."""
    return sound_uploads.words_for(error, settings.LMS_RADIO_RECORDING_MAX_BYTES)


def cut_choices() -> list[tuple[int, str]]:
    """What a recording may be of: the whole text, or a cut."""
    return [(WHOLE, str(_("The whole text"))), *((cut, str(_("%s seconds")) % cut) for cut in settings.LMS_RADIO_CUTS)]


def for_approvals(approvals: Sequence[Approval]) -> dict[int, list[Recording]]:
    """By approval: what may be played with it, the whole text first. One query.

    A station's own recording says the words that stood when it was made, so one from before the approval is left out.
    """
    versions = {one.version_id for one in approvals if one.version_id}
    stations = {one.station_id for one in approvals}
    rows = Recording.objects.filter(Q(station=None) | Q(station__in=stations), version__in=versions)
    by_version: dict[int, list[Recording]] = defaultdict(list)
    for row in rows.order_by("cut", PROVINCE_FIRST, "pk") if versions else ():
        by_version[row.version_id].append(row)
    return {one.pk: [row for row in by_version[one.version_id or 0] if _fits(row, one)] for one in approvals}


def _fits(row: Recording, approval: Approval) -> bool:
    own = row.station_id == approval.station_id and row.added_at >= approval.approved_at
    return row.station_id is None or own


# --- services ---------------------------------------------------------------------------------------


def add(
    *,
    version: ScriptVersion,
    station: Station | None = None,
    upload: File,
    cut: int = WHOLE,
    by: User | None,
    now: dt.datetime,
) -> Recording:
    """Puts a recording beside the version, in place of the earlier one of the same station and cut.

    Raises BadRecording, whose `words_for` tell why, and AlreadyWithdrawn; then nothing is kept.
    """
    if cut not in (WHOLE, *settings.LMS_RADIO_CUTS):
        raise ValueError(f"no cut of {cut} seconds")
    content, sound = sound_uploads.checked(upload, settings.LMS_RADIO_RECORDING_MAX_BYTES)
    new = Recording(version=version, station=station, cut=cut, format=sound.format, seconds=sound.seconds)
    new.sha256, new.size = hashlib.sha256(content).hexdigest(), len(content)
    new.added_at, new.added_by = now, by
    written = _store(new, content)
    try:
        with transaction.atomic():
            _replace(new)
    except BaseException:
        if written:
            new.file.storage.delete(str(new.file.name))
        raise
    return new


def remove(*, recording: Recording) -> None:
    with transaction.atomic():
        recording.delete()
        _sweep_later(recording)


def _store(recording: Recording, content: bytes) -> bool:
    """Names the file by what it holds; False where it lies there already, beside another version perhaps."""
    storage = recording.file.storage
    name = recording._meta.get_field("file").generate_filename(recording, "")
    if storage.exists(name):
        recording.file.name = name
        return False
    recording.file.name = storage.save(name, ContentFile(content))
    return True


def _replace(new: Recording) -> None:
    version = ScriptVersion.objects.select_for_update().get(pk=new.version_id)
    if version.withdrawn_at:
        raise AlreadyWithdrawn
    for old in Recording.objects.filter(version=version, station=new.station, cut=new.cut):
        old.delete()
        _sweep_later(old)
    new.save()


def _sweep_later(old: Recording) -> None:
    """Takes the file away once it is certain that no row names it."""
    name, storage = str(old.file.name), old.file.storage

    def sweep() -> None:
        if not Recording.objects.filter(file=name).exists():
            storage.delete(name)

    transaction.on_commit(sweep)
