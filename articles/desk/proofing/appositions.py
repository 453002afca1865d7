"""The functions printed beside a name: “X, ministre de…”, “le ministre de…, X”, “le ministre X”."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from articles.desk.proofing.naming import Named
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.titles import is_function
from articles.desk.proofing.words import Token, neutral, tokens

OPENS = re.compile(r"\s*[,(–—]\s*")
CLOSES = re.compile(r"[.;:!?…()«»“”\"–—,]|\s(?:qui|que|dont|où|a|est|et|ou|ainsi|avec|lors|mais)\s")
ARTICLE = re.compile(
    r"(?:(?:l'|le\s|la\s|les\s|un\s|une\s|son\s|sa\s|alors\s|aussi\s|également\s|actuel(?:le)?\s"
    r"|nouveau\s|nouvelle\s|notre\s)+)?",
    re.I,
)
# What was held before, or will be: no claim about the day.
BEFORE = re.compile(
    r"(?:(?:l'|le\s|la\s|un\s|une\s)?(?:ancien(?:ne)?s?|ex|feu|feue|futur(?:e)?|premi(?:er|ère))\b"
    r"|aujourd'hui\s|désormais\s|autrefois\s|naguère\s|longtemps\s|jadis\s)",
    re.I,
)
# A part played for a day is no position.
FOR_A_DAY = re.compile(r"\b(?:séance|jury|table ronde|atelier|session|soirée|débat)\b")
LONGEST = 160
# Words that may stand between a function and the name that it introduces without a comma.
QUALIFIERS = {
    "delegue", "general", "adjoint", "associe", "executif", "medical", "national", "regional",
    "d", "etat", "de", "la", "republique",
}  # fmt: skip


@dataclass(frozen=True)
class Apposition:
    """The words of a function, from its noun on."""

    passage: Passage
    words: tuple[Token, ...]
    # Between commas the words are the function and nothing else; before a bare name they may not.
    closed: bool

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def second(self) -> "Apposition | None":
        """The function after “et”, when there are two."""
        for place, word in enumerate(self.words[1:], start=1):
            if self.words[place - 1].folded == "et" and is_function(word.folded):
                return replace(self, words=self.words[place:])
        return None


def begins(word: Token, heads: Collection[str]) -> bool:
    return is_function(word.folded) or word.neutral in heads


def beside(named: Named, heads: Collection[str] = ()) -> Iterator[Apposition]:
    """The functions printed beside the name; `heads` are nouns that count beside the usual."""
    yield from after(named.passage, named.end, heads)
    yield from ahead(named.passage, named.start, named.end, heads)


def after(passage: Passage, end: int, heads: Collection[str] = ()) -> Iterator[Apposition]:
    plain = passage.plain
    opened = OPENS.match(plain, end)
    if opened is None or BEFORE.match(plain, opened.end()):
        return
    article = ARTICLE.match(plain, opened.end())
    start = article.end() if article else opened.end()
    closed = closing(plain, start)
    words = tokens(plain, start, closed)
    if words and begins(words[0], heads) and not FOR_A_DAY.search(plain, start, closed):
        # After “Selon X, le ministre…” somebody else may begin.
        definite = plain[opened.end() : start].lower().startswith(("l'", "le ", "la ", "les "))
        yield Apposition(passage, tuple(words), closed=not definite)


def closing(plain: str, start: int) -> int:
    """Where the function ends; “et” does not end it, for a title may have one."""
    for found in CLOSES.finditer(plain, start, start + LONGEST):
        if found[0].strip() not in {"et", "ou"}:
            return found.start()
    return min(len(plain), start + LONGEST)


def ahead(
    passage: Passage, start: int, end: int, heads: Collection[str] = ()
) -> Iterator[Apposition]:
    plain = passage.plain
    begun = max(0, start - LONGEST)
    before = re.sub(
        r"(?:\b(?:M\.|Mme|Dr|Pr|Me|docteure?|professeure?)\s)+$", "", plain[begun:start]
    )
    comma = before.rstrip().endswith(",")
    words = tokens(plain, begun, begun + len(before))
    place = next((at for at in reversed(range(len(words))) if begins(words[at], heads)), None)
    if place is None:
        return
    while (
        place
        and begins(words[place - 1], heads)
        and not plain[words[place - 1].end : words[place].start].strip(" ")
    ):
        # “la ministre déléguée”: the function begins at its first noun.
        place -= 1
    words = words[place:]
    between = plain[words[0].end : begun + len(before.rstrip().rstrip(","))]
    if re.search(r"[.;:!?…()«»“”\"–—,]", between):
        return
    if BEFORE.search(plain[max(0, words[0].start - 14) : words[0].start]):
        return
    if FOR_A_DAY.search(between):
        return
    if comma:
        if re.match(r"\s*(?:[,.;)»!?]|$)", plain[end:]):
            yield Apposition(passage, tuple(words), closed=True)
    else:
        yield Apposition(passage, tuple(words), closed=introduces(words))


def introduces(words: list[Token]) -> bool:
    """Whether nothing but the function stands before the name: “le médecin de X” is another."""
    if words[-1].folded in {"de", "d"}:
        return False
    return all(neutral(word.folded) in QUALIFIERS for word in words[1:])
