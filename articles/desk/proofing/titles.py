"""A printed title against the one on record."""

from collections.abc import Sequence
from enum import Enum

from articles.desk.proofing.words import LINKING, Token, distance, neutral, tokens
from people.models import Position

ABBREVIATIONS = {"ia": ["intelligence", "artificielle"]}
# Who leads without a complement leads the whole: it is no short form of a narrower title.
LEADING = {"directeur", "president", "chef"}
# Words that begin a title, without the mark of the feminine.
FUNCTIONS = {
    "ministre", "secretaire", "president", "vice-president", "directeur", "delegue", "depute",
    "senateur", "maire", "prefet", "responsable", "chef", "gouverneur", "commissaire", "cadre",
    "administrateur", "coordinateur", "coordonnateur", "rapporteur", "porte-parole", "doyen",
    "directeur-adjoint", "codirecteur", "copresident", "secretaire-general", "sous-directeur",
    "fondateur", "cofondateur", "gerant", "tresorier", "inspecteur", "conseiller", "consultant",
    "medecin", "professeur", "infirmier", "chercheur", "chirurgien", "radiologue", "cardiologue",
    "psychiatre", "urgentiste", "biologiste", "epidemiologiste", "pharmacien", "psychologue",
    "ingenieur", "economiste", "sociologue", "avocat", "juriste", "magistrat",
    "pdg", "dg", "dga", "dsi", "rssi", "drh", "president-directeur", "patron", "patronne",
    "eurodepute", "maitre", "adjoint", "ambassadeur", "aide-soignant", "sage-femme", "generaliste",
    "dentiste", "kinesitherapeute", "pediatre", "geriatre", "oncologue", "neurologue",
    "anesthesiste", "reanimateur", "infectiologue", "virologue", "entrepreneur",
}  # fmt: skip
# What everybody also says of who holds the title.
SYNONYMS = {
    "president de la republique": ["chef", "de", "l", "etat"],
    "premier ministre": ["chef", "du", "gouvernement"],
}
# A word that makes another function of the one before it.
ALTERING = {
    "delegue", "general", "adjoint", "charge", "executif", "associe", "honoraire",
    "interministeriel",
}  # fmt: skip
OF = {"de", "du", "des", "d"}
# Words of a complement in which a body is named.
LONGEST_NAME = 8
# “À la retraite”, “à l'époque”: after a title these are no complement of it.
CIRCUMSTANCES = {
    "retraite", "epoque", "fois", "tete", "demande", "initiative", "origine", "suite",
}  # fmt: skip


def is_function(folded: str) -> bool:
    """Whether the word begins a title."""
    return neutral(folded) in FUNCTIONS


class Verdict(Enum):
    SAME = "same"
    AGREEMENT = "agreement"
    NEAR = "near"
    OTHER = "other"


def of_position(position: Position) -> list[str]:
    return [token.folded for token in tokens(position.title.replace("’", "'"))]


def expanded(words: list[str]) -> list[str]:
    return [more for word in words for more in ABBREVIATIONS.get(word, [word])]


def compare(
    printed: list[Token], title: list[str], organisation: Sequence[frozenset[str]], plain: str
) -> tuple[Verdict, int]:
    """What the words `printed` after or before a name are to the `title` on record.

    `organisation` holds the words of each of its names, `plain` the text that the words stand in.
    The number is how many printed words the verdict is about, for their place. A prefix cut where
    a title may be cut is the same title; so is a title of a lesser length with the organisation.
    What goes on as another title does is another.
    """
    words = [token.folded for token in printed]
    size = len(title)
    synonym = SYNONYMS.get(" ".join(neutral(word) for word in title))
    if synonym and words[: len(synonym)] == synonym:
        return Verdict.SAME, len(synonym)
    if [neutral(word) for word in words[:size]] == [neutral(word) for word in title]:
        verdict = Verdict.SAME if words[:size] == title else Verdict.AGREEMENT
        rest = printed[size:]
        if alters(rest, plain) or is_elsewhere(rest, organisation, plain):
            return Verdict.OTHER, len(words)
        return verdict, size
    if is_near(words[:size], title):
        return Verdict.NEAR, size
    return shortened(printed, title, organisation, plain)


