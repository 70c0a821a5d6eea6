"""The trainers' form for a certification: what it is, its rule, its terms, and why they change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from lms.members.fields import LineField
from lms.shared.vietnamese import normalise
from quizzes.certification import rules, versions
from quizzes.certification.shapes import Shape, data_of, shape_of
from quizzes.errors import BadRule
from quizzes.models import Certification, CertificationVersion, Quiz
from quizzes.questions import free_key

from .rule_fields import RuleFields, RuleText, whole

FIELDS, TEXT = "fields", "text"
PREVIEW = "action-preview"  # the button that only looks what the rule would mean
NEW_QUIZ = "new"


class CertificationForm(WagtailAdminModelForm):
    """Saving keeps what stood before as a version. Sent by the button PREVIEW, it need not say why."""

    PREVIEW = PREVIEW

    title = LineField(label=_("Title"), max_length=160, help_text=_("It stands large on the certificate."))
    course = LineField(label=_("Course"), max_length=160)
    small_print = forms.CharField(
        label=_("Small print"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("At the foot.")
    )
    kind = forms.ChoiceField(
        label=_("How the rule is written"),
        choices=[(FIELDS, _("Chosen from lists")), (TEXT, _("As text, for a rule that lists cannot say"))],
        widget=forms.RadioSelect,
        help_text=_("Only what stands in the part chosen here is saved."),
    )
    valid_months = whole(1, 120, label=_("Valid for how many months"), initial=12, help_text=_("From 1 to 120."))
    renew_days = whole(
        0,
        365,
        label=_("Ask to renew it how many days before the end"),
        initial=30,
        help_text=_("From then on the member sees on the home page that it is time. From 0 to 365."),
    )
    grace_days = whole(
        0,
        365,
        label=_("How many days after the end it can still be renewed"),
        initial=30,
        help_text=_("It does not count in these days, but the short quiz is enough to renew it. From 0 to 365."),
    )
    renewal = forms.ChoiceField(
        label=_("Quiz for renewal"),
        required=False,
        help_text=_(
            "It asks only about what changed since the award. Its pass mark and the wait between two attempts are "
            "those set in that quiz. Without one, the rule has to be met again."
        ),
    )
    reason = LineField(
        label=_("Why the rule or the terms change"),
        max_length=CertificationVersion._meta.get_field("reason").max_length,
        required=False,
        help_text=_("It is kept with the old and the new rule, for those who ask later."),
    )

    class Meta:
        model = Certification
        fields = ["title", "course", "small_print", "valid_months", "renew_days", "grace_days"]
        fields += ["needs_confirmation", "is_active"]
        labels = {"needs_confirmation": _("A team leader confirms who it was"), "is_active": _("It is awarded now")}
        help_texts = {
            "needs_confirmation": _("The certificate counts only after that."),
            "is_active": _("Without the tick nobody gets a new one. Those awarded already stay as they are."),
        }

    class Media:
        css = {"all": ("quizzes/admin/bank.css", "quizzes/admin/certification.css")}
        js = ("quizzes/admin/kinds.js",)

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        self.by = for_user
        self.previewing = PREVIEW in self.data
        self.rule: rules.Rule | None = None  # what stands in the form, once it is found to be good
        self.before = {name: getattr(self.instance, name) for name in versions.TERMS} if self.instance.pk else None
        self.stored, self.fault = self._stored() if self.instance.pk else (None, "")
        self.initial["kind"] = TEXT if self.instance.pk and self.stored is None else FIELDS
        self.rule_fields = RuleFields(self, self.stored)
        example = {"all": [{"quiz": "vneid", "percent": 80}]}
        self.fields["text"] = RuleText(
            label=_("Rule"), required=False, initial=self.instance.rule if self.instance.pk else example
        )
        self._add_renewal()
        if not self.instance.pk:
            del self.fields["reason"]
            self._begin_like_the_last()

    def _stored(self) -> tuple[Shape | None, str]:
        """The rule that stands as a shape, or what is wrong with it by now."""
        try:
            return shape_of(versions.check_rule(self.instance)), ""
        except BadRule as error:
            return None, str(error)

    def _begin_like_the_last(self) -> None:
        if last := Certification.objects.order_by("-pk").first():
            self.initial |= {"course": last.course, "small_print": last.small_print}

    def _add_renewal(self) -> None:
        own = self.instance.renewal_quiz_id
        free = Quiz.objects.filter(renews=None, practice=False) | Quiz.objects.filter(pk=own)
        choices = [(str(quiz.pk), quiz.title) for quiz in free.order_by("title")]
        first = [("", _("None: the rule has to be met again")), (NEW_QUIZ, _("Make a new one for this certification"))]
        self.fields["renewal"].choices = first + choices
        self.initial["renewal"] = str(own) if own else ""

    # --- for the template ---------------------------------------------------------------------------

    def name_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "course", "small_print")]

    def term_fields(self) -> list[forms.BoundField]:
        names = ("valid_months", "renew_days", "renewal", "grace_days", "needs_confirmation", "is_active")
        return [self[name] for name in names]

    def reason_field(self) -> forms.BoundField | None:
        return self["reason"] if "reason" in self.fields else None

    def keys(self) -> list[tuple[Any, list[tuple[str, str]]]]:
        """For those who write a rule as text: what can be named, as (heading, [(key, words)])."""
        ticks = {name: self.fields[name].choices for name in ("milestones", "certifications")}
        quizzes = [(key, quiz.title) for key, quiz in self.rule_fields.quizzes.items()]
        return [("quiz", quizzes), ("milestone", ticks["milestones"]), ("certification", ticks["certifications"])]

    # --- what was sent ------------------------------------------------------------------------------

    def clean_small_print(self) -> str:
        return normalise(self.cleaned_data["small_print"]).strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.key and cleaned.get("title"):
            self.instance.key = free_key(Certification, cleaned["title"])
        data = self._rule_as_text(cleaned) if cleaned.get("kind") == TEXT else self._rule_from_fields(cleaned)
        if data is not None:
            self.instance.rule = data
            self._check_rule("text" if cleaned.get("kind") == TEXT else "certifications")
        return cleaned

    def _rule_as_text(self, cleaned: dict[str, Any]) -> Any:
        for name in self.rule_fields.names():
            self.errors.pop(name, None)
        if "text" not in self.errors and cleaned.get("text") is None:
            self.add_error("text", _("Write the rule, or choose it from the lists."))
        return cleaned.get("text")

    def _rule_from_fields(self, cleaned: dict[str, Any]) -> Any:
        """A rule that says the same as the stored one stays as it was written."""
        self.errors.pop("text", None)
        shape: Shape | None = self.rule_fields.shape(cleaned)
        if shape is None:
            return None
        return self.before["rule"] if self.before and shape == self.stored else data_of(shape)

    def _check_rule(self, place: str) -> None:
        try:
            self.rule = versions.check_rule(self.instance)
        except BadRule as error:
            self.add_error(place, str(error))

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                versions.check_terms(self.instance)
            except forms.ValidationError as error:
                self.add_error(None, error)
        if "reason" in self.fields and not self.previewing and not self.errors:
            self._ask_why()

    def _ask_why(self) -> None:
        changed = self.before != {name: getattr(self.instance, name) for name in versions.TERMS}
        if changed and not self.cleaned_data["reason"]:
            self.add_error("reason", _("Write why: it is kept with the new version."))

    @transaction.atomic
    def save(self, commit: bool = True) -> Certification:
        row: Certification = self.instance
        row.renewal_quiz = self._renewal_quiz(row)
        reason = self.cleaned_data.get("reason", "")
        versions.save_certification(certification=row, now=timezone.now(), by=self.by, reason=reason)
        return row

    def _renewal_quiz(self, row: Certification) -> Quiz | None:
        chosen = self.cleaned_data["renewal"]
        if chosen != NEW_QUIZ:
            return Quiz.objects.get(pk=chosen) if chosen else None
        quiz = versions.new_renewal_quiz(row)
        quiz.key = free_key(Quiz, quiz.title)
        quiz.save()
        return quiz
