"""What typesetting changed at a save: how often, where, and how to have back what was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk.comparing import Refused, label_of, lines_of, store
from articles.desk.saving import saved
from articles.models import Article, Revision
from prose.diff import replaced
from prose.sanitise import clean

AROUND = 24
# The word at either end of an excerpt, which the cut may have halved.
CUT_WORD, CUT_END = re.compile(r"^\S*\s"), re.compile(r"\s\S*$")
SPACES = {" ": "␣", "\u00a0": "⍽", "\u202f": "⎵"}


@dataclass(frozen=True)
class Change:
    """What stood in a place and what stands there now, with the words around."""

    lead: str
    before: str
    after: str
    tail: str


@dataclass(frozen=True)
class FieldChanges:
    label: str
    changes: list[Change]


def changes(typed: str, stored: str) -> Iterator[Change]:
    """Each place where `stored` differs from `typed`; linear in their length."""
    for found in replaced(typed, stored):
        end = found.start + len(found.after)
        yield Change(lead_of(stored, found.start), found.before, found.after, tail_of(stored, end))


def lead_of(text: str, place: int) -> str:
    """Some whole words before `place`, on its line."""
    start = max(0, place - AROUND)
    found = text[start:place].rpartition("\n")[2]
    if start and len(found) == place - start:
        found = "…" + CUT_WORD.sub("", found, count=1)
    return found


def tail_of(text: str, place: int) -> str:
    """Some whole words after `place`, on its line."""
    found = text[place : place + AROUND].partition("\n")[0]
    if len(found) == AROUND and place + AROUND < len(text):
        found = CUT_END.sub("", found, count=1) + "…"
    return found


def field_changes(name: str, typed: str, stored: str) -> list[Change]:
    if name != "body":
        return list(changes(typed, stored))
    # A line break stands for the end of a block, so that words of two blocks never touch.
    return list(changes("\n".join(lines_of(typed)), "\n".join(lines_of(stored))))


def report(revision: Revision) -> list[FieldChanges]:
    """What typesetting changed at this save, by field, in the order of the page."""
    found = []
    kept = revision.typed or {}
    # PostgreSQL keeps no order of keys.
    for field in Article._meta.fields:
        name = field.name
        made = (
            field_changes(name, kept[name], revision.content.get(name, "")) if name in kept else []
        )
        if made:
            found.append(FieldChanges(label_of(name), made))
    return found


def count(revision: Revision) -> int:
    return sum(len(field.changes) for field in report(revision))


def visible(text: str) -> str:
    """`text` with a sign for each kind of space."""
    return "".join(SPACES.get(letter, letter) for letter in text)


def undo(*, article: Article, by: User, number: int, seen_version: int) -> Revision | None:
    """Give back what was typed at the save `number`, as a save of its own that is not typeset.

    Only while nothing else was saved since. Raises Refused.
    """
    if not permissions.can_change(by, article):
        raise Refused(_("You cannot change this article as it stands."))
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        last = stored.revisions.first()
        if last is None or last.number != number or stored.version != seen_version:
            raise Refused(_("Something else was saved since: the typography stays as it is."))
        if not report(last):
            raise Refused(_("Typography changed nothing at this save."))
        typed: dict[str, str] = last.typed or {}
        for name, text in typed.items():
            setattr(stored, name, clean(text) if name == "body" else text)
        store(stored)
        # Marked as meant: the next save leaves these fields alone until they are written in.
        return saved(article=stored, by=by, typed={name: getattr(stored, name) for name in typed})
