"""Searching by words as people type them: any order, no accents, beginnings of words."""

import functools
import operator
import re
import unicodedata

from django.db.models import Q
from django.http import HttpRequest

# Those already in a text are asked for at once: more than any article holds.
MOST_KNOWN = 200
IDENTIFIER = re.compile(r"[1-9][0-9]{0,17}\Z")
BETWEEN_WORDS = re.compile(r"[^\w\u0300-\u036f]+|_")
MOST_WORDS = 8


# Letters of Latin alphabets that no accent makes, and that one searches for without their bar.
BARRED = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ħ": "h", "ŧ": "t"}
LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
# A name that came from another system may hold its accents as signs of their own.
ACCENTS = "[\u0300-\u036f]*"


def bare(letter: str) -> str:
    """`letter` in lower case, without its accent or its bar."""
    plain = unicodedata.normalize("NFD", letter)[0].lower()
    return BARRED.get(plain, plain)


def variants() -> dict[str, str]:
    """Plain letter -> all its forms in Latin alphabets, both cases, as a regular expression."""
    forms: dict[str, str] = {}
    for code in LATIN:
        plain = bare(chr(code))
        if "a" <= plain <= "z":
            forms[plain] = forms.get(plain, "") + chr(code)
    return {plain: f"[{found}]{ACCENTS}" for plain, found in forms.items()}


VARIANTS = variants()


def spelled(word: str) -> str:
    """A regular expression that finds `word` however its accents and ligatures are written."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = [bare(letter) for letter in plain if not unicodedata.combining(letter)]
    pattern = "".join(VARIANTS.get(letter, re.escape(letter)) for letter in letters)
    for pair, ligature in (("oe", "œŒ"), ("ae", "æÆ")):
        two = VARIANTS[pair[0]] + VARIANTS[pair[1]]
        pattern = pattern.replace(two, f"({two}|[{ligature}])")
    return pattern


def words_of(query: str) -> list[str]:
    return [word for word in BETWEEN_WORDS.split(query) if word][:MOST_WORDS]


def somewhere(pattern: str, fields: tuple[str, ...]) -> Q:
    return functools.reduce(operator.or_, (Q(**{f"{name}__iregex": pattern}) for name in fields))


def holding(query: str, *fields: str) -> Q:
    """Rows in which each word of `query`, or a part of it, is in one of `fields`, in any order."""
    found = Q()
    for word in words_of(query):
        found &= somewhere(spelled(word), fields)
    return found


def asked_ids(request: HttpRequest) -> list[int] | None:
    """The identifiers asked for (`?ids=3,12`); None when the request is a search."""
    return asked_numbers(request, "ids")


def asked_numbers(request: HttpRequest, name: str) -> list[int] | None:
    """The identifiers in a parameter of the address; None when it is not there."""
    if name not in request.GET:
        return None
    given = request.GET[name].split(",")
    return [int(one) for one in given if IDENTIFIER.match(one)][:MOST_KNOWN]


def asked_words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:200]
