"""Names as one types them: without accents, in any order, with or without a hyphen or a title."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from django.db.models import Q

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
WITHIN_A_WORD = re.compile(r"[-‐‑’'ʼ.]+")
# "A.N.S." is a word of three letters, not three words.
INITIALS = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)")
BETWEEN_WORDS = re.compile(r"[\W_]+")
MOST_WORDS = 8

# How one is addressed: said before a name, no part of it.
TITLES = {
    "m", "mm", "mme", "mmes", "mlle", "me", "monsieur", "madame", "maitre",
    "dr", "dre", "docteur", "docteure", "pr", "pre", "prof", "professeur", "professeure",
}  # fmt: skip
# What tells no organisation from another.
SMALL_WORDS = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour"}

# Likeness of two names, 0 to 1, from which a person should look: "Chapaz" and "Chappaz" are above
# it, "Martin" and "Marchand" are not.
ALIKE = 0.88
# Two short names differ by a letter more often than by a slip.
LONG_ENOUGH = 6


def fold(text: str) -> str:
    """Small letters and digits without accents, words apart: "Anne-Cécile L’Œil" and more.

    >>> fold("Anne-Cécile L’Œil")
    'anne cecile l oeil'
    """
    text = INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    small = unicodedata.normalize("NFKD", text).casefold().translate(LIGATURES)
    plain = unicodedata.normalize("NFKD", small)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return BETWEEN_WORDS.sub(" ", bare).strip()


def words_of(text: str) -> Iterator[tuple[list[str], str]]:
    """Each word of `text`: its parts, then itself in one piece (jean, pierre; jeanpierre)."""
    for word in text.split():
        parts = fold(word).split()
        if parts:
            yield parts, fold(WITHIN_A_WORD.sub("", word)).replace(" ", "")


def searchable(forms: Iterable[str]) -> str:
    """What `named` looks into: all words of all forms of a name, each after a space."""
    found: dict[str, None] = {}
    for form in forms:
        for parts, whole in words_of(form):
            found.update(dict.fromkeys([*parts, whole]))
    return "".join(f" {word}" for word in found)


def named(query: str, prefix: str = "") -> Q:
    """Rows whose name holds each word of `query` or its beginning, in any order.

    A title is looked for only when nothing else is. `prefix` leads to the model that has a
    `folded` column ("person__"). A row that was merged into another is not found.
    """
    typed = list(words_of(query))
    asked = [word for word in typed if word[1] not in TITLES] or typed
    found = Q(**{f"{prefix}merged_into": None})
    for parts, whole in asked[:MOST_WORDS]:
        in_parts = Q()
        for part in parts:
            in_parts &= Q(**{f"{prefix}folded__contains": f" {part}"})
        found &= in_parts | Q(**{f"{prefix}folded__contains": f" {whole}"})
    return found


def key_of(name: str) -> str:
    """The words that tell the name from others, in one order: for "Dr Anne Lys" and "LYS Anne"."""
    words = [word for word in fold(name).split() if word not in TITLES]
    telling = [word for word in words if word not in SMALL_WORDS]
    return " ".join(sorted(telling or words))


def alike(name: str, other: str) -> bool:
    """Whether the two may be one: the same words in any order, an initial, a slip of the pen."""
    return keys_alike(key_of(name), key_of(other))


def keys_alike(one: str, two: str) -> bool:
    """The same of what `key_of` gives."""
    if not one or not two:
        return False
    if one == two or one.replace(" ", "") == two.replace(" ", ""):
        return True
    if by_initials(one.split(), two.split()):
        return True
    if min(len(one), len(two)) < LONG_ENOUGH:
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    # The first two are upper bounds of the third, and cheap.
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
    )


def by_initials(one: list[str], two: list[str]) -> bool:
    """ "Y. Neuder" and "Yannick Neuder": a whole word in common, the others begin alike."""
    common = set(one) & set(two)
    rest, others = [w for w in one if w not in common], [w for w in two if w not in common]
    if not any(len(word) > 1 for word in common) or not rest or len(rest) != len(others):
        return False
    return all(
        (len(a) == 1 or len(b) == 1) and a[0] == b[0] for a, b in zip(rest, others, strict=True)
    )
