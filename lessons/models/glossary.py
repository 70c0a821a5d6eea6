from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.shared.vietnamese import normalise_line


class GlossaryTerm(models.Model):
    """How an abbreviation or foreign name is read on air: everywhere, or in the scripts of one app."""

    term = models.CharField(_("term"), max_length=60)
    say_as = models.CharField(_("read as"), max_length=160, help_text=_("In Vietnamese syllables, as one speaks."))
    scope = models.SlugField(
        _("only in the scripts of"),
        max_length=60,
        blank=True,
        help_text=_("The key of an app, where the term means something else there. Left empty, it holds everywhere."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reading of a term")
        verbose_name_plural = _("readings of terms")
        ordering = ["term", "scope"]
        constraints = [
            models.UniqueConstraint(
                name="lessons_glossaryterm_once",
                fields=["term", "scope"],
                violation_error_message=_("This term has a reading already. Change that one."),
            ),
            models.CheckConstraint(name="lessons_glossaryterm_say_as", condition=~models.Q(say_as="")),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.say_as}"

    def save(self, *args, **kwargs) -> None:
        self.term, self.say_as = normalise_line(self.term), normalise_line(self.say_as)
        super().save(*args, **kwargs)
