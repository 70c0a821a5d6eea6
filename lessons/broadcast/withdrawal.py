"""Thu hồi: taking a version off the air, who must hear of it, and the script that puts it right."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from textwrap import shorten
from typing import Any

import yaml
from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lessons.models import Airing, AppPage, Approval, Pull, RadioScriptPage, ScriptVersion, Station
from lms.members.models import User
from lms.shared.vietnamese import normalise_line

from .errors import AlreadyWithdrawn, ReasonMissing

MOST_REASON = ScriptVersion._meta.get_field("withdrawn_reason").max_length or 0
MOST_LINE = 300  # letters, as the editor allows
_CORRECTION = Path(__file__).with_name("correction.yaml")


# --- selectors --------------------------------------------------------------------------------------


def stations_concerned(version: ScriptVersion) -> QuerySet[Station]:
    """Who fetched or aired it, each with `pulled_on`, `aired_on` and `broadcasts`; those who aired it last first."""
    pulls = Pull.objects.filter(station=OuterRef("pk"), version=version).values("station")
    airings = _aired(version).filter(station=OuterRef("pk")).values("station")
    rows = Station.objects.annotate(
        pulled_on=Subquery(pulls.annotate(last=Max("last_on")).values("last")),
        aired_on=Subquery(airings.annotate(last=Max("day")).values("last")),
        broadcasts=Subquery(airings.annotate(n=Count("pk")).values("n")),
    )
    concerned = rows.filter(Q(pulled_on__isnull=False) | Q(aired_on__isnull=False))
    return concerned.select_related("unit").order_by(_last("aired_on"), _last("pulled_on"), "name", "pk")


def with_counts(versions: QuerySet[ScriptVersion]) -> QuerySet[ScriptVersion]:
    """Each with how many communes `approved`, `pulled` and `aired` it, ever."""
    return versions.annotate(
        approved=_stations(Approval.objects.all()),
        pulled=_stations(Pull.objects.all()),
        aired=_stations(Airing.objects.filter(called_off_at=None)),
    )


def words_of(version: ScriptVersion) -> str:
    """That it was withdrawn, when and why; "" where it stands."""
    if version.withdrawn_at is None:
        return ""
    day = f"{localtime(version.withdrawn_at):%d/%m/%Y}"
    return _("Withdrawn on %(day)s, not for the air: %(reason)s") % {"day": day, "reason": version.withdrawn_reason}


def correction_of(version: ScriptVersion) -> RadioScriptPage | None:
    """The script that puts it right, published or still a draft."""
    return RadioScriptPage.objects.filter(corrects=version).order_by("-live", "pk").first()


def app_of(version: ScriptVersion) -> AppPage | None:
    """The app below which its correction is written; None once that is gone."""
    return AppPage.objects.filter(key=version.app_key).first()


# --- services ---------------------------------------------------------------------------------------


@transaction.atomic
def withdraw(*, version: ScriptVersion, reason: str, by: User, now: dt.datetime) -> ScriptVersion:
    """No station may read it any more: its approvals no longer stand, and the reason is told wherever it was given out.

    Raises ReasonMissing, and AlreadyWithdrawn when somebody was first.
    """
    said = normalise_line(reason)
    if not said:
        raise ReasonMissing
    row = ScriptVersion.objects.select_for_update().get(pk=version.pk)
    if row.withdrawn_at:
        raise AlreadyWithdrawn
    row.is_current, row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = False, now, by, said[:MOST_REASON]
    row.save(update_fields=["is_current", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return row


@transaction.atomic
def make_correction(*, version: ScriptVersion, app: AppPage, by: User) -> RadioScriptPage:
    """A draft below the app that says what was wrong; what is right must be written before it can be read out.

    Asked for twice, it is made once.
    """
    ScriptVersion.objects.select_for_update().get(pk=version.pk)
    if made := correction_of(version):
        return made
    template = _template()
    values = _values(version)
    page = RadioScriptPage(
        title=template["title"].format_map(values)[:255],
        language=version.language,
        cues=[_block(one, values) for one in template["parts"]],
        corrects=version,
        live=False,
        owner=by,
    )
    app.add_child(instance=page)
    page.save_revision(user=by, log_action=True)
    return page


def _aired(version: ScriptVersion) -> QuerySet[Airing]:
    return Airing.objects.filter(version=version, called_off_at=None)


def _last(name: str) -> Any:
    return F(name).desc(nulls_last=True)


def _stations(rows: QuerySet[Any]) -> Any:
    counted = rows.filter(version=OuterRef("pk")).order_by().values("version")
    return Subquery(counted.annotate(n=Count("station", distinct=True)).values("n"))


@cache
def _template() -> dict[str, Any]:
    return yaml.safe_load(_CORRECTION.read_text(encoding="utf-8"))


def _values(version: ScriptVersion) -> dict[str, str]:
    reason = version.withdrawn_reason.rstrip(" .!…")
    return {
        "title": version.title.rstrip(" ."),
        "published": f"{localtime(version.published_at):%d/%m/%Y}",
        "reason": reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason,
    }


def _block(part: dict[str, Any], values: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """Slots of stations stand in double braces in the file, as `format` writes single ones."""
    value = {"seconds": part["seconds"]} if "seconds" in part else {}
    if "lines" in part:
        value = {"lines": [shorten(line.format_map(values), MOST_LINE, placeholder="…") for line in part["lines"]]}
    return part["kind"], value
