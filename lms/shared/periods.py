"""Dated rows: a half-open period [valid_from, valid_to), and the promise that periods of one key never overlap.

Neither database of ours can say that in a portable constraint. PostgreSQL has exclusion constraints, SQLite has
triggers; both are put in place after every migrate, because SQLite loses its triggers when Django remakes a table.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: dt.date) -> DatedQuerySet:
        """The rows in force on `day`."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class Dated(models.Model):
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("The first day it no longer holds."))

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("The last day must come after the first."),
            )
        ]


@dataclass(frozen=True)
class NoOverlap:
    """Class attribute `no_overlap` of a `Dated` model: among rows equal in `fields`, periods never overlap."""

    fields: tuple[str, ...]

    def sql(self, model: type[models.Model], vendor: str) -> list[str]:
        table = model._meta.db_table
        columns = [str(getattr(model._meta.get_field(name), "column")) for name in self.fields]  # noqa: B009
        return _postgresql(table, columns) if vendor == "postgresql" else _sqlite(table, columns)


def _postgresql(table: str, columns: list[str]) -> list[str]:
    same = ", ".join(f'"{column}" WITH =' for column in columns)
    name = f"{table}_no_overlap"
    exclude = f"EXCLUDE USING gist ({same}, daterange(valid_from, valid_to, '[)') WITH &&)"
    return [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{name}') THEN "
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {exclude}; END IF; END $$',
    ]


def _sqlite(table: str, columns: list[str]) -> list[str]:
    same = " AND ".join(f'"{column}" = NEW."{column}"' for column in columns)
    clash = (
        f'SELECT 1 FROM "{table}" WHERE {same} AND id <> NEW.id'  # noqa: S608
        " AND valid_from < COALESCE(NEW.valid_to, '9999-12-31')"
        " AND NEW.valid_from < COALESCE(valid_to, '9999-12-31')"
    )
    # AFTER, not BEFORE: only then is the id of a new row known.
    return [
        f'CREATE TRIGGER IF NOT EXISTS "{table}_no_overlap_{event.lower()}" AFTER {event} ON "{table}" '
        f"WHEN EXISTS ({clash}) BEGIN SELECT RAISE(ABORT, 'periods overlap: {table}'); END"
        for event in ("INSERT", "UPDATE")
    ]


def install(*, using: str = "default", app_config: Any = None, **_kwargs: Any) -> None:
    """Receiver of post_migrate: puts every declared promise in place; does nothing where it stands already."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in app_config.get_models() if app_config else apps.get_models():
            promise = getattr(model, "no_overlap", None)
            if promise and model._meta.db_table in existing:
                for statement in promise.sql(model, connection.vendor):
                    cursor.execute(statement)
