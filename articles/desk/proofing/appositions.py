"""The functions printed beside a name: “X, ministre de…”, “le ministre de…, X”, “le ministre X”."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from articles.desk.proofing.naming import Named
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.relations import is_of_a_relation
from articles.desk.proofing.titles import is_function
from articles.desk.proofing.words import LINKING, Token, tokens

OPENS = re.compile(r"\s*[,(–—]\s*")
CLOSES = re.compile(r"[.;:!?…()«»“”\"–—,]|\s(?:qui|que|dont|où|a|est|et|ou|ainsi|avec|lors|mais)\s")
ARTICLE = re.compile(
    r"(?:(?:l'|le\s|la\s|les\s|un\s|une\s|son\s|sa\s|aussi\s|également\s|actuel(?:le)?\s"
    r"|nouveau\s|nouvelle\s|notre\s)+)?",
    re.I,
)
# “Premier” begins these titles; before any other it tells who held it once.
OF_FIRST = ("ministre", "secretaire", "adjoint")
# What was held before, or will be: no claim about the day.
BEFORE = re.compile(
    r"(?:(?:l'|le\s|la\s|un\s|une\s)?(?:ancien(?:ne)?s?|ex|feu|feue|futur(?:e)?"
    r"|premi(?:er|ère)(?!\s(?:ministre|secrétaire|adjointe?)\b))\b"
    r"|alors\s|aujourd'hui\s|désormais\s|autrefois\s|naguère\s|longtemps\s|jadis\s)",
    re.I,
)
# A part played for a day is no position, nor is a trade once learnt; and a function that is dated
# speaks of its own time: “jusqu'en juin 2023”, “de septembre à décembre 2024”.
NO_POSITION = re.compile(
    r"\b(?:séance|jury|table ronde|atelier|session|soirée|débat"
    r"|de (?:formation|profession|métier)"
    r"|à (?:l'|cette )époque|au moment (?:de|du|des|d')|pendant|durant"
    r"|jusqu'(?:en|au|à)|(?:en|de|entre) (?:\w+ )?\d{4}|d'\w+ à \w+ \d{4}|de \w+ à \w+ \d{4})\b"
)
# The same, where it stands after the words of the function: “ministre, à l'époque des faits”.
OF_THE_TIME = re.compile(
    r"\slors\s(?:de|du|des|d')|,\s(?:à (?:l'|cette )époque|au moment (?:de|du|des|d'))"
)
# After “Selon X, le ministre…” somebody else may begin.
LED = re.compile(
    r"\b(?:selon|pour|avec|chez|après|avant|sans)\s(?:(?:M\.|Mme|Dr|Pr|le|la)\s)*$", re.I
)
# A list goes on: “X, le ministre de la Santé, la maire de Paris et…”.
LISTED = re.compile(r",\s*(?:(?:et|ou|puis|ainsi|le|la|les|une?|des|ses?|son|sa)\b|l'|[A-ZÀ-Ý])")
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
    # Nothing, not even a comma, stands between the words and the name that they introduce.
    bare: bool = False

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


def begins(words: list[Token], place: int, heads: Collection[str]) -> bool:
    """Whether a function begins with the word at `place`, as “premier” does of “ministre”."""
    word = words[place]
    if is_function(word.folded) or word.neutral in heads:
        return True
    return word.neutral == "premier" and any(
        one.neutral in OF_FIRST for one in words[place + 1 :][:1]
    )


def beside(named: Named, heads: Collection[str] = ()) -> Iterator[Apposition]:
    """The functions printed beside the name; `heads` are nouns that count beside the usual."""
    yield from after(named.passage, named.start, named.end, heads)
    yield from ahead(named.passage, named.start, named.end, heads)


def after(
    passage: Passage, named_at: int, end: int, heads: Collection[str] = ()
) -> Iterator[Apposition]:
    plain = passage.plain
    opened = OPENS.match(plain, end)
    if opened is None or BEFORE.match(plain, opened.end()):
        return
    if is_of_a_relation(plain, named_at):
        return
    article = ARTICLE.match(plain, opened.end())
    start = article.end() if article else opened.end()
    closed = closing(plain, start)
    words = tokens(plain, start, closed)
    if words and begins(words, 0, heads) and not is_dated(plain, start, closed):
        definite = plain[opened.end() : start].lower().startswith(("l'", "le ", "la ", "les "))
        sure = not definite or (is_alone(plain, closed) and not LED.search(plain[:named_at]))
        yield Apposition(passage, tuple(words), closed=sure)


def is_dated(plain: str, start: int, end: int) -> bool:
    """Whether the function between `start` and `end` is of a time of its own, or no position."""
    return bool(NO_POSITION.search(plain, start, end) or OF_THE_TIME.match(plain, end))


def is_alone(plain: str, end: int) -> bool:
    """Whether a definite function that ends there ends with a comma and begins no list."""
    return plain[end : end + 1] == "," and not LISTED.match(plain, end)


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
    place = next((at for at in reversed(range(len(words))) if begins(words, at, heads)), None)
    if place is None:
        return
    while (
        place
        and begins(words, place - 1, heads)
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
    if NO_POSITION.search(between):
        return
    if comma:
        # “Ministre de…, X a dit” can only be X; “le ministre de…, X, …” needs its second comma.
        if heads_sentence(plain, words[0].start) or re.match(r"\s*(?:[,.;)»!?]|$)", plain[end:]):
            yield Apposition(passage, tuple(words), closed=True)
    else:
        sure = introduces(words, plain)
        yield Apposition(passage, tuple(words), closed=sure, bare=sure)


def heads_sentence(plain: str, start: int) -> bool:
    """Whether a sentence begins there with a capital."""
    return plain[start].isupper() and re.search(r"(?:^|[.!?…»])\s*$", plain[:start]) is not None


def introduces(words: list[Token], plain: str) -> bool:
    """Whether nothing but the function stands before the name: “le médecin de X” is another.

    So does “le ministre des Transports X”, by the capital before the name: a verb has none.
    """
    if words[-1].folded in LINKING:
        return False
    if all(word.neutral in QUALIFIERS or is_function(word.folded) for word in words[1:]):
        return True
    rest = [word for word in words[1:] if word.folded not in LINKING]
    return words[1].folded in {"de", "du", "des", "d"} and all(
        plain[word.start].isupper() or word.neutral in QUALIFIERS for word in rest
    )
