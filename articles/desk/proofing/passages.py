"""The text as paragraphs with offsets: what every check reads."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from articles.desk.proofing.findings import AROUND, Finding, Level
from articles.desk.proofing.words import Token, tokens

# Each sign for one sign, so that offsets in the one are offsets in the other.
PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'"})
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
        return self.text.translate(PLAIN)

    @cached_property
    def words(self) -> list[Token]:
        return tokens(self.plain)

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [0, *(found.end() for found in SENTENCE_END.finditer(self.plain))]

    def is_spoken(self, start: int) -> bool:
        return within(self.spoken, start)

    def is_foreign(self, start: int) -> bool:
        return within(self.foreign, start)

    def starts_sentence(self, start: int) -> bool:
        """Whether nothing but signs stands between a sentence's start and `start`."""
        begun = self.sentence_starts[bisect_right(self.sentence_starts, start) - 1]
        before = self.plain[begun:start]
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


def within(spans: tuple[Span, ...], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
