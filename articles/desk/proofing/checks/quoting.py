"""Quotations: whose they are, whether they close, whether a pull quote is of the text."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import SENTENCE_END, Passage
from articles.desk.proofing.quotations import quotations
from articles.desk.proofing.registry import finds
from articles.desk.proofing.speech import VERB
from articles.desk.proofing.spelling import is_conjugated
from articles.desk.proofing.words import WORD
from articles.quotations import comparable

# A shorter one is a word quoted, a title, a slogan: it needs nobody.
LONG = 8
INTRODUCED = re.compile(
    r"\b(?:pour (?:lui|elle|eux|elles)(?=,)|selon|d'après|aux yeux de"
    r"|dixit|de l'avis|dans les mots|d'un|par la voix|formule|mot de"
    r"|question|réponse|titre|intitulé|message|communiqué|rapport|texte|loi|article|décret|arrêté)\b",
    re.I,
)
# The newsroom's words run on into the quotation, with a pronoun set apart at most: “eux, « ont… »”.
RUNS_ON = re.compile(r"(?:\w|\b(?:lui|elle|eux|elles|celle-ci|celui-ci|celles-ci|ceux-ci),)\s*$")
FIRST_VERB = re.compile(r"«\s*(?:(?:ne|se|lui|en|y)\s|[ns]')*(\w+)")


@finds("quotes-unbalanced")
def unbalanced(context: Context) -> Iterator[Finding]:
    """A guillemet without its pair; a quotation of several paragraphs opens each, closes once."""
    for place, passage in enumerate(context.passages):
        for offset in quotations(passage.text)[1]:
            if passage.text[offset] == "«" and goes_on(context.passages, place):
                continue
            message = (
                _("This quotation is not closed: add “»” where it ends.")
                if passage.text[offset] == "«"
                else _("This guillemet closes nothing: add “«” where the quotation begins.")
            )
            yield passage.finding("quotes-unbalanced", Level.WARN, message, offset, offset + 1)


def goes_on(passages: tuple[Passage, ...], place: int) -> bool:
    following = passages[place + 1] if place + 1 < len(passages) else None
    return (
        following is not None
        and following.field == passages[place].field
        and following.text.lstrip().startswith("«")
    )


@finds("quote-unattributed")
def unattributed(context: Context) -> Iterator[Finding]:
    """A sentence between guillemets with nobody beside it, in its paragraph or just before."""
    before: Passage | None = None
    for passage in context.body:
        if passage.kind in {"p", "li"} and not passage.within:
            for start, end in quotations(passage.text)[0]:
                if is_sentence(passage, start, end) and not is_attributed(
                    context, passage, before, start, end
                ):
                    yield passage.finding(
                        "quote-unattributed",
                        Level.WARN,
                        _("Who says this? Name the speaker in the sentence or just before."),
                        start,
                        end,
                    )
                    break
            before = passage


def is_sentence(passage: Passage, start: int, end: int) -> bool:
    return len(WORD.findall(passage.plain[start:end])) >= LONG


def is_attributed(
    context: Context, passage: Passage, before: Passage | None, start: int, end: int
) -> bool:
    if context.names.spans_in(passage):
        return True
    plain = passage.plain
    around = plain[:start] + " " + plain[end:]
    unspoken, place = "", 0
    for first, last in passage.spoken:
        unspoken += plain[place:first] + " "
        place = last
    unspoken += plain[place:]
    if VERB.search(unspoken) or INTRODUCED.search(around):
        return True
    if goes_on_from_its_subject(plain, start):
        return True
    if plain[:start].rstrip().endswith(":") and len(WORD.findall(plain[:start])) > 2:
        return True
    if before is not None and not plain[:start].strip():
        # The speaker goes on, or was announced.
        return before.plain.rstrip().endswith((":", "»")) or bool(quotations(before.text)[0])
    return False


def goes_on_from_its_subject(plain: str, start: int) -> bool:
    """Whether the sentence begins outside and has its verb inside: “Le comité « attend que… »”."""
    begun = SENTENCE_END.split(plain[:start])[-1]
    first = FIRST_VERB.match(plain, start)
    return bool(RUNS_ON.search(begun) and first and is_conjugated(first[1]))


@finds("pullquote-not-in-body")
def pull_quotes(context: Context) -> Iterator[Finding]:
    """Word for word within a paragraph of the text, unless it says that it is not from it."""
    ours = [quote for quote in context.pull_quotes if not quote.elsewhere]
    if not ours:
        return
    said = [comparable(one.text) for one in context.body if is_running_text(one)]
    for quote in ours:
        for passage in context.body:
            if passage.group != quote.group or passage.within != "pull-quote":
                continue
            words = comparable(passage.text)
            if passage.kind == "footer" or any(words in one for one in said):
                continue
            yield passage.finding(
                "pullquote-not-in-body",
                Level.BLOCK,
                _(
                    "These words are not in the text: quote it word for word, or mark the pull "
                    "quote as words from elsewhere."
                ),
            )


def is_running_text(passage: Passage) -> bool:
    """Whether it is a paragraph of the text: no caption, no subhead, no line that signs."""
    return passage.kind in {"p", "li", "blockquote"} and passage.within not in {
        "pull-quote", "figure",
    }  # fmt: skip
