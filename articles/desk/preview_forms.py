"""What is asked to make a link for somebody outside, and what that person writes in the margin."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.desk.versions_shown import LATEST, Version
from articles.desk.when import refuse_unmeant, tie
from articles.models import PreviewLink
from articles.models.preview import LONGEST_NOTE
from prose.fields import LocalDateTimeField

DAY, THREE_DAYS, WEEK, OTHER = "1", "3", "7", "other"


class LinkForm(forms.Form):
    """Who reads, what, and until when."""

    recipient = forms.CharField(
        label=_("For whom"),
        max_length=PreviewLink._meta.get_field("recipient").max_length,
        help_text=_("The name is written at the top of the page, and beside each note."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    email = forms.EmailField(label=_("E-mail (optional)"), required=False)
    version = forms.ChoiceField(label=_("What to show"), initial=LATEST)
    expiry = forms.ChoiceField(
        label=_("Until when"),
        choices=[
            (DAY, _("24 hours")),
            (THREE_DAYS, _("3 days")),
            (WEEK, _("7 days")),
            (OTHER, _("Until a date and time")),
        ],
        initial=THREE_DAYS,
        widget=forms.RadioSelect,
    )
    expires_at = LocalDateTimeField(label=_("Date and time"), required=False)

    def __init__(self, *args: Any, versions: list[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [(one.key, one.words) for one in versions]  # type: ignore[attr-defined]

        tie(self, "expiry", OTHER, "expires_at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_unmeant(self, "expiry", OTHER, "expires_at")
        given = cleaned.get("expires_at")
        if given and given <= timezone.now():
            self.add_error("expires_at", _("This time is past: choose one to come."))
        return cleaned

    def instant(self, now: datetime) -> datetime:
        """When the link ends. In hours that pass: a day of 25 hours does not shorten it."""
        chosen: datetime | None = self.cleaned_data["expires_at"]
        return chosen or now + timedelta(days=int(self.cleaned_data["expiry"]))


class NoteForm(forms.Form):
    """A note on a paragraph; 0 stands for the whole text."""

    text = forms.CharField(
        label=_("Your note"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Write your note first.")},
    )
    paragraph = forms.IntegerField(
        min_value=0, max_value=5_000, required=False, widget=forms.HiddenInput
    )
