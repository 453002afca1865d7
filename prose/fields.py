"""Form fields for words and for local time; the only place that knows CKEditor's widget."""

import re
from copy import deepcopy
from datetime import UTC, datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import Any

from ckeditor.widgets import CKEditorWidget, Script
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from prose.editor import FOR_EDITORS, FOR_WRITERS, own_plugins, plugin_file
from prose.sanitise import clean
from prose.typography import typeset

# Two hundred feuillets: above that it is a paste of something else, not an article.
LONGEST_BODY = 300_000
LINE_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")


class RichTextWidget(CKEditorWidget):
    """Shows what the fence lets through, so that an old or imported row cannot act in the admin.

    With `source`, for editors only, a button shows the HTML: that is how bad mark-up enters.
    """

    def __init__(self, *args: Any, source: bool = False, **kwargs: Any) -> None:
        super().__init__(FOR_EDITORS if source else FOR_WRITERS, *args, **kwargs)

    def format_value(self, value: Any) -> str:
        return clean(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        self.external_plugin_resources = plugin_addresses()
        # The package asks the active language for its name, and a shell or a test may have none.
        with override(get_language() or settings.LANGUAGE_CODE):
            return super().get_context(name, value, attrs)

    @property
    def media(self) -> forms.Media:
        stamp = Script("desk/editor/stamp.js", **{"data-stamp": plugin_stamp()})
        return (
            super().media
            + forms.Media(css={"all": ["desk/editor/surface.css"]})
            + forms.Media(js=("ckeditor/ckeditor/ckeditor.js", stamp))
        )


def plugin_addresses() -> list[tuple[str, str, str]]:
    """Name, folder and file of each plugin of ours. Asked at each page and not kept: the address
    depends on STATIC_URL and, with a manifest, on the content of the file."""
    found = []
    for name in own_plugins():
        folder, _slash, file = static(plugin_file(name)).rpartition("/")
        found.append((name, f"{folder}/", file))
    return found


def plugin_stamp() -> str:
    """Changes when a plugin of ours does: CKEditor appends it to every address that it loads, so
    that no browser keeps an old one. Without a manifest, by the time of the last change."""
    known = repr(plugin_addresses())
    if settings.DEBUG:
        found = (finders.find(plugin_file(name)) for name in own_plugins())
        known += repr([Path(path).stat().st_mtime_ns for path in found if path])
    return sha256(known.encode()).hexdigest()[:8]


class RichTextField(forms.CharField):
    """A text from the closed list, typeset. Refuses more than LONGEST_BODY signs."""

    widget = RichTextWidget

    def with_source(self) -> "RichTextField":
        """The same field for somebody who may see the HTML of the text."""
        field = deepcopy(self)
        field.widget = RichTextWidget(source=True)
        field.widget.is_required = self.required
        return field

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


def refuse_clock_change(naive: datetime, zone: tzinfo | None = None) -> None:
    """Raises ValidationError when `naive` names no instant, or two, in `zone` (else Paris)."""
    zone = zone or timezone.get_current_timezone()
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
