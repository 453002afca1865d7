"""The forms of the directory: a second record of somebody is made on purpose or not at all."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from images.desk.choosing import PictureField
from people.duplicates import near_organisations, near_people
from people.fields import lines
from people.models import Organisation, Person, Position
from people.names import key_of
from prose.autocomplete import Autocomplete
from prose.dates import in_paris
from prose.fields import NoteField, TypesetField


class AskBeforeASecond(forms.ModelForm):
    """Shows the records that are like this one; they are passed over with a tick, once seen."""

    is_another = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get(self.add_prefix("is_another")) == "on":
            self.show_the_tick()

    def show_the_tick(self) -> None:
        if "is_another" in self.fields:
            self.fields["is_another"].widget = forms.CheckboxInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "is_another" in self.fields and not cleaned.get("is_another"):
            # What the record was called already was asked about when it was written.
            known = {key_of(form) for form in self.instance.name_forms}
            new = [form for form in self.typed_forms(cleaned) if key_of(form) not in known]
            near = self.near(new) if new else ()
            if near:
                self.show_the_tick()
                self.add_error("is_another", ValidationError(seen(near), code="near"))
        return cleaned

    def typed_forms(self, cleaned: dict[str, Any]) -> list[str]:
        """Every form of the name that the record will be found by."""
        raise NotImplementedError

    def near(self, names: list[str]) -> "Sequence[Person | Organisation]":
        """The other records on file that may be the one which is called by one of `names`."""
        raise NotImplementedError


def seen(near: "Sequence[Person | Organisation]") -> SafeString:
    """The list that is shown, each record with a link to its page of the desk."""
    today = in_paris(timezone.now()).date()
    rows = format_html_join(
        gettext(" or "),
        '<a href="{}" target="_blank">{}</a>',
        ((desk_address(record), described(record, today)) for record in near),
    )
    return format_html(
        gettext("Already on record: {}. If it is another one, tick the box and save again."), rows
    )


def described(record: "Person | Organisation", today: Any) -> str:
    return record.attribution_on(today) if isinstance(record, Person) else record.name


def desk_address(record: "Person | Organisation") -> str:
    return reverse(f"admin:people_{record._meta.model_name}_change", args=[record.pk])


class PersonForm(AskBeforeASecond):
    biography = NoteField(label=_("Biography"), required=False)

    class Meta:
        model = Person
        fields = (
            "honorific", "given_name", "family_name", "slug", "grammatical_gender", "biography",
            "portrait", "user", "other_names", "same_as",
        )  # fmt: skip
        field_classes = {"portrait": PictureField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_another" in self.fields:
            self.fields["is_another"].label = _("This is somebody else")

    def typed_forms(self, cleaned: dict[str, Any]) -> list[str]:
        name = f"{cleaned.get('given_name', '')} {cleaned.get('family_name', '')}".strip()
        return [name, *lines(cleaned.get("other_names", ""))]

    def near(self, names: list[str]) -> Sequence[Person]:
        return near_people(names, but=self.instance.pk or 0)


class OrganisationForm(AskBeforeASecond):
    # An address typed without its scheme is an https one.
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Organisation
        fields = ("name", "short_name", "slug", "kind", "website", "other_names", "same_as")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_another" in self.fields:
            self.fields["is_another"].label = _("This is another organisation")

    def clean_name(self) -> str:
        """What the database refuses too: it looks aside when a condition is not in the form."""
        name: str = self.cleaned_data["name"]
        if Organisation.objects.standing().filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("An organisation of this name is already recorded."))
        return name

    def typed_forms(self, cleaned: dict[str, Any]) -> list[str]:
        printed = [cleaned.get("name", ""), cleaned.get("short_name", "")]
        return [*filter(None, printed), *lines(cleaned.get("other_names", ""))]

    def near(self, names: list[str]) -> Sequence[Organisation]:
        return near_organisations(names, but=self.instance.pk or 0)


class PositionForm(forms.ModelForm):
    class Meta:
        model = Position
        # The page adds the others, each with what it needs to be chosen.
        fields = ("title",)
        field_classes = {"title": TypesetField}

    def clean(self) -> dict[str, Any]:
        """What the database refuses too, said at its field."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("This position ends before it starts."))
        return cleaned


class PositionFormSet(forms.BaseInlineFormSet):
    """The positions of a person, as they are sent together."""

    def clean(self) -> None:
        """What each of them is refused beside those on record, they are beside one another."""
        super().clean()
        kept = [
            form
            for form in self.forms
            if (said := getattr(form, "cleaned_data", {})).get("title") and not said.get("DELETE")
        ]
        for number, form in enumerate(kept):
            if any(form.instance.repeats(other.instance) for other in kept[:number]):
                form.add_error(
                    "title",
                    _("%(title)s is already recorded over a part of these days.")
                    % {"title": form.instance.title},
                )


class MergeForm(forms.Form):
    """Which record of the same kind goes."""

    def __init__(self, kept: "Person | Organisation", data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        model: Any = type(kept)
        # The field of a position that leads to such a record: it says what to look for.
        leads = Position._meta.get_field(str(kept._meta.model_name))
        self.fields["gone"] = forms.ModelChoiceField(
            model.objects.standing().exclude(pk=kept.pk),
            label=_("The record that goes"),
            help_text=_("Its positions, mentions and articles pass to the record that stays."),
            widget=Autocomplete(leads, admin.site),
            error_messages={"invalid_choice": _("Choose another record: not this one.")},
        )


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("2 MB at most. Nothing is recorded before you have read what it would do."),
    )
