"""What an article's form holds, as a browser sends it: letter for letter, before any save, and the
working copy that saving it would give."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from prose.fields import LINE_BREAKS, LONGEST_BODY, LocalDateTimeField, ZonedDateTimeInput
from prose.sanitise import clean
from prose.typography import typeset

Values = dict[str, list[str]]

TYPESET = ("kicker", "title", "standfirst", "hero_caption", "short_title")
PLAIN = ("signature", "slug")
FIELDS = {
    *TYPESET, *PLAIN, "body", "section", "hero_image", "embargo_until", "embargo_until_fold",
    "embargo_asked_by",
    "topic_choices", "event_choices", "commissioned_length",
}  # fmt: skip
ROW = re.compile(
    r"(bylines|mentions)-(?:(?:TOTAL|INITIAL)_FORMS"
    r"|(\d{1,3})-(person|role|attribution|rank|id|DELETE))\Z"
)

# In a line the form accepts a thousand signs at most; what is too long must come back to be cut.
LONGEST_LINE = 10_000
MOST_VALUES = 2_000


class Refused(Exception):
    """What was sent is not the content of a form; `status` is the answer's."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def content_of(given: Any) -> dict[str, Any]:
    """What a browser sent, reduced to what the form has. Raises Refused."""
    if not isinstance(given, dict) or not isinstance(given.get("values"), dict):
        raise Refused(_("This is not the content of a form."))
    values: Values = {}
    for name, found in given["values"].items():
        if name not in FIELDS and not ROW.match(name):
            continue
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise Refused(_("This is not the content of a form."))
        longest = LONGEST_BODY if name == "body" else LONGEST_LINE
        if any(len(one) > longest for one in found):
            raise Refused(_("This text is too long to be kept."), status=413)
        values[name] = found
    if sum(map(len, values.values())) > MOST_VALUES:
        raise Refused(_("This text is too long to be kept."), status=413)
    return {"values": values, "labels": labels_of(given.get("labels"), values)}


def labels_of(given: Any, values: Values) -> dict[str, dict[str, str]]:
    """The words of the options that are chosen: the form cannot look them up by itself."""
    if not isinstance(given, dict):
        return {}
    return {
        name: {
            value: label[:300]
            for value, label in given[name].items()
            if value in found and isinstance(label, str)
        }
        for name, found in values.items()
        if isinstance(given.get(name), dict)
    }


def state_of(values: Values, base: dict[str, Any]) -> dict[str, Any]:
    """The working copy that saving these values would give, over `base`, as a revision has it."""
    return base | texts_of(values, base) | references_of(values)


def texts_of(values: Values, base: dict[str, Any]) -> dict[str, Any]:
    lines = {
        name: settled(LINE_BREAKS.sub(" ", first(values, name).strip()), base, name)
        for name in TYPESET
        if name in values
    }
    plain = {name: first(values, name).strip() for name in PLAIN if name in values}
    body = {"body": settled(clean(first(values, "body")), base, "body")} if "body" in values else {}
    return lines | plain | body


def references_of(values: Values) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: number(first(values, name)) for name in ("section", "hero_image") if name in values
    }
    for name, choices in (("topics", "topic_choices"), ("events", "event_choices")):
        if choices in values:
            found[name] = [pk for one in values[choices] if (pk := number(one)) is not None]
    if "embargo_until" in values:
        found["embargo_until"] = embargo(values)
    if "embargo_asked_by" in values:
        found["embargo_asked_by"] = first(values, "embargo_asked_by").strip()
    for part, more in (("bylines", "role"), ("mentions", "attribution")):
        if f"{part}-TOTAL_FORMS" in values:
            found[part] = rows(values, part, more)
    return found


def settled(text: str, base: dict[str, Any], name: str) -> str:
    """`text` as a save would have it: as it stands where it does, else typeset."""
    return text if text == base.get(name) else typeset(text, "html" if name == "body" else "text")


def first(values: Values, name: str) -> str:
    return next(iter(values.get(name, [])), "")


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


def embargo(values: Values) -> str | None:
    """The instant that the two controls of the embargo give; None when they give none."""
    given = {name: first(values, name) for name in ("embargo_until", "embargo_until_fold")}
    try:
        instant = ZonedDateTimeInput().value_from_datadict(given, {}, "embargo_until")
        found = LocalDateTimeField(required=False).clean(instant)
    except ValidationError:
        return None
    return found.isoformat() if found else None


def rows(values: Values, part: str, more: str) -> list[dict[str, Any]]:
    """The people named, in the order in which they would be printed; emptied rows are none."""
    found = []
    for index in range(min(number(first(values, f"{part}-TOTAL_FORMS")) or 0, MOST_VALUES)):
        row = {name: first(values, f"{part}-{index}-{name}") for name in ("person", more, "rank")}
        person = number(row["person"])
        if person is not None and not first(values, f"{part}-{index}-DELETE"):
            found.append((number(row["rank"]) or 0, {"person": person, more: row[more].strip()}))
    return [row for _rank, row in sorted(found, key=lambda pair: pair[0])]
