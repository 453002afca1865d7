"""Where somebody else speaks: what stands between guillemets, incises taken out."""

import re

from articles.desk.proofing.passages import PLAIN, Span

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
    after_first = plain[commas[0] + 1 :].lstrip()[:40]
    if len(commas) > 1 and APPOSITION.match(after_first):
        return commas[1]
    if len(commas) == 1 and APPOSITION.match(after_first):
        return last
    return commas[0]


# Words that begin the function of a person.
APPOSITION = re.compile(
    r"(?:(?:l'|le |la |un |une |ancienne? |ex-)*)(?:vice-)?"
    r"(?:ministre|secrétaire|présidente?|direct(?:eur|rice)|déléguée?|députée?|sénat(?:eur|rice)|maire"
    r"|préfète?|responsable|cheffe?|gouverneure?|commissaire|administrat(?:eur|rice)|médecin"
    r"|coord[a-z]+(?:eur|rice)|conseill(?:er|ère)|rapporteure?|porte-parole|cadre|doyenne?|associée?"
    r"|fondat(?:eur|rice)|cofondat(?:eur|rice)|profess(?:eur|eure)|infirmi(?:er|ère)|chercheu(?:r|se)"
    r"|radiologue|économiste|sociologue|avocate?|juriste|pharmacien(?:ne)?|ingénieure?)\b"
)
