"""Form fields for words and for local time; the only place that knows CKEditor's widget."""

import re
from datetime import UTC, datetime
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from prose.sanitise import clean
from prose.typography import typeset

# Two hundred feuillets: above that it is a paste of something else, not an article.
LONGEST_BODY = 300_000
LINE_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")


class RichTextWidget(CKEditorWidget):
    """Shows what the fence lets through, so that an old or imported row cannot act in the admin."""

    def format_value(self, value: Any) -> str:
        return clean(value or "")


class RichTextField(forms.CharField):
    """A text from the closed list, typeset. Refuses more than LONGEST_BODY signs."""

    widget = RichTextWidget

    def clean(self, value: Any) -> str:
        source = super().clean(value) or ""
        if len(source) > LONGEST_BODY:
            raise ValidationError(
                _("This text has %(signs)s signs; the limit is %(limit)s. Split it, then save."),
                code="too_long",
                params={"signs": f"{len(source):n}", "limit": f"{LONGEST_BODY:n}"},
            )
        return typeset(clean(source), mode="html")


class TypesetField(forms.CharField):
    """A line of prose with French spaces and apostrophes put right; line breaks become spaces.

    The browser does not cut what is too long: the field refuses it and gives it back.
    """

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }

    def clean(self, value: Any) -> str:
        if isinstance(value, str):
            value = typeset(LINE_BREAKS.sub(" ", value.strip()))
        return super().clean(value)


class LocalDateTimeInput(forms.DateTimeInput):
    """One labelled control that works by keyboard, instead of the admin's two unlabelled ones."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class LocalDateTimeField(forms.DateTimeField):
    """A time on Europe/Paris clocks. Refuses one that a clock change skips or repeats."""

    widget = LocalDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        if isinstance(value, str):
            try:
                naive = parse_datetime(value.strip()) if value.strip() else None
            except ValueError:
                # Well written, but no such day or hour.
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
            if naive is not None and timezone.is_naive(naive):
                refuse_clock_change(naive)
        return super().to_python(value)


def refuse_clock_change(naive: datetime) -> None:
    """Raises ValidationError when `naive` names no instant, or two, in the current zone."""
    zone = timezone.get_current_timezone()
    early, late = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return
    when = {"time": naive.strftime("%H:%M"), "date": naive.strftime("%d/%m/%Y")}
    if early.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise ValidationError(
            _("%(time)s does not exist on %(date)s: clocks go forward. Choose another time."),
            code="gap",
            params=when,
        )
    raise ValidationError(
        _("%(time)s happens twice on %(date)s: clocks go back. Choose a time before or after."),
        code="fold",
        params=when,
    )
