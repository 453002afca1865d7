"""What a decision on an article asks: when, why, and what readers are told."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.desk.when import WhenField, instant_of, refuse_unmeant, tie
from articles.models.edition import Kind
from prose.fields import LocalDateTimeField, TypesetField


class DecisionForm(forms.Form):
    """A decision that needs a sentence."""

    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )


class WhenForm(forms.Form):
    """A decision that takes effect now or at an instant to come."""

    now_label: str | Promise = _("Now")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"] = WhenField(now_label=self.now_label, initial=WhenField.NOW)
        self.fields["at"] = LocalDateTimeField(label=_("Date and time"), required=False)
        tie(self, "when", WhenField.LATER, "at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_unmeant(self, "when", WhenField.LATER, "at")
        return cleaned

    @property
    def instant(self) -> datetime | None:
        """The time asked for; None for now."""
        when = self.cleaned_data["when"]
        if when == WhenField.LATER:
            found: datetime = self.cleaned_data["at"]
            return found
        return instant_of(when)


class WithdrawForm(WhenForm):
    note = TypesetField(
        label=_("Why is it withdrawn? The journal keeps it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autofocus": True}),
    )


class PublishForm(WhenForm):
    """Now or at a time, and for an article that appeared already, what kind of edition.

    `kind` is the one that was meant on the way here; a correction begins with its note. While
    editions are to come (`ahead`), it is asked whether they take this text too.
    """

    CARRY, LEAVE = "carry", "leave"

    carry = forms.ChoiceField(
        label=_("What is scheduled after that"),
        choices=[
            (CARRY, _("takes this text too, each at its time")),
            (LEAVE, _("keeps the text that it was scheduled with")),
        ],
        initial=CARRY,
        widget=forms.RadioSelect,
    )

    kind = forms.ChoiceField(label=_("Kind of edition"), widget=forms.RadioSelect)
    note = TypesetField(
        label=_("Note for readers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a correction: what was wrong, and what is right."),
    )

    def __init__(
        self, *args: Any, appeared: bool, ahead: bool = False, kind: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if ahead:
            self.order_fields(["kind", "note", "when", "at", "carry"])
        else:
            del self.fields["carry"]
        if appeared:
            choices = [(kind.value, kind.label) for kind in Kind if kind != Kind.FIRST]
            self.fields["kind"] = forms.ChoiceField(
                label=_("Kind of edition"),
                choices=choices,
                initial=kind if kind in dict(choices) else Kind.UPDATE,
                widget=forms.RadioSelect,
            )
            self.fields["note"].widget.attrs["autofocus"] = kind == Kind.CORRECTION
        else:
            del self.fields["kind"], self.fields["note"]

    @property
    def carries(self) -> bool:
        return self.cleaned_data.get("carry") == self.CARRY


class RescheduleForm(forms.Form):
    at = LocalDateTimeField(label=_("Date and time"))
