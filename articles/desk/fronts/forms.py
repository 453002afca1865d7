"""What placing a story asks: where, until when, and if need be from when, in other words."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.desk.fronts.composing import refuse_end, to_come
from articles.desk.when import WhenField, instant_of, refuse_unmeant, tie
from articles.models import Section, Slot
from articles.models.front import Zone
from articles.refusals import PublishingError
from images.desk.choosing import PictureField
from prose.fields import LocalDateTimeField, TypesetField

# The home page, among the addresses of sections; no slug has such a sign.
HOME = "/"


class UntilField(WhenField):
    """For ever, until one of the usual instants, or until a time of its own."""

    NEVER = WhenField.NOW

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(now_label=_("No end"), **kwargs)
        self.label = _("Until")


class CardForm(forms.Form):
    """The times, the words and the picture of a card."""

    until = UntilField(initial=UntilField.NEVER)
    until_at = LocalDateTimeField(label=_("End, date and time"), required=False)
    shown_from = LocalDateTimeField(
        label=_("Starting on"), required=False, help_text=_("Empty: at once.")
    )
    front_title = TypesetField(
        label=_("Front title"),
        max_length=110,
        required=False,
        help_text=_("For this page alone. Empty: the title of the article."),
    )
    picture = PictureField(label=_("Picture for this page"), required=False)

    def __init__(self, *args: Any, slot: Slot | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tie(self, "until", UntilField.LATER, "until_at")
        if slot is not None:
            self.fill(slot)

    def fill(self, slot: Slot) -> None:
        """A card that has begun keeps its beginning: that is not asked."""
        self.initial["front_title"], self.initial["picture"] = slot.front_title, slot.picture_id
        if slot.shown_until is not None:
            self.initial["until"] = UntilField.LATER
            self.initial["until_at"] = slot.shown_until
        if slot.has_begun():
            del self.fields["shown_from"]
        else:
            self.initial["shown_from"] = slot.shown_from

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_unmeant(self, "until", UntilField.LATER, "until_at")
        if not self.errors:
            self.refuse_times(cleaned)
        return cleaned

    def refuse_times(self, cleaned: dict[str, Any]) -> None:
        """What `composing` would refuse, said at its field."""
        field = "shown_from"
        try:
            begins = to_come(cleaned.get("shown_from"), timezone.now())
            field = "until_at" if cleaned["until"] == UntilField.LATER else "until"
            refuse_end(begins, self.shown_until)
        except PublishingError as refusal:
            self.add_error(field, str(refusal))

    @property
    def shown_until(self) -> datetime | None:
        """The end asked for; None for none."""
        chosen = self.cleaned_data["until"]
        if chosen == UntilField.LATER:
            found: datetime = self.cleaned_data["until_at"]
            return found
        return instant_of(chosen)

    @property
    def card(self) -> dict[str, Any]:
        """What `composing` wants of a card."""
        return {
            "shown_from": self.cleaned_data.get("shown_from"),
            "shown_until": self.shown_until,
            "front_title": self.cleaned_data["front_title"],
            "picture": self.cleaned_data["picture"],
        }


class ChangeForm(CardForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceForm(CardForm):
    """First of all where: the usual answer, first of the home page, is given already."""

    FIRST, LAST = "first", "last"

    page = forms.ChoiceField()
    zone = forms.ChoiceField(
        label=_("Zone"), widget=forms.RadioSelect, choices=Zone.choices, initial=Zone.LEAD
    )
    order = forms.ChoiceField(
        label=pgettext_lazy("place in a list", "Order"),
        widget=forms.RadioSelect,
        choices=[(FIRST, _("Above what is there")), (LAST, _("Below what is there"))],
        initial=FIRST,
    )

    field_order = (
        "page", "zone", "order", "until", "until_at", "shown_from", "front_title", "picture",
    )  # fmt: skip

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.fields["page"] = forms.ChoiceField(
            label=_("Page"),
            widget=forms.RadioSelect,
            choices=[(HOME, _("Home page")), (section.slug, section.name)],
            initial=HOME,
        )

    @property
    def place(self) -> dict[str, Any]:
        return {
            "section": None if self.cleaned_data["page"] == HOME else self.section,
            "zone": self.cleaned_data["zone"],
            "first": self.cleaned_data["order"] == self.FIRST,
        }


class InstantForm(forms.Form):
    at = LocalDateTimeField(label=_("The page as it is, was or will be on"))
