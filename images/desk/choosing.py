"""The form field that chooses a picture: as it will print, from the library or from a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from images.desk.rows import Row, picture_rows
from images.models import Image
from images.rights import rights_that_fail
from prose.finding import IDENTIFIER


class PictureChoice(forms.Widget):
    """The picture with its caption, credit and rights, and the buttons that open the picker.

    `caption` names the field of the same form that says it otherwise for this use.
    """

    use_fieldset = True

    class Media:
        css = {"all": ["desk/editor/blocks.css", "desk/library/library.css"]}
        js = (
            "desk/editor/dialogue.js",
            "desk/library/sending.js",
            "desk/library/picker.js",
            "desk/library/choice.js",
        )

    def __init__(self, attrs: dict[str, Any] | None = None, *, caption: str = "") -> None:
        super().__init__(attrs)
        self.caption = caption

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = {
            "name": name,
            "value": "" if value is None else value,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "row": row_of(value),
            "caption": self.caption,
        }
        return render_to_string("admin/images/image/_choice.html", context)


def row_of(value: Any) -> Row | None:
    if not IDENTIFIER.match(str(value or "")):
        return None
    found = picture_rows(Image.objects.filter(pk=int(value)))
    return found[0] if found else None


class PictureField(forms.ModelChoiceField):
    """A picture of the library, whose rights hold when it is chosen.

    One that stands already is kept, whatever became of its rights: readers do not see it, and what
    it stands in can still be saved.
    """

    widget = PictureChoice

    def __init__(self, queryset: "QuerySet[Image] | None" = None, **kwargs: Any) -> None:
        super().__init__(Image.objects.all() if queryset is None else queryset, **kwargs)
        self.standing: Any = None

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Every form asks for it before it cleans: what stands there is known from then on."""
        self.standing = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> Any:
        picture = super().clean(value)
        if picture is not None and self.has_changed(self.standing, value):
            for sentence in rights_that_fail([picture], timezone.now()):
                raise ValidationError(sentence, code="rights")
        return picture
