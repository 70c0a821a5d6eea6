from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackBase(models.Model):
    """A node as a pack last brought it: the common ancestor when an update meets a trainer's edits."""

    pack = models.CharField(_("pack"), max_length=60)
    node_kind = models.CharField(_("kind"), max_length=20)
    node_key = models.CharField(_("key"), max_length=140)
    data = models.JSONField(_("as imported"))
    digest = models.CharField(_("digest"), max_length=64)
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("pack node")
        verbose_name_plural = _("pack nodes")
        constraints = [models.UniqueConstraint(name="lessons_packbase_node", fields=["pack", "node_kind", "node_key"])]

    def __str__(self) -> str:
        return f"{self.pack}: {self.node_kind} {self.node_key}"