def alters(rest: list[Token], plain: str) -> bool:
    """Whether the words that follow a title make another of it.

    “Et de la Prévention”, “adjointe”, “d'honneur” do; “et des soignants” is another sentence part.
    """
    words = [token.folded for token in rest]
    if not words:
        return False
    if words[:2] == ["d", "honneur"]:
        return True
    if words[0] == "et":
        if words[1:2] == ["des"]:
            return len(rest) > 2 and plain[rest[2].start].isupper()
        return words[1:2] == ["du"] or words[1:3] in (["de", "la"], ["de", "l"], ["a", "la"])
    return neutral(words[0]) in ALTERING


def is_elsewhere(rest: list[Token], organisation: Sequence[frozenset[str]], plain: str) -> bool:
    """Whether “de…” after a title names another body than the `organisation` on record."""
    if not organisation or not rest or rest[0].folded not in OF:
        return False
    own = frozenset[str]().union(*organisation)
    named = [token for token in rest[:LONGEST_NAME] if plain[token.start].isupper()]
    return bool(named) and not any(token.folded in own for token in named)


def is_near(words: list[str], title: list[str]) -> bool:
    """As many words, almost all the same, the others almost."""
    if len(words) != len(title) or len(title) < 3:
        return False
    pairs = [
        (one, other)
        for one, other in zip(words, title, strict=True)
        if neutral(one) != neutral(other)
    ]
    if not 0 < len(pairs) <= max(1, len(title) // 4):
        return False
    return all(
        (one in LINKING and other in LINKING)
        or (len(other) > 3 and distance(one, other, 2) <= 2 and one[0] == other[0])
        for one, other in pairs
    )


def shortened(
    printed: list[Token], title: list[str], organisation: Sequence[frozenset[str]], plain: str
) -> tuple[Verdict, int]:
    """Whether the first words that carry meaning are the title's, and what follows is not."""
    words = [token.folded for token in printed]
    own = expanded(title)
    said = [word for word in expanded(words) if word not in LINKING]
    meant = [word for word in own if word not in LINKING]
    common = 0
    for one, other in zip(said, meant, strict=False):
        if neutral(one) != neutral(other):
            break
        common += 1
    if common == 0:
        return Verdict.OTHER, len(words)
    covered = place_after(words, common)
    verdict = Verdict.SAME if said[:common] == meant[:common] else Verdict.AGREEMENT
    rest = printed[covered:]
    if alters(rest, plain):
        return Verdict.OTHER, len(words)
    if not rest or common == len(meant) or not completes(rest, plain):
        return verdict, covered
    following = {token.folded for token in rest}
    if any(name <= following for name in organisation):
        leads = neutral(words[0]) in LEADING and meant[common] != "general"
        return (Verdict.OTHER if leads else verdict), covered
    return Verdict.OTHER, len(words)


def completes(rest: list[Token], plain: str) -> bool:
    """Whether the words begin a complement: “de…”, “aux…”, “à la…”; not “à Lyon”."""
    words = [token.folded for token in rest]
    if words[0] == "a":
        return words[1:2] in (["la"], ["l"]) and CIRCUMSTANCES.isdisjoint(words[2:3])
    return words[0] in OF or words[0] in {"au", "aux"}


def place_after(words: list[str], common: int) -> int:
    """How many of the printed words hold the first `common` that carry meaning."""
    counted = 0
    for place, word in enumerate(words):
        if counted >= common:
            return place
        if word not in LINKING:
            counted += len(ABBREVIATIONS.get(word, [word]))
    return len(words)
