"""Where somebody else speaks: what stands between guillemets, incises taken out."""

import re

from articles.desk.proofing.passages import PLAIN, Span
from articles.desk.proofing.titles import is_function
from articles.desk.proofing.words import tokens

SPEECH = (
    "affirme|ajoute|alerte|analyse|annonce|argumente|assure|avance|avertit|commente|conclut|concède"
    "|confie|confirme|constate|décrit|déplore|détaille|déclare|défend|dit|estime|explique|expose"
    "|fait valoir|glisse|indique|insiste|interroge|juge|justifie|lâche|lance|martèle|nuance|note"
    "|observe|plaide|pointe|poursuit|précise|prévient|promet|raconte|rappelle|rapporte|reconnaît"
    "|regrette|relativise|relève|remarque|répète|répond|résume|rétorque|s'agace|s'alarme"
    "|se félicite|s'étonne|s'inquiète|s'interroge|s'amuse|se réjouit|se souvient|signale|souffle"
    "|souligne|soupire|soutient|suggère|témoigne|tempère|tranche|vante|admet|renchérit|écrit"
    "|complète|reprend|illustre"
    "|a-t-il|a-t-elle|ont-ils|ont-elles"
)  # fmt: skip
# What stands before a function: “l’ancienne directrice”.
ARTICLES = {"l", "le", "la", "les", "un", "une", "ancien", "ancienne"}
GUILLEMET = re.compile("[«»]")
VERB = re.compile(rf"\b(?:{SPEECH}|[a-zéèê]+(?:-t)?-(?:il|elle|ils|elles|on))\b")
# From the sign that opens it to the comma or the full stop that closes it.
INCISE = re.compile(
    rf"[,?!…]\s+(?:{SPEECH}|(?:se|s'|a|avait)?\s?[a-zéèê]+-(?:t-)?(?:il|elle|ils|elles|on))\b"
)


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
    plain = text.translate(PLAIN)
    found: list[Span] = []
    for start, end in quotations(text)[0]:
        place = start
        for incise in INCISE.finditer(plain, start, end):
            if incise.start() < place:
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
    if not is_apposition(plain[commas[0] + 1 : commas[0] + 40]):
        return commas[0]
    return commas[1] if len(commas) > 1 else last


def is_apposition(after: str) -> bool:
    """Whether what follows a comma is the function of the person before it, in lower case."""
    opening = next((word for word in tokens(after) if word.folded not in ARTICLES), None)
    if opening is None or not after[opening.start].islower():
        return False
    return is_function(opening.folded.removeprefix("ex-"))
