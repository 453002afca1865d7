"""A printed title against the one on record."""

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
    printed: list[Token], title: list[str], organisation: list[str] | None = None
) -> tuple[Verdict, int]:
    """What the words `printed` after or before a name are to the `title` on record.

    The number is how many printed words the verdict is about, for their place. A prefix cut where
    a title may be cut is the same title; so is a title of a lesser length with the organisation.
    """
    words = [token.folded for token in printed]
    size = len(title)
    if [neutral(word) for word in words[:size]] == [neutral(word) for word in title]:
        same = words[:size] == title
        return (Verdict.SAME if same else Verdict.AGREEMENT), size
    if is_near(words[:size], title):
        return Verdict.NEAR, size
    return shortened(words, title, organisation or [])


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


def shortened(words: list[str], title: list[str], organisation: list[str]) -> tuple[Verdict, int]:
    """Whether the first words that carry meaning are the title's, and what follows is not."""
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
    rest = words[covered:]
    if not rest or common == len(meant) or rest[0] not in {"de", "du", "des", "d", "au", "aux"}:
        return verdict, covered
    core = [word for word in organisation if word not in LINKING]
    if core and all(word in rest for word in core):
        leads = neutral(words[0]) in LEADING and common < len(meant) and meant[common] != "general"
        return (Verdict.OTHER if leads else verdict), covered
    return Verdict.OTHER, len(words)


def place_after(words: list[str], common: int) -> int:
    """How many of the printed words hold the first `common` that carry meaning."""
    counted = 0
    for place, word in enumerate(words):
        if counted >= common:
            return place
        if word not in LINKING:
            counted += len(ABBREVIATIONS.get(word, [word]))
    return len(words)
