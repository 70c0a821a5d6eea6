"""Print packs: many sheets for many communes, printed by a worker and resumed after a crash."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.shared.pdf import VARIANTS


class PrintPack(models.Model):
    """What was ordered: every kind of sheet of every app, for every commune. Its sheets are rows of their own.

    `seen_at` is when a worker last gave a sign of life, `joiner` the worker that puts the finished sheets together.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting for the printer's turn")
        RUNNING = "running", _("being made")
        JOINING = "joining", _("being put together")
        DONE = "done", _("ready")
        FAILED = "failed", _("stopped")
        REMOVED = "removed", _("files removed")

    UNFINISHED = (State.QUEUED, State.RUNNING, State.JOINING)

    title = models.CharField(_("title"), max_length=120)
    created_by = models.ForeignKey(
        "members.User", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("ordered by")
    )
    created_at = models.DateTimeField(_("ordered at"), default=timezone.now)
    app_keys = models.JSONField(_("apps"))
    kinds = models.JSONField(_("sheets"))
    variant = models.CharField(_("way of printing"), max_length=10, default="plain")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    seen_at = models.DateTimeField(_("last sign of life"), null=True)
    joiner = models.CharField(max_length=40, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    error = models.TextField(_("why it stopped"), blank=True)

    class Meta:
        verbose_name = _("print pack")
        verbose_name_plural = _("print packs")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lessons_printpack_state",
                condition=Q(state__in=["queued", "running", "joining", "done", "failed", "removed"]),
            ),
            models.CheckConstraint(name="lessons_printpack_variant", condition=Q(variant__in=VARIANTS)),
            models.CheckConstraint(
                name="lessons_printpack_done_has_date", condition=~Q(state="done") | Q(finished_at__isnull=False)
            ),
            models.CheckConstraint(
                name="lessons_printpack_failed_says_why", condition=~Q(state="failed") | ~Q(error="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PrintPackSheet(models.Model):
    """One file of a pack: a kind of sheet of an app for a commune. `position` is its place in the printing order.

    `file` is its path in the pack, ASCII. A worker that prints it holds a claim, which lapses when it is not heard of.
    """

    class State(models.TextChoices):
        TODO = "todo", _("to be printed")
        CLAIMED = "claimed", _("being printed")
        DONE = "done", _("printed")
        FAILED = "failed", _("not printable")

    pack = models.ForeignKey(PrintPack, on_delete=models.CASCADE, related_name="sheets", verbose_name=_("pack"))
    position = models.PositiveIntegerField(_("number"))
    app_key = models.CharField(_("app"), max_length=60)
    kind = models.CharField(_("sheet"), max_length=30)
    run = models.CharField(_("side"), max_length=10, default="all")
    unit = models.ForeignKey(
        "members.Unit", on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("commune")
    )
    copies = models.PositiveIntegerField(_("copies"), default=1)
    file = models.CharField(_("file"), max_length=250)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TODO)
    claimed_at = models.DateTimeField(_("claimed at"), null=True)
    claimed_by = models.CharField(_("claimed by"), max_length=40, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    paper = models.CharField(_("paper"), max_length=20, blank=True)
    message = models.TextField(_("why it was not printed"), blank=True)

    class Meta:
        verbose_name = _("sheet of a print pack")
        verbose_name_plural = _("sheets of a print pack")
        ordering = ["pack", "position"]
        indexes = [models.Index(name="lessons_printpacksheet_open", fields=["pack", "state"])]
        constraints = [
            models.UniqueConstraint(name="lessons_printpacksheet_position", fields=["pack", "position"]),
            models.UniqueConstraint(name="lessons_printpacksheet_file", fields=["pack", "file"]),
            models.CheckConstraint(
                name="lessons_printpacksheet_state", condition=Q(state__in=["todo", "claimed", "done", "failed"])
            ),
            models.CheckConstraint(name="lessons_printpacksheet_run", condition=Q(run__in=["all", "fronts", "backs"])),
            models.CheckConstraint(name="lessons_printpacksheet_copies", condition=Q(copies__gte=1)),
            models.CheckConstraint(
                name="lessons_printpacksheet_claimed_by_whom",
                condition=~Q(state="claimed") | (Q(claimed_at__isnull=False) & ~Q(claimed_by="")),
            ),
            models.CheckConstraint(
                name="lessons_printpacksheet_done_has_file",
                condition=~Q(state="done") | (~Q(file="") & Q(pages__gte=1)),
            ),
            models.CheckConstraint(
                name="lessons_printpacksheet_failed_says_why", condition=~Q(state="failed") | ~Q(message="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.file}"
