"""An article's line of time, past and to come: what readers see in each stretch of it, and what
was promised of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition, JournalEntry

WORDS = {
    "past": _("Past"),
    "live": _("Online"),
    "scheduled": _("Scheduled"),
    "cancelled": _("Cancelled"),
    "nothing": _("Withdrawn"),
}


@dataclass(frozen=True)
class Stretch:
    """From `begin` to `end` (None: for ever) readers see `edition`, or nothing."""

    state: str
    begin: datetime
    end: datetime | None
    edition: Edition | None = None
    last: bool = False

    @property
    def cancelled(self) -> bool:
        return self.state == "cancelled"

    @property
    def state_in_words(self) -> str | Promise:
        if self.edition is None:
            return _("Withdrawal scheduled") if self.state == "scheduled" else WORDS["nothing"]
        return WORDS[self.state]


@dataclass(frozen=True)
class Mark:
    """An instant of an embargo: its end, or a decision on it with the sentence that was kept."""

    begin: datetime
    article: Article | None = None
    entry: JournalEntry | None = None
    state: str = "embargo"
    edition: None = None


def line_of_time(
    editions: Iterable[Edition],
    now: datetime,
    article: Article | None = None,
    decisions: Iterable[JournalEntry] = (),
) -> list[Stretch | Mark]:
    """The stretches of an article, the furthest to come first; cancelled ones in their place.

    Between them the end of its embargo and the `decisions` on it, each at its instant.
    """
    marks = [Mark(entry.at, entry=entry) for entry in decisions]
    if article is not None and article.embargo_until is not None:
        marks.append(Mark(article.embargo_until, article=article))
    found: list[Stretch | Mark] = [*marks, *stretches(editions, now)]
    return sorted(found, key=lambda one: one.begin, reverse=True)


def stretches(editions: Iterable[Edition], now: datetime) -> list[Stretch]:
    editions = list(editions)
    standing = sorted((e for e in editions if not e.cancelled), key=lambda e: e.live_from)
    found = [
        Stretch("cancelled", edition.live_from, None, edition)
        for edition in editions
        if edition.cancelled
    ]
    for position, edition in enumerate(standing):
        found.append(
            Stretch(
                state(edition.live_from, edition.live_until, now),
                edition.live_from,
                edition.live_until,
                edition,
            )
        )
        following = standing[position + 1] if position + 1 < len(standing) else None
        if edition.live_until and (following is None or following.live_from > edition.live_until):
            end = following.live_from if following else None
            found.append(
                Stretch(
                    state(edition.live_until, end, now),
                    edition.live_until,
                    end,
                    last=following is None,
                )
            )
    return found


def state(begin: datetime, end: datetime | None, now: datetime) -> str:
    if begin > now:
        return "scheduled"
    return "live" if end is None or now < end else "past"
