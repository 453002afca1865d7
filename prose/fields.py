"""Form fields for words and for local time; the only place that knows CKEditor's widget."""

import re
from copy import deepcopy
from datetime import datetime, tzinfo
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

from prose import clocks
from prose.clocks import Clocks
from prose.editor import FOR_EDITORS, FOR_NOTES, FOR_WRITERS, own_plugins, plugin_file
from prose.sanitise import clean, clean_note
from prose.typography import typeset

# Two hundred feuillets: above that it is a paste of something else, not an article.
LONGEST_BODY = 300_000
# What `<name>_fold` says of an hour that clocks show twice: the first one, or the second.
FOLDS = ["0", "1"]
BY_HAND = "%d/%m/%Y %H:%M"
# Years: from the oldest picture of an archive to the longest of rights.
EARLIEST, LATEST = 1800, 2200
LINE_BREAKS = re.compile(r"\s*[\r\n\t]+\s*")


class RichTextWidget(CKEditorWidget):
    """Shows what the fence lets through, so that an old or imported row cannot act in the admin.

    With `source`, for editors only, a button shows the HTML: that is how bad mark-up enters.
    """

    for_writers = FOR_WRITERS
    fence = staticmethod(clean)

    def __init__(self, *args: Any, source: bool = False, **kwargs: Any) -> None:
        super().__init__(FOR_EDITORS if source else self.for_writers, *args, **kwargs)

    def format_value(self, value: Any) -> str:
        return self.fence(value or "")

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


class NoteWidget(RichTextWidget):
    """For a text on somebody, without the blocks and references of an article."""

    for_writers = FOR_NOTES
    fence = staticmethod(clean_note)


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
    fence = staticmethod(clean)

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
        return typeset(self.fence(source), mode="html")


class NoteField(RichTextField):
    """A rich text that is printed as it stands: no block, no reference."""

    widget = NoteWidget
    fence = staticmethod(clean_note)


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


class TypesetTextField(TypesetField):
    """Plain prose of several lines, each put right; the lines stay."""

    def clean(self, value: Any) -> str:
        if isinstance(value, str):
            value = "\n".join(typeset(line.strip()) for line in value.strip().splitlines())
        return forms.CharField.clean(self, value)


class LocalDateTimeInput(forms.DateTimeInput):
    """One labelled control that works by keyboard, instead of the admin's two unlabelled ones."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class ZonedDateTimeInput(LocalDateTimeInput):
    """Says the zone beside the time, and asks which is meant of two hours that are written alike.

    The answer is a control of its own, `<name>_fold`; what it gives with the time is one value, an
    instant with its distance from UTC.
    """

    template_name = "prose/local_date_time.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        typed = data.get(name)
        naive = as_typed(typed)
        which = data.get(f"{name}_fold")
        if naive is None or clocks.shown(naive) != Clocks.TWICE or which not in FOLDS:
            return typed
        return clocks.both(naive)[FOLDS.index(which)].isoformat()

    def format_value(self, value: Any) -> str | None:
        """A time as clocks show it; what was typed comes back as it was typed."""
        found = as_typed(value)
        if found is None or (isinstance(value, str) and timezone.is_naive(found)):
            return super().format_value(value)
        return super().format_value(found.replace(tzinfo=None))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = as_typed(value)
        context["widget"]["zone"] = zone_of(found)
        context["widget"]["which"] = []
        if found is not None and clocks.shown(naive := found.replace(tzinfo=None)) == Clocks.TWICE:
            chosen = chosen_of(value, found)
            context["widget"]["which"] = [
                (fold, words, fold == chosen)
                for fold, words in zip(FOLDS, clocks.in_words(naive), strict=True)
            ]
        return context


def read_time(text: str) -> datetime | None:
    """A day and an hour, as browsers send them or as people write them ("12/02/2025 08:00").

    None for anything else: a day alone is no time, and a year that no calendar of ours reaches is
    a slip of the keyboard.
    """
    text = text.strip()
    try:
        found = parse_datetime(text) if ":" in text else None
        found = found or datetime.strptime(text, BY_HAND)
    except ValueError:
        return None
    return found if within_reach(found) else None


def within_reach(found: datetime) -> bool:
    return EARLIEST <= found.year <= LATEST


def as_typed(value: Any) -> datetime | None:
    """The time on our clocks that a control or a row holds; None for what is none."""
    found = read_time(value) if isinstance(value, str) else value
    if not isinstance(found, datetime):
        return None
    return timezone.localtime(found) if timezone.is_aware(found) else found


def zone_of(found: datetime | None) -> str:
    """What is known of the zone at a time as it was typed, or at an instant."""
    if found is not None and timezone.is_aware(found):
        return clocks.zone_in_words(found)
    if found is None or clocks.shown(found) == Clocks.NEVER:
        return clocks.zone_ahead()
    if clocks.shown(found) == Clocks.TWICE:
        # That is the question.
        return timezone.get_current_timezone_name()
    return clocks.zone_in_words(timezone.make_aware(found))


def chosen_of(value: Any, found: datetime) -> str:
    """Which of the two hours `value` is; "" for one that was typed and never told apart."""
    return "" if isinstance(value, str) and timezone.is_naive(found) else FOLDS[found.fold]


class LocalDateTimeField(forms.DateTimeField):
    """A time on Europe/Paris clocks. Refuses one that a clock change skips, asks which is meant of
    one that it repeats."""

    widget = ZonedDateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = read_time(value)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if timezone.is_naive(found):
            if clocks.shown(found) == Clocks.TWICE:
                raise ValidationError(
                    _("%(time)s happens twice on %(date)s: say which of the two is meant."),
                    code="fold",
                    params=in_digits(found),
                )
            refuse_clock_change(found)
        return super().to_python(found)


def refuse_clock_change(naive: datetime, zone: tzinfo | None = None) -> None:
    """Raises ValidationError when `naive` names no instant, or two, in `zone` (else Paris)."""
    shown = clocks.shown(naive, zone)
    if shown == Clocks.NEVER:
        raise ValidationError(
            _("%(time)s does not exist on %(date)s: clocks go forward. Choose another time."),
            code="gap",
            params=in_digits(naive),
        )
    if shown == Clocks.TWICE:
        raise ValidationError(
            _("%(time)s happens twice on %(date)s: clocks go back. Choose a time before or after."),
            code="fold",
            params=in_digits(naive),
        )


def in_digits(naive: datetime) -> dict[str, str]:
    return {"time": naive.strftime("%H:%M"), "date": naive.strftime("%d/%m/%Y")}
