from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from images import intake
from images.library import describe
from images.models import Image
from prose.fields import LocalDateTimeField, TypesetField

# What the file may say itself, when the person left the field empty.
OF_THE_FILE = ("caption", "credit", "photographer", "alt")


class ImageForm(forms.ModelForm):
    """A picture of the library. Empty fields are filled from the file, for the person to read."""

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
    credit = forms.CharField(
        label=_("Credit"),
        max_length=200,
        required=False,
        help_text=_("As it is printed: the newsroom adds “(Crédit : …)” itself."),
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
            "file", "alt", "decorative", "caption", "credit", "photographer", "rights",
            "rights_from", "rights_until", "focal_x", "focal_y",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if self.instance.pk is None and file:
            self.look_at(file, cleaned)
        if not cleaned.get("credit") and "credit" not in self.errors:
            self.add_error("credit", _("A picture without a credit is not published: name it."))
        self.refuse_at_their_fields(cleaned)
        return cleaned

    def refuse_at_their_fields(self, cleaned: dict[str, Any]) -> None:
        """What the database refuses too, said where it is mended."""
        if not cleaned.get("alt") and not cleaned.get("decorative") and "alt" not in self.errors:
            self.add_error(
                "alt", _("Describe the picture in the alternative text, or tick “decorative”.")
            )
        begin, end = cleaned.get("rights_from"), cleaned.get("rights_until")
        if begin and end and end <= begin:
            self.add_error("rights_until", _("The rights must end after they begin."))
        for name in ("focal_x", "focal_y"):
            if not 0 <= (cleaned.get(name) or 0) <= 1:
                self.add_error(name, _("The focal point is between 0 and 1 on both axes."))

    def look_at(self, file: Any, cleaned: dict[str, Any]) -> None:
        try:
            seen = intake.read(file)
        except ValidationError as refusal:
            self.add_error("file", refusal)
            return
        known = Image.objects.filter(sha256=seen.sha256).first()
        if known:
            self.add_error(
                "file",
                ValidationError(
                    _("This very picture is in the library already: “%(picture)s”."),
                    code="known",
                    params={"picture": known},
                ),
            )
            return
        describe(self.instance, seen)
        for name in OF_THE_FILE:
            cleaned[name] = cleaned.get(name) or getattr(seen, name)
