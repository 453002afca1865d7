from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from images import intake, library
from images.credits import parted
from images.intake.words import bare
from images.models import CreditForm, Image, Rights
from prose.fields import LocalDateTimeField, TypesetField, TypesetTextField

# The fields as one fills them: what is seen, who is to be named, by what right it is printed.
FIELDSETS: tuple[tuple[Any, Any], ...] = (
    (None, {
        "fields": ("file", "caption", "alt", "decorative", "text_inside", "long_description"),
    }),
    (_("Credit"), {
        "fields": (
            "photographer", "credit", "credit_form", "copyright", "generator", "research_note",
        ),
        "description": _("Printed beside the picture everywhere; no article changes it."),
    }),
    (_("Rights"), {
        "fields": (
            "rights", ("rights_from", "rights_until"), "source", "licence", "licence_url",
            "permitted_uses", "rights_note",
        ),
        "description": _("At the very second at which they end, no reader sees the picture."),
    }),
    (_("What it shows"), {"fields": ("people_shown", "place", "taken_on")}),
    (_("Focal point"), {"classes": ("focal",), "fields": ("focal_x", "focal_y", "keep_whole")}),
)  # fmt: skip


MADE_BY_AI = _(
    "This file says that an AI made it, or a part of it, and readers are told: choose “Generated "
    "by AI”, here and for the form of the credit. If the file is wrong, “Send pictures” lets you "
    "say so."
)


class ImageForm(forms.ModelForm):
    """A picture of the library. Empty fields are filled from the file, for the person to read.

    `answered` names those of which the person has read already what the file proposes: empty, they
    stay so.
    """

    alt = TypesetField(
        label=_("Alternative text"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What one sees, for those who do not see it. Not the caption again."),
    )
    caption = TypesetField(
        label=_("Caption"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who, what, where, when. Ends with a full stop."),
    )
    long_description = TypesetTextField(
        label=_("Detailed description"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "For an infographic, or text inside the picture: all that it says, in words. Readers "
            "unfold it under the caption."
        ),
    )
    credit = forms.CharField(
        label=_("Credit"),
        max_length=200,
        required=False,
        help_text=_(
            "The agency or the body, without “©” or “Crédit”: the form below adds them itself."
        ),
    )
    licence_url = forms.URLField(
        label=_("Address of the licence"), max_length=300, required=False, assume_scheme="https"
    )
    rights_from = LocalDateTimeField(label=_("Rights from"), required=False)
    rights_until = LocalDateTimeField(
        label=_("Rights until"),
        required=False,
        help_text=_("From this very second no reader sees the picture. Empty: for ever."),
    )

    class Meta:
        model = Image
        fields = (
            "file", "alt", "decorative", "text_inside", "long_description", "caption",
            "photographer", "credit", "credit_form", "copyright", "generator", "research_note",
            "rights", "rights_from", "rights_until", "source", "licence", "licence_url",
            "permitted_uses", "rights_note", "people_shown", "place", "taken_on", "focal_x",
            "focal_y", "keep_whole",
        )  # fmt: skip
        widgets = {
            "research_note": forms.Textarea(attrs={"rows": 2}),
            "rights_note": forms.Textarea(attrs={"rows": 2}),
            "taken_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, answered: Collection[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answered = answered
        # What was taken off the caption that was typed: a credit has a field of its own.
        self.typed_credit = ""
        if "credit_form" in self.fields:
            # A picture placed from a text is sent with few fields: the house form is the default.
            self.fields["credit_form"].required = False

    def clean_caption(self) -> str:
        """Pasted with its credit at its end, a caption would be printed with two."""
        caption, self.typed_credit = parted(self.cleaned_data["caption"])
        return caption

    def taken_off(self) -> str:
        """The sentence on the credit that the caption lost; "" when it lost none."""
        if not self.typed_credit:
            return ""
        return gettext(
            "“%(credit)s” was taken off the end of the caption: the credit is printed from its own "
            "field."
        ) % {"credit": self.typed_credit}

    def clean_credit(self) -> str:
        """Pasted as it is printed elsewhere, "© AFP" is the part "AFP"."""
        return bare(self.cleaned_data["credit"])

    def clean_photographer(self) -> str:
        return bare(self.cleaned_data["photographer"])

    def clean_credit_form(self) -> str:
        return self.cleaned_data["credit_form"] or CreditForm.HOUSE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if self.instance.pk is None and file:
            self.look_at(file, cleaned)
        if cleaned.get("credit_form") == CreditForm.RESERVED and not cleaned.get("credit"):
            cleaned["credit"] = "DR"
        return cleaned

    def look_at(self, file: Any, cleaned: dict[str, Any]) -> None:
        """Refuse a file, or let it fill what the person left empty."""
        try:
            seen = intake.read(file)
        except ValidationError as refusal:
            self.add_error("file", refusal)
            return
        known = library.same_as(seen.sha256)
        if known:
            self.add_error("file", ValidationError(already_there(known), code="known"))
            return
        library.describe(self.instance, seen)
        said = library.proposed(seen)
        if "rights" in self.answered or cleaned.get("rights") != Rights.HANDOUT:
            # Other rights than those of an untouched form: a person has decided.
            said.pop("credit_form", None)
            owed = said.pop("rights", None)
            if owed and "rights" not in self.answered and cleaned.get("rights") != owed:
                # They decided before anybody read what the file says: readers are owed that.
                self.add_error("rights", ValidationError(MADE_BY_AI, code="generated"))
        elif seen.generated:
            cleaned["rights"], cleaned["credit_form"] = said["rights"], said["credit_form"]
        for name, value in said.items():
            if name not in self.errors and name not in self.answered:
                cleaned[name] = cleaned.get(name) or value

    def add_error(self, field: str | None, error: Any) -> None:
        """A rule on a field that this form does not show is said of the whole form."""
        if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
            by_field: dict[str, list[ValidationError]] = {}
            for name, found in error.error_dict.items():
                shown = name if name in self.fields else NON_FIELD_ERRORS
                by_field.setdefault(shown, []).extend(found)
            error = ValidationError(by_field)
        super().add_error(field, error)


def already_there(known: Image) -> SafeString:
    """The sentence that names the picture which the same file gave, as a link to it."""
    address = reverse("admin:images_image_change", args=[known.pk])
    link = format_html('<a href="{}">{}</a>', address, known)
    sentence = gettext("This very picture is in the library already: “%(picture)s”.")
    return SafeString(escape(sentence) % {"picture": link})
