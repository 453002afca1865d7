"""What a decision on an article asks: when, why, and what readers are told."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.desk.when import WhenField, instant_of
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        later = cleaned.get("when") == WhenField.LATER
        if later and not cleaned.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say at what date and time."))
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

    `kind` is the one that was meant on the way here; a correction begins with its note.
    """

    kind = forms.ChoiceField(label=_("Kind of edition"), widget=forms.RadioSelect)
    note = TypesetField(
        label=_("Note for readers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a correction: what was wrong, and what is right."),
    )

    def __init__(self, *args: Any, appeared: bool, kind: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


class RescheduleForm(forms.Form):
    at = LocalDateTimeField(label=_("Date and time"))
