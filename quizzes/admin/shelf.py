"""Where a question stands in the bank: its category, chosen or new, and its tags."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.forms.tags import TagField, validate_tag_length
from wagtail.admin.widgets import AdminTagWidget

from lms.members.fields import LineField
from lms.shared.vietnamese import normalise, normalise_line
from quizzes.categories import category_named
from quizzes.models import Category

MOST_TAGS = 10


class TagWidget(AdminTagWidget):
    """Wagtail's, without its line about quotation marks: ours are told apart by commas alone."""

    template_name = "django/forms/widgets/text.html"


class TagsField(TagField):
    """Tags with commas between them. Spaces never cut one in two, with or without the script."""

    widget = TagWidget

    def clean(self, value: Any) -> list[str]:
        parts = re.split(r"[,;\n]", normalise(str(value or "")))
        names = {name.casefold(): name for part in parts if (name := normalise_line(part.replace('"', "")))}
        validate_tag_length(list(names.values()))
        if len(names) > MOST_TAGS:
            raise forms.ValidationError(_("At most %(most)d tags, please.") % {"most": MOST_TAGS})
        return list(names.values())


class ShelfForm(forms.Form):
    """Fields for the category and the tags. After `clean`, `shelf()` is the title of the category, or ""."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), required=False, empty_label=_("None")
    )
    new_category = LineField(
        label=_("Or a new category"),
        required=False,
        max_length=Category._meta.get_field("title").max_length,
        help_text=_("It is made when you save. A quiz can draw questions at random from a category."),
    )
    tags = TagsField(
        label=_("Tags"), required=False, help_text=_("A few words to find it by, with commas between: OTP, mã QR")
    )

    def clean_new_category(self) -> str:
        title: str = self.cleaned_data["new_category"]
        if title and self.cleaned_data.get("category"):
            raise forms.ValidationError(_("Choose a category above, or write a new one here, not both."))
        return title

    def shelf(self) -> str:
        chosen = self.cleaned_data.get("category")
        return chosen.title if chosen else self.cleaned_data.get("new_category") or ""

    def saved_category(self) -> Category | None:
        """The category, made now if it is new."""
        return self.cleaned_data["category"] or (category_named(shelf) if (shelf := self.shelf()) else None)


def tags_of(question: Any) -> list[Tag]:
    return list(question.tags.order_by("name"))
