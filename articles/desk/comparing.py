"""Two states of the working copy side by side, in words; and an old one made the current one.

A state is what `revisions.snapshot` gives. What is compared is text: no markup of an old revision
reaches a page from here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk import revisions
from articles.desk.saving import saved
from articles.models import Article, Byline, Mention, Revision, Section, Topic
from events.models import Event
from images.models import Image
from people.models import Person
from prose.dates import moment
from prose.diff import Stretch, diff, folded
from prose.sanitise import clean

State = dict[str, Any]

LINK = re.compile(r'<a(?=[^>]* href="([^"]*)")[^>]*>(.*?)</a>', re.S)
FIGURE = re.compile(r'<figure(?=[^>]* data-image="(\d+)")[^>]*>')
ITEM = re.compile(r"<li[^>]*>")
BLOCK = re.compile(
    r"</?(?:p|h2|h3|ul|ol|li|blockquote|table|caption|tr|figure|figcaption|aside|footer|section)"
    r"(?: [^>]*)?>|<br>"
)
TAG = re.compile(r"<[^>]*>")
PLAIN_SPACES = re.compile(r"[ \t\r\f\v]+")

# Word diff is quadratic in what both sides share: above this, a passage is shown as replaced.
MOST_SIGNS = 20_000


@dataclass(frozen=True)
class Line:
    """A line of a text, as stretches; without any, it stands for lines that are the same."""

    stretches: list[Stretch]


@dataclass(frozen=True)
class Difference:
    label: str
    lines: list[Line]


class Refused(Exception):
    """Nothing was restored; the text is a sentence for the person who asked."""


# Texts ----------------------------------------------------------------------------------------


def lines_of(source: str) -> list[str]:
    """A rich text as lines of words, every kind of space kept; links and pictures are told."""
    text = clean(source)
    text = LINK.sub(r"\2 ⟨\1⟩", text)
    text = FIGURE.sub(lambda found: "\n[" + _("Picture") + f" {found[1]}]\n", text)
    text = BLOCK.sub("\n", ITEM.sub("\n• ", text))
    words = unescape(TAG.sub("", text))
    lines = (PLAIN_SPACES.sub(" ", line).strip(" ") for line in words.split("\n"))
    return [line for line in lines if line]


def text_difference(before: list[str], after: list[str]) -> list[Line]:
    """What changed, line by line and then word by word; lines that are the same are passed over.

    Kinds of space and apostrophe do not count.
    """
    matcher = SequenceMatcher(
        None, [folded(line) for line in before], [folded(line) for line in after], autojunk=False
    )
    found: list[Line] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found.append(Line([]))
        else:
            found.extend(passage(before[old_from:old_to], after[new_from:new_to]))
    return found if any(line.stretches for line in found) else []


def passage(old: list[str], new: list[str]) -> Iterator[Line]:
    """Lines that differ: one by one where there are as many, else as a whole."""
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield Line(word_difference(one, other))
        return
    if old and new:
        yield Line(word_difference("\n".join(old), "\n".join(new)))
        return
    for line in old:
        yield Line([Stretch("removed", line)])
    for line in new:
        yield Line([Stretch("added", line)])


def word_difference(old: str, new: str) -> list[Stretch]:
    if len(old) + len(new) > MOST_SIGNS:
        return [Stretch("removed", old), Stretch("added", new)]
    return diff(old, new)


# States ---------------------------------------------------------------------------------------


def differences(before: State, after: State) -> list[Difference]:
    """What leads from one state to the other, in the order of the form."""
    found = []
    for name in revisions.TEXT:
        label = label_of(name)
        old, new = str(before.get(name) or ""), str(after.get(name) or "")
        if name == "body":
            lines = text_difference(lines_of(old), lines_of(new))
            if not lines and clean(old) != clean(new) and not same_but_spaces(old, new):
                lines = [Line([Stretch("same", _("Only the formatting changed."))])]
        else:
            lines = text_difference(*([[text] if text else [] for text in (old, new)]))
        if lines:
            found.append(Difference(label, lines))
    for name, (old_words, new_words) in references(before, after).items():
        if sorted(old_words) != sorted(new_words):
            lines = [Line(diff(", ".join(old_words), ", ".join(new_words)))]
            found.append(Difference(label_of(name), lines))
    return found


def same_but_spaces(old: str, new: str) -> bool:
    return "".join(folded(clean(old)).split()) == "".join(folded(clean(new)).split())


def label_of(name: str) -> str:
    special = {
        "topics": _("Topics"),
        "events": _("Events covered"),
        "bylines": _("Byline"),
        "mentions": _("People mentioned"),
    }
    if name in special:
        return special[name]
    label = str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def references(before: State, after: State) -> dict[str, tuple[list[str], list[str]]]:
    """What each state refers to, by name. Deleted since: by its number."""
    sections = names(Section, [state.get("section") for state in (before, after)])
    pictures = names(Image, [state.get("hero_image") for state in (before, after)])
    topics = names(Topic, every(before, after, "topics"))
    events = names(Event, every(before, after, "events"))
    people = names(
        Person,
        [
            row.get("person")
            for state in (before, after)
            for part in ("bylines", "mentions")
            for row in state.get(part) or []
        ],
    )

    def both(words: Any) -> tuple[list[str], list[str]]:
        return words(before), words(after)

    def rows(state: State, part: str, more: str) -> list[str]:
        return [
            " · ".join(filter(None, (people.get(row.get("person"), "?"), row.get(more, ""))))
            for row in state.get(part) or []
        ]

    return {
        "section": both(lambda state: one(sections, state.get("section"))),
        "hero_image": both(lambda state: one(pictures, state.get("hero_image"))),
        "topics": both(lambda state: [topics.get(pk, "?") for pk in state.get("topics") or []]),
        "events": both(lambda state: [events.get(pk, "?") for pk in state.get("events") or []]),
        "bylines": both(lambda state: rows(state, "bylines", "role")),
        "mentions": both(lambda state: rows(state, "mentions", "attribution")),
        "embargo_until": both(lambda state: instant(state.get("embargo_until"))),
        "embargo_asked_by": both(lambda state: [state.get("embargo_asked_by") or ""]),
    }


def every(before: State, after: State, name: str) -> list[Any]:
    return [*(before.get(name) or []), *(after.get(name) or [])]


def one(found: dict[Any, str], key: Any) -> list[str]:
    return [found[key]] if key in found else []


def instant(value: Any) -> list[str]:
    found = parse_datetime(value) if isinstance(value, str) else None
    return [moment(found)] if found else []


def names(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, str]:
    wanted = {key for key in keys if isinstance(key, int)}
    known = model._default_manager.in_bulk(wanted)
    return {key: str(known[key]) if key in known else f"n° {key}" for key in wanted}


# Restoring ------------------------------------------------------------------------------------


def restore(
    *, article: Article, revision: Revision, by: User, seen_version: int
) -> Revision | None:
    """Make the working copy what it was at `revision`: a save like another, with its revision.

    The text goes through the fence again. What was deleted since is left out; an embargo stays as
    it is now. Raises Refused.
    """
    if not permissions.can_change(by, article):
        raise Refused(_("You cannot change this article as it stands."))
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        if stored.version != seen_version:
            raise Refused(
                _("Somebody changed this article meanwhile. Reload the page and read it again.")
            )
        content = revision.content
        for name in revisions.TEXT:
            if name in content:
                setattr(stored, name, str(content[name] or ""))
        stored.body = clean(stored.body)
        stored.section = kept(Section, content.get("section"))
        stored.hero_image = kept(Image, content.get("hero_image"))
        store(stored)
        stored.topics.set(Topic.objects.filter(pk__in=numbers(content.get("topics"))))
        stored.events.set(Event.objects.filter(pk__in=numbers(content.get("events"))))
        replace(Byline, stored, "role", content.get("bylines"))
        replace(Mention, stored, "attribution", content.get("mentions"))
        return saved(article=stored, by=by, typed=undone(revision))


def store(article: Article) -> None:
    """Check the fields and save them as a new version. Raises Refused."""
    article.version = article.version + 1
    try:
        article.full_clean(validate_constraints=True)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    article.save()


def undone(revision: Revision) -> dict[str, str]:
    """The fields whose typesetting was undone at `revision`: they stay as typed."""
    return {
        name: text
        for name, text in (revision.typed or {}).items()
        if text == revision.content.get(name)
    }


def kept(model: type[models.Model], key: Any) -> Any:
    return model._default_manager.filter(pk=key).first() if isinstance(key, int) else None


def numbers(keys: Any) -> list[int]:
    return [key for key in keys or [] if isinstance(key, int)]


def replace(model: type[Byline] | type[Mention], article: Article, more: str, rows: Any) -> None:
    found = [row for row in rows or [] if isinstance(row, dict)]
    known = Person.objects.in_bulk(numbers([row.get("person") for row in found]))
    longest: int = model._meta.get_field(more).max_length  # type: ignore[union-attr,assignment]
    model._default_manager.filter(article=article).delete()
    for rank, row in enumerate(found):
        # Once each: an old revision may say anything.
        person = known.pop(row.get("person"), None)
        if person is not None:
            words = {more: str(row.get(more) or "")[:longest]}
            model._default_manager.create(article=article, person=person, rank=rank, **words)
