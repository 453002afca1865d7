"""Whose function follows a name: “la successeure de X, directrice de…” speaks of another person."""

import re

# One person seen from another. In the plural they cannot be who holds a single function.
RELATION = (
    r"successeure?|prédécesseure?|adjointe?|collaborat(?:eur|rice)|assistante?|suppléante?"
    r"|remplaçante?|bras droit|numéro deux|porte-parole|attachée?|secrétaire|cheff?e?|direct(?:eur"
    r"|rice)|conseill(?:er|ère)|avocate?|médecin|biographe|associée?|disciple|élève|proche"
    r"|rivale?|ami|amie|fils|fille|père|mère|frère|sœur|époux|épouse|mari|femme|veuve|veuf"
    r"|compagnon|compagne|neveu|nièce|cousine?|gendre|beau-\w+|belle-\w+"
)
# “Directeur de cabinet”, “conseillère en communication”, “adjoint direct”.
NARROWED = (
    r"(?:\s(?:(?:de la|du|des|en|chargée? de|de)\s|(?:de\s)?l'|d')[a-zà-ÿ-]+"
    r"|\s(?:spécial|personnel|politique|principal|direct|immédiat|juridique|historique|général"
    r"|technique|parlementaire|particuli|désign|proch)\w*)*"
)
OF = r"\s(?:de\s|d')(?:(?:M\.|Mme|Dr|Pr|Me)\s)?$"
OF_SOMEBODY = re.compile(OF, re.I)
OF_A_RELATION = re.compile(rf"\b(?:{RELATION}){NARROWED}{OF}", re.I)
# A relation and its complement take no more signs than these before the name.
SEEN, SEEN_OF = 80, 10


def is_of_a_relation(plain: str, named_at: int) -> bool:
    """Whether the name only tells whose successor, daughter or lawyer is spoken of."""
    before = plain[max(0, named_at - SEEN) : named_at]
    # Few names are a complement, and the nouns are many.
    return bool(OF_SOMEBODY.search(before[-SEEN_OF:]) and OF_A_RELATION.search(before))
