"""The text as paragraphs with offsets: what every check reads."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from articles.desk.proofing.findings import AROUND, Finding, Level
from articles.desk.proofing.words import Token, tokens

# Each sign for one sign, so that offsets in the one are offsets in the other.
PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'"}
SENTENCE_END = re.compile(r"[.!?…]+(?:\s*[»”])?(?:\s+|$)")
Span = tuple[int, int]


@dataclass(frozen=True)
class Link:
    """A link in a paragraph: what it leads to, by address or by identifier."""

    start: int
    end: int
    href: str = ""
    # "article", "person" or "event", and the identifier; or nothing.
    kind: str = ""
    target: int = 0


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading, a caption or a one-line field."""

    field: str
    block: int
    # An element of the body, or the field's name.
    kind: str
    text: str
    # Inside what it stands: "", "pull-quote", "blockquote", "figure" or "box".
    within: str = ""
    # Tells one pull quote or figure from the next.
    group: int = 0
    # What is between guillemets; the whole of a block that is a quotation.
    spoken: tuple[Span, ...] = ()
    foreign: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The text with one kind of space and one apostrophe, sign for sign."""
        return plain_text(self.text)

    @cached_property
    def lowered(self) -> str:
        """`plain` in lower case, to see at once that a word is not there."""
        return self.plain.lower()

    @cached_property
    def words(self) -> list[Token]:
        return tokens(self.plain)

    @cached_property
    def capitalised(self) -> list[tuple[int, Token]]:
        """The words that begin with a capital, each with its rank among `words`."""
        return [
            (place, word)
            for place, word in enumerate(self.words)
            if self.plain[word.start].isupper()
        ]

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [0, *(found.end() for found in SENTENCE_END.finditer(self.plain))]

    def is_spoken(self, start: int) -> bool:
        return within(self.spoken, start)

    def is_foreign(self, start: int) -> bool:
        return within(self.foreign, start)

    def start_of_sentence(self, place: int) -> int:
        return self.sentence_starts[bisect_right(self.sentence_starts, place) - 1]

    def starts_sentence(self, start: int) -> bool:
        """Whether nothing but signs stands between a sentence's start and `start`."""
        before = self.plain[self.start_of_sentence(start) : start]
        return not any(sign.isalnum() for sign in before) or before.rstrip().endswith(("«", "“"))

    def sentence_of(self, start: int) -> str:
        index = bisect_right(self.sentence_starts, start)
        begun = self.sentence_starts[index - 1]
        ends = self.sentence_starts[index] if index < len(self.sentence_starts) else None
        return self.plain[begun:ends]

    def finding(
        self,
        code: str,
        level: Level,
        message: str,
        start: int = 0,
        end: int | None = None,
        fix: str | None = None,
    ) -> Finding:
        """A finding on the signs from `start` to `end`; on the whole paragraph by default."""
        end = len(self.text) if end is None else end
        return Finding(
            code=code,
            level=level,
            message=message,
            excerpt=self.text[start:end],
            field=self.field,
            block=self.block,
            start=start,
            end=end,
            before=self.text[max(0, start - AROUND) : start],
            after=self.text[end : end + AROUND],
            fix=fix,
        )


def plain_text(text: str) -> str:
    """With one kind of space and one apostrophe, sign for sign."""
    # A replacement for each is many times faster than `translate`, and every paragraph passes here.
    for sign, right in PLAIN.items():
        text = text.replace(sign, right)
    return text


def within(spans: Iterable[Span], place: int) -> bool:
    # No generator: asked for each word, mostly of no span at all.
    for start, end in spans:  # noqa: SIM110
        if start <= place < end:
            return True
    return False
