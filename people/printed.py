"""What prints a position: whoever changes one is shown it.

What stands to the right of this app knows, and nothing here may import it: it registers here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from people.models import Person
from prose.dates import moment

NAMED_AT_ONCE = 10


@dataclass(frozen=True)
class Printed:
    """A text, live or scheduled, with the words that it prints after a person's name."""

    title: str
    # From when readers see it.
    at: datetime
    words: str
    # Its page of the desk.
    address: str

    def __str__(self) -> str:
        return f"{self.title} ({moment(self.at)}) : {self.words}"


Answer = Callable[[Person, list[int]], list[Printed]]

_answers: list[Answer] = []


def answered_by(answer: Answer) -> None:
    """Have `answer` asked what prints positions of a person, given by their keys."""
    if answer not in _answers:
        _answers.append(answer)


def printed_in(person: Person, keys: list[int]) -> list[Printed]:
    """What readers see or will see that prints one of the positions `keys` of `person`."""
    return [printed for answer in _answers for printed in answer(person, keys)]


def sentence(count: int) -> str:
    return ngettext(
        "%(count)s article, live or scheduled, prints what you changed, and keeps it as printed:",
        "%(count)s articles, live or scheduled, print what you changed, and keep it as printed:",
        count,
    ) % {"count": count}


def as_links(found: Sequence[Printed]) -> SafeString:
    """ "2 articles print this position and keep it: …", each a link to its page of the desk."""
    if not found:
        return SafeString("")
    links = format_html_join(
        "",
        '<li><a href="{}">{}</a> ({}) : {}</li>',
        ((each.address, each.title, moment(each.at), each.words) for each in named(found)),
    )
    rest = format_html("<li>{}</li>", others()) if len(found) > NAMED_AT_ONCE else ""
    return format_html("{}<ul>{}{}</ul>", sentence(len(found)), links, rest)


def as_lines(found: Sequence[Printed]) -> list[str]:
    """The same for a terminal, line by line."""
    rest = [others()] if len(found) > NAMED_AT_ONCE else []
    return [sentence(len(found)), *(f"- {line}" for line in [*map(str, named(found)), *rest])]


def named(found: Sequence[Printed]) -> Sequence[Printed]:
    return found[:NAMED_AT_ONCE]


def others() -> str:
    return gettext("and others, listed on the page of the person")
