"""Slips of the keyboard and of the hand: spaces, capitals, numbers, signs, words said twice."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage, within
from articles.desk.proofing.quotations import quotations
from articles.desk.proofing.registry import finds
from articles.desk.proofing.spelling import is_word

FINE, NBSP = "\u202f", "\u00a0"

NUMBER = re.compile(r"(?<![\w.,/°§#@-])(?P<whole>\d{4,15})(?P<decimals>,\d+)?(?![\w/@°-]|[.,:]\d)")
# Before a number that is a name and not a quantity, whatever follows.
REFERENCE = re.compile(
    r"(?:\b(?:n°|nº|numéro|article|art\.|norme|iso|iec|nf|en|loi|décret|arrêté|règlement|directive|rfc"
    r"|[lrda]\.|cs|bp|port|poste|code|référence|siret|siren|rcs|finess|windows|version|v\.?|page|p\.|rn|rd|nationale|départementale|an)"
    r"|[ldra]\.)\s?$",
    re.I,
)
# Before a number that is a name too, unless what is counted follows: “le 5000 mètres”.
NAMED = re.compile(
    r"(?:\b(?:salle|chambre|bureau|dossier|paragraphe|alinéa|ligne|matricule|réf\.|vol|train|postal"
    r"|numéro\s(?:vert|national|unique|court|gratuit|(?:d'|de\s)\w+))\s?"
    # Other than in the verb of “le projet porte 1204 emplois”.
    r"|(?:^|[,(]\s?|\b(?:la|une|cette|de|rendez-vous)\s)porte\s"
    r"|\b(?:salles|chambres|bureaux|portes|dossiers|paragraphes|alinéas|lignes|articles|pages|pp\."
    r"|numéros|décrets|lois|arrêtés|normes|références)\s?(?:\d+(?:,|\s(?:et|à|ou))\s){0,3}"
    r"|\b(?:rpps|adeli|nir|iban|siret|siren|finess)\s?:?\s?|§\s?"
    # “le 3114”: a quantity would be in the plural.
    r"|\b(?:le|au|du|ce)\s)$",
    re.I,
)
# After the number of a house; not “1204 places” nor “1204 cours”.
STREET = re.compile(
    r",?\s(?:(?:bis|ter|quater),?\s)?(?:avenue|boulevard|bd|rue|route|chemin|place|allée|quai"
    r"|impasse|square|esplanade|promenade|faubourg|cours\s(?=(?-i:[A-ZÀ-Þ])))\b",
    re.I,
)
# Numbers to call; “3114 appels” is counted all the same.
CALLED = re.compile(r"(?:3018|3114|3237|3624|3646|3919|3939|3966|3977|3989)(?!\s[^\W\d_])")
POST_CODE = re.compile(r"\s[A-ZÀ-Þ]")
# What is counted, so that “2000” is no year.
COUNTED = re.compile(
    r"\s(?:euros?|€|dollars?|patients?|personnes?|salariés?|agents?|établissements?|lits?|médecins?"
    r"|soignants?|infirmi|habitants?|hôpitaux|start-up|entreprises?|postes?|emplois?|places?|kilom|km"
    r"|mètres?|m²|tonnes?|kg|heures?|jours?|fois|signes?|mots?|participants?|professionnels?|dossiers?"
    r"|logiciels?|adhérents?|membres?|projets?|visiteurs?|millions?|milliards?)"
)
ABOUT = re.compile(r"\b(?:plus de|moins de|près de|environ|quelque)\s$", re.I)
# The first number of “de 1500 à 2000 personnes”.
FROM = re.compile(r"\b(?:de|entre)\s$", re.I)
TO = re.compile(r"\s(?:à|et)\s\d[\d\s]*(?:,\d+)?(?=\s)")
TWICE = re.compile(r"\b([^\W\d_]+(?:'[^\W\d_]+)?)\s+(\1)\b", re.I)
# Said twice on purpose, or two words that look the same.
TWICE_RIGHTLY = {"nous", "vous", "faire", "très", "ha", "bla", "toc", "si", "peu"}
SPACES = re.compile(r"[ \u00a0\u202f]{2,}")
STRAIGHT = re.compile(r'(?<![\d\w])"([^"]{1,400}?)"(?!\w)')
CURLED = re.compile(r"“([^“”]{1,400}?)”")
UNACCENTED = re.compile(r"(?<![\w@/.-])(?:[AEIOUC][^\W\d_A-ZÀ-Þ]{2,})\b(?!['@])")
ACCENTED = {"A": "ÀÂ", "E": "ÉÈÊ", "I": "ÎÏ", "O": "ÔÖ", "U": "ÛÙ", "C": "Ç"}
LONE_A = re.compile(
    r"A(?=\s(?!(?:priori|posteriori|fortiori|minima|contrario)\b)(?:[a-zà-ÿ0-9]|[A-ZÀ-Þ][\w']))"
)
CEDILLA = re.compile(r"\bCa(?=\s)")


@finds("number-ungrouped")
def numbers(context: Context) -> Iterator[Finding]:
    for passage in context.prose:
        plain = passage.plain
        for found in NUMBER.finditer(plain):
            if not is_quantity(plain, found):
                continue
            grouped = f"{int(found['whole']):,}".replace(",", FINE) + (found["decimals"] or "")
            yield passage.finding(
                "number-ungrouped", Level.WARN,
                _("Group the figures by three: “%(number)s”.") % {"number": grouped},
                found.start(), found.end(), grouped,
            )  # fmt: skip


def is_quantity(plain: str, found: "re.Match[str]") -> bool:
    before, whole = plain[: found.start()], found["whole"]
    if whole.startswith("0") or REFERENCE.search(before):
        return False
    if found["decimals"]:
        return True
    if NAMED.search(before) and not COUNTED.match(plain, found.end()):
        return False
    is_house = len(whole) == 4 and STREET.match(plain, found.end())
    if is_house or CALLED.match(plain, found.start()):
        return False
    if len(whole) == 4 and 1500 <= int(whole) <= 2100:
        to = FROM.search(before) and TO.match(plain, found.end())
        return bool(COUNTED.match(plain, to.end() if to else found.end()) or ABOUT.search(before))
    return not (len(whole) == 5 and POST_CODE.match(plain, found.end()))


@finds("capital-accent")
def capitals(context: Context) -> Iterator[Finding]:
    """“Etat”, “A l’hôpital”: French keeps accents on capitals."""
    for passage in context.prose:
        names = context.names.spans_in(passage)
        for start, end, right in unaccented(passage):
            if within(names, start) or passage.is_foreign(start):
                continue
            yield passage.finding(
                "capital-accent", Level.WARN,
                _("Capitals keep their accents: “%(word)s”.") % {"word": right},
                start, end, right,
            )  # fmt: skip


def unaccented(passage: Passage) -> Iterator[tuple[int, int, str]]:
    plain = passage.plain
    for found in UNACCENTED.finditer(plain):
        word = found[0]
        if is_word(word) or is_word(word.lower()):
            continue
        rights = [sign + word[1:] for sign in ACCENTED[word[0]]]
        known = [right for right in rights if is_word(right.lower()) or is_word(right)]
        if len(known) == 1:
            yield found.start(), found.end(), known[0]
    for found in LONE_A.finditer(plain):
        if is_first_word(passage, found.start()):
            yield found.start(), found.end(), "À"
    for found in CEDILLA.finditer(plain):
        if is_first_word(passage, found.start()):
            yield found.start(), found.end(), "Ça"


def is_first_word(passage: Passage, start: int) -> bool:
    before = passage.plain[:start].rstrip()
    return not before or before[-1] in ".!?…«:“"


@finds("repeated-word")
def repeated(context: Context) -> Iterator[Finding]:
    for passage in context.prose:
        for found in TWICE.finditer(passage.plain):
            word = found[1].casefold()
            if word in TWICE_RIGHTLY or passage.is_foreign(found.start()):
                continue
            if found[2][0].isupper() or (len(word) == 1 and found[1] != found[2]):
                # A name said twice is a name, and “le groupe A a…” says nothing twice.
                continue
            yield passage.finding(
                "repeated-word", Level.WARN,
                _("“%(word)s” is written twice.") % {"word": found[1]},
                found.start(), found.end(), passage.text[found.start(1) : found.end(1)],
            )  # fmt: skip


@finds("english-quotes")
def english_quotes(context: Context) -> Iterator[Finding]:
    """English marks at the first level; within guillemets “ ” are the right ones."""
    for passage in context.prose:
        inside = quotations(passage.text)[0]
        for pattern in (STRAIGHT, CURLED):
            for found in pattern.finditer(passage.text):
                nested = within(inside, found.start())
                if (nested and pattern is CURLED) or passage.is_foreign(found.start()):
                    continue
                words = found[1].strip()
                fix = f"“{words}”" if nested else f"«{NBSP}{words}{NBSP}»"
                yield passage.finding(
                    "english-quotes", Level.WARN,
                    _("Write “%(words)s” with French guillemets.") % {"words": words[:60]},
                    found.start(), found.end(), fix,
                )  # fmt: skip


@finds("double-space")
def double_spaces(context: Context) -> Iterator[Finding]:
    for passage in context.prose:
        for found in SPACES.finditer(passage.text):
            if not found.start() or found.end() == len(passage.text):
                continue
            kept = NBSP if NBSP in found[0] else " "
            yield passage.finding(
                "double-space", Level.INFO, _("One space is enough."),
                found.start(), found.end(), kept if set(found[0]) == {" "} else None,
            )  # fmt: skip
