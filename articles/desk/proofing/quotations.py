"""Where somebody else speaks: what stands between guillemets, incises taken out."""

import re

from articles.desk.proofing.passages import Span, plain_text
from articles.desk.proofing.speech import INCISE
from articles.desk.proofing.titles import is_function
from articles.desk.proofing.words import Token, neutral, tokens

# What stands before a function: “l’ancienne directrice”.
ARTICLES = {
    "l", "le", "la", "les", "un", "une", "des", "deux", "trois", "plusieurs", "ce", "cet", "cette",
    "ancien", "ancienne",
}  # fmt: skip
# Who speaks without a function.
SPEAKERS = {
    "adherent", "agent", "association", "collectif", "elu", "elue", "etude", "femme", "habitant",
    "homme", "interesse", "interlocuteur", "patient", "rapport", "salarie", "soignant", "syndicat",
    "voisin",
}  # fmt: skip
# Signs after a verb or a comma in which a function begins.
SEEN = 40
GUILLEMET = re.compile("[«»]")


def quotations(text: str) -> tuple[tuple[Span, ...], list[int]]:
    """The spans between guillemets, signs included, and the offsets of those without a pair.

    A quotation that is still open when the paragraph ends runs to its end.
    """
    spans: list[Span] = []
    alone: list[int] = []
    opened: list[int] = []
    for found in GUILLEMET.finditer(text):
        place = found.start()
        if found[0] == "«":
            opened.append(place)
        elif not opened:
            alone.append(place)
        else:
            start = opened.pop()
            if not opened:
                spans.append((start, place + 1))
    if opened:
        spans.append((opened[0], len(text)))
        alone.extend(opened)
    return tuple(spans), alone


def spoken(text: str) -> tuple[Span, ...]:
    """What somebody else says: the quotations without the incises that name who speaks."""
    plain = plain_text(text)
    found: list[Span] = []
    for start, end in quotations(text)[0]:
        place = start
        for incise in INCISE.finditer(plain, start, end):
            if incise.start() < place or (incise["told"] and not is_somebody(plain, incise.end())):
                continue
            found.append((place, incise.start()))
            place = end_of_incise(plain, incise.end(), end)
        found.append((place, end))
    return tuple((start, end) for start, end in found if end > start)


def end_of_incise(plain: str, start: int, limit: int) -> int:
    """After the name and the function of who speaks: a full stop, or the last comma that follows
    an apposition (“observe Maud Kerlavec, directrice de l’hôpital, mais…”)."""
    stop = re.compile(r"[.;:!?…»]").search(plain, start, limit)
    last = stop.start() if stop else limit
    commas = [place for place in range(start, last) if plain[place] == ","]
    if not commas:
        return last
    # One comma closes a bare name; the second closes its apposition, which is in lower case.
    if not is_apposition(plain[commas[0] + 1 : commas[0] + SEEN]):
        return commas[0]
    return commas[1] if len(commas) > 1 else last


def is_apposition(after: str) -> bool:
    """Whether what follows a comma is the function of the person before it, in lower case."""
    noun = first_noun(after)
    if noun is None or not after[noun.start].islower():
        return False
    return is_function(noun.folded.removeprefix("ex-"))


def is_somebody(plain: str, place: int) -> bool:
    """Whether what follows a verb is who speaks: a name, or a function, of one or of several."""
    after = plain[place : place + SEEN]
    noun = first_noun(after)
    if noun is None:
        return False
    folded = noun.folded.removesuffix("s")
    return after[noun.start].isupper() or is_function(folded) or neutral(folded) in SPEAKERS


def first_noun(after: str) -> Token | None:
    return next((word for word in tokens(after) if word.folded not in ARTICLES), None)
