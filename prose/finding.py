"""Searching by words as people type them: any order, no accents, beginnings of words."""

import re
import unicodedata

from django.db.models import Q
from django.http import HttpRequest

# Those already in a text are asked for at once: more than any article holds.
MOST_KNOWN = 200
IDENTIFIER = re.compile(r"[1-9][0-9]{0,17}\Z")
BETWEEN_WORDS = re.compile(r"[^\w]+|_")
MOST_WORDS = 8


def variants() -> dict[str, str]:
    """Plain letter -> all its forms in Latin alphabets, both cases, as a regular expression."""
    forms: dict[str, str] = {}
    for code in range(0x41, 0x180):
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if "a" <= plain <= "z":
            forms[plain] = forms.get(plain, "") + chr(code)
    return {plain: f"[{found}]" for plain, found in forms.items()}


VARIANTS = variants()


def spelled(word: str) -> str:
    """A regular expression that finds `word` however its accents and ligatures are written."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    pattern = "".join(VARIANTS.get(letter, re.escape(letter)) for letter in bare)
    for pair, ligature in (("oe", "œŒ"), ("ae", "æÆ")):
        two = VARIANTS[pair[0]] + VARIANTS[pair[1]]
        pattern = pattern.replace(two, f"({two}|[{ligature}])")
    return pattern


def holding(query: str, *fields: str) -> Q:
    """Rows in which each word of `query`, or its beginning, is in one of `fields`, in any order."""
    found = Q()
    for word in [word for word in BETWEEN_WORDS.split(query) if word][:MOST_WORDS]:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__iregex": spelled(word)})
        found &= somewhere
    return found


def asked_ids(request: HttpRequest) -> list[int] | None:
    """The identifiers asked for (`?ids=3,12`); None when the request is a search."""
    if "ids" not in request.GET:
        return None
    given = request.GET["ids"].split(",")
    return [int(one) for one in given if IDENTIFIER.match(one)][:MOST_KNOWN]


def asked_words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:200]
