"""Dates that a reader of next year cannot place, and futures that have become past."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.registry import finds
from articles.desk.proofing.words import fold, tokens
from events.models import Event
from prose.dates import MONTHS, WEEKDAYS, full, in_paris, weekday_and_full

MONTH = "|".join(MONTHS)
DAY = r"(?:1er|[12]?\d|3[01])"
WEEKDAY = "|".join(WEEKDAYS)
# “les 10 et 11 février derniers”, “le 12 mars prochain”; not when a year follows.
DAY_AND_SIDE = re.compile(
    rf"\b(?P<days>{DAY}(?:\s(?:et|au|ou)\s{DAY})?)\s(?P<month>{MONTH})"
    rf"\s(?P<side>derniers?|prochains?)\b",
    re.I,
)
MONTH_AND_SIDE = re.compile(
    rf"\b(?P<month>{MONTH}|été|hiver|automne|printemps)\s(?P<side>dernier|prochain)\b", re.I
)
UNIT_AND_SIDE = re.compile(
    r"\b(?:la semaine|la nuit|le mois|l'an|l'année|le trimestre|le semestre|le week-end)"
    r"\s(?:derni(?:er|ère)|prochaine?|passée?)\b",
    re.I,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# “Les 10 et 11 février”: the days that something took or will take.
SOME_DAYS = re.compile(rf"\bles\s{DAY}\s(?:et|au|ou)\s{DAY}\s(?:{MONTH})\b", re.I)
# What is done in a day: of anything else “aujourd'hui” is said of our time.
DONE_IN_A_DAY = (
    r"(?:a|s'est)\s(?:\w+ment\s)?(?:signé|annoncé|inauguré|promulgué|rencontré|visité|démissionné"
    r"|réuni|tenu|déclaré|voté|remis|nommé)e?\b"
)
TODAY = re.compile(
    rf"(?:^|(?<=[.!?…]\s))(?P<opening>aujourd'hui)(?=,\s[^.!?…;]*?\b{DONE_IN_A_DAY})"
    rf"|\b{DONE_IN_A_DAY}\s(?P<within>aujourd'hui)\b",
    re.I,
)
OF_A_DAY = r"(?!-là|\s(?:de\s|d'|du\s))"
BARE = re.compile(
    r"\b(?:avant-hier|hier(?:\s(?:matin|soir|après-midi))?|après-demain|demain\s(?:matin|soir)"
    rf"|dès demain|(?:cet? (?:matin|soir|week-end|après-midi)|cette (?:semaine|nuit)){OF_A_DAY})"
    r"\b",
    re.I,
)
# “Il y a deux jours”; not “il y a deux jours de débats”.
SOME_DAYS_FROM_NOW = re.compile(
    r"\b(?:il y a|dans)\s(?:(?:plus|moins|près) de\s|environ\s)?"
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quelques"
    r"|une (?:dizaine|quinzaine|vingtaine) de|\d+)\s(?:jours?|semaines?|mois)\b(?!\sde\s|\sd')",
    re.I,
)
TOMORROW = re.compile(r"\bdemain\b", re.I)
# What is held on a day; of anything else it is any time to come: “la médecine de demain”.
HELD_OR_SET = re.compile(
    r"\b(?:(?:assemblée|audience|audition|comité|conférence|congrès|conseil|débat|examen|grève|journée"
    r"|lancement|manifestation|match|matinée|ouverture|rencontre|rendez-vous|réunion|scrutin|séance"
    r"|soirée|visite|vote)s?\sde|(?:prévu|annoncé|attendu|fixé|programmé)e?s?\spour)\s$",
    re.I,
)
# What makes a noun of the word before which it stands: “préparer demain”, “hier comme demain”.
NO_TOMORROW = re.compile(
    r"(?:(?:^|[^\w\s])\s*|\b(?:à|après|ce|comme|d'aujourd'hui|de|en|entre|et|le|mais|ni|ou|pour|que"
    r"|sur|un|vers|aujourd'hui"
    r"|(?:anticip|bât|constru|dessin|façonn|imagin|invent|pens|prépar|réinvent|rêv)\w*)\s|-)$",
    re.I,
)
SOME_DAY = re.compile(r",?\s(?:comme|et|ou)\s(?:aujourd'hui|hier|après-demain)\b", re.I)
A_WEEKDAY = re.compile(
    rf"\b(?:{WEEKDAY})(?:\s(?:matin|soir|après-midi|dernier|prochain))?\b(?!-)", re.I
)
# “mardi 11 février”, “mardi 11, mercredi 12 et jeudi 13 février”, “lundi et mardi 10 et 11 mai”.
JOINT = r"(?:,\s|\s(?:et|ou|puis|au|à)\s|[-–])"
DATED = re.compile(
    rf"(?:{JOINT}(?:{WEEKDAY})\b)*"
    rf"\s*(?:,?\s*(?:le\s)?{DAY}(?:{JOINT}(?:le\s)?(?:(?:{WEEKDAY})\s)?{DAY})*\s(?:{MONTH})\b"
    rf"|{DAY}/\d)",
    re.I,
)
# A day of the calendar that bears the name of a weekday.
FEAST = re.compile(
    r"\s(?:saint|gras|des (?:cendres|rameaux)|de (?:la )?(?:pâques|pentecôte)|de l'ascension)\b",
    re.I,
)
HABIT = re.compile(
    rf"(?:\b(?:le|du|au|un|chaque|tous les|les|ni le|aucun|{WEEKDAY})(?:\set)?\s|\d\s)$", re.I
)
# What was done on a day that is named alone; any other tense may speak of a day to come.
DONE = re.compile(
    r"\b(?:ai|as|a|ont|avons|avez|avait|avaient|s'est|s'était|se sont|s'étaient)\s"
    r"(?!lieu\b)(?:[\w'-]+\s)?\w+(?:é|i|u|is|it|ert)e?s?\b",
    re.I,
)
TO_COME = re.compile(r"\b(?:\w{2,}r(?:a|ont)|va|vont)\b", re.I)
NO_DAY = re.compile(r"(?:d'|l'|qu'|et d')$", re.I)
# What the future of an event is told with; `done` to it: “sera organisé”, “va être inauguré”.
FUTURE = re.compile(
    r"\b(?:aura|auront)\slieu\b|\bse\s(?:tiendra|tiendront|déroulera|dérouleront)\b"
    r"|\b(?:s')?(?:ouvrir|débuter|commencer|accueiller|réunir|rassembler)(?:a|ont)\b"
    r"|\b(?:va|vont)\s(?:avoir\slieu|se\s(?:tenir|dérouler|réunir)|s'ouvrir)\b"
    r"|\b(?P<done>(?:sera|seront|va\sêtre|vont\sêtre)\s(?:\w+ment\s)?"
    r"(?:organisé|tenu|ouvert|clos|clôturé|inauguré|retransmis)e?s?)\b",
    re.I,
)
NEXT_ONE = re.compile(
    r"\b(?:prochaine?s?|suivante?s?|futures?|nouvelle\s|(?:de|à)\snouveau|édition|20\d\d)\b", re.I
)
# Each pattern with words of which it needs one: seeing that none is there costs a tenth of a search
# that disregards case.
SIDES = ("derni", "prochain", "passé")
WITHOUT_A_DATE = (
    (UNIT_AND_SIDE, SIDES),
    (BARE, ("hier", "demain", "ce ", "cet ", "cette ")),
    (SOME_DAYS_FROM_NOW, ("jour", "semaine", "mois")),
)


@finds("relative-date")
def relative(context: Context) -> Iterator[Finding]:
    """Outside quotations: a speaker may say “hier”, the title may not."""
    published = in_paris(context.written).date()
    for passage in context.prose:
        if passage.within in {"pull-quote", "blockquote"}:
            continue
        taken: list[tuple[int, int]] = []
        for found, message, fix in relative_in(context, passage, published):
            start, end = found
            if passage.is_spoken(start) or any(a < end and start < b for a, b in taken):
                continue
            taken.append(found)
            yield passage.finding("relative-date", Level.WARN, message, start, end, fix)


def relative_in(
    context: Context, passage: Passage, published: date
) -> Iterator[tuple[tuple[int, int], str, str | None]]:
    plain = passage.plain
    for found in found_in(passage, DAY_AND_SIDE, SIDES):
        year = year_of(found, context.day, published)
        dated = passage.text[found.start() : found.start("side")] + (str(year) if year else "")
        message = _("This says another date next year: write the year, “%(date)s”.")
        yield found.span(), message % {"date": dated.strip()}, dated if year else None
    for found in found_in(passage, MONTH_AND_SIDE, SIDES):
        yield found.span(), _("This says another date next year: write the year."), None
    for place in days_from_now(passage):
        yield place, _("Write the date: the text will be read later."), None
    for place in without_year(context, passage):
        yield place, _("This says another date next year: write the year."), None
    for found in found_in(passage, A_WEEKDAY, WEEKDAYS):
        if is_a_bare_weekday(plain, found):
            sentence = passage.sentence_of(found.start())
            yield found.span(), weekday_message(found[0], sentence, published), None


def days_from_now(passage: Passage) -> Iterator[tuple[int, int]]:
    """What only says how far from the day of writing: “hier”, “demain”, “il y a deux jours”."""
    for pattern, words in WITHOUT_A_DATE:
        for found in found_in(passage, pattern, words):
            if not NO_DAY.search(passage.plain[: found.start()]):
                yield found.span()
    for found in found_in(passage, TOMORROW, ("demain",)):
        if is_the_day_after(passage, found):
            yield found.span()
    for found in found_in(passage, TODAY, ("aujourd'hui",)):
        yield found.span("opening") if found["opening"] else found.span("within")


def without_year(context: Context, passage: Passage) -> Iterator[tuple[int, int]]:
    """The days of a month whose year neither the sentence nor another date of the text says."""
    for start, end in days_of_a_month(passage):
        month = passage.lowered[start:end].split()[-1]
        if YEAR.search(passage.sentence_of(start)):
            continue
        if not any(re.search(rf"\b{month}\s\d{{4}}", one.lowered) for one in context.prose):
            yield start, end


def days_of_a_month(passage: Passage) -> Iterator[tuple[int, int]]:
    """“Mardi 24 novembre”; “les 10 et 11 février” of what was or will be, and not of every year."""
    plain = passage.plain
    for found in found_in(passage, A_WEEKDAY, WEEKDAYS):
        dated = DATED.match(plain, found.end())
        if dated and dated[0].lower().endswith(tuple(MONTHS)):
            yield found.start(), dated.end()
    for found in found_in(passage, SOME_DAYS, MONTHS):
        sentence = passage.sentence_of(found.start())
        if DONE.search(sentence) or TO_COME.search(sentence):
            yield found.span()


def is_a_bare_weekday(plain: str, found: "re.Match[str]") -> bool:
    """Whether the weekday has no date, is no feast and no habit."""
    if DATED.match(plain, found.end()) or FEAST.match(plain, found.end()):
        return False
    return not HABIT.search(plain[: found.start()])


def is_the_day_after(passage: Passage, found: "re.Match[str]") -> bool:
    """Whether “demain” is a day and not the time to come: “il se réunira demain”."""
    plain = passage.plain
    if HELD_OR_SET.search(plain[: found.start()]):
        return True
    if passage.starts_sentence(found.start()):
        return plain[found.end() :].startswith(",")
    return not (
        NO_TOMORROW.search(plain[: found.start()])
        or SOME_DAY.match(plain, found.end())
        or passage.sentence_of(found.start()).rstrip().endswith("?")
    )


def found_in(
    passage: Passage, pattern: "re.Pattern[str]", words: Iterable[str]
) -> "Iterator[re.Match[str]]":
    """The matches of a pattern that has one of `words`, in lower case, in each of them."""
    lowered = passage.lowered
    if any(word in lowered for word in words):
        yield from pattern.finditer(passage.plain)


def year_of(found: "re.Match[str]", day: date, published: date) -> int | None:
    """The year of “derniers”: the last such day that is not after the article's; of “prochains”,
    the first that is not before. None when there is no such day."""
    month = MONTHS.index(found["month"].lower()) + 1
    number = int(re.findall(r"\d+", found["days"])[-1])
    past = found["side"].lower().startswith("dernier")
    try:
        said = date(published.year, month, number)
    except ValueError:
        return None
    if past:
        # An event of several days is still “dernier” in the article that covers its first.
        return said.year if said <= max(day + timedelta(days=6), published) else said.year - 1
    return said.year if said >= published else said.year + 1


def weekday_message(said: str, sentence: str, published: date) -> str:
    day = day_meant(said.lower(), sentence, published)
    if day is None:
        return _("Which one? Write the date.")
    return _("Which one? Write the date, for instance “%(date)s”.") % {
        "date": weekday_and_full(day)
    }


def day_meant(said: str, sentence: str, published: date) -> date | None:
    """The day that a weekday says in a text of the day `published`; None when it may be another."""
    ahead = (WEEKDAYS.index(said.split()[0]) - published.weekday()) % 7
    if said.endswith("prochain"):
        return published + timedelta(days=ahead or 7)
    before = published - timedelta(days=7 - ahead)
    if said.endswith("dernier"):
        return before
    # On a Wednesday “mercredi” is today or a week ago.
    in_doubt = not ahead or TO_COME.search(sentence) or not DONE.search(sentence)
    return None if in_doubt else before


@finds("tense-past-event")
def past_events(context: Context) -> Iterator[Finding]:
    """The future, of an event that is over when the text is written."""
    # A text that appeared before the event spoke rightly of it.
    over = [event for event in context.events if event.ends_at < context.written]
    if not over:
        return
    for passage in context.prose:
        for found in FUTURE.finditer(passage.plain):
            sentence = passage.sentence_of(found.start())
            if NEXT_ONE.search(without_date(sentence, over)):
                continue
            # What is done is done to what stands before: “un bureau sera ouvert après le sommet”.
            subject = sentence.partition(found[0])[0] if found["done"] else sentence
            event = next((one for one in over if speaks_of(subject, one)), None)
            if event is None:
                continue
            finding = passage.finding(
                "tense-past-event",
                Level.WARN,
                _("“%(event)s” is over since %(when)s: write in the past.")
                % {"event": event.name, "when": full(in_paris(event.ends_at).date())},
                found.start(),
                found.end(),
            )
            yield finding.capped() if passage.is_spoken(found.start()) else finding


def without_date(sentence: str, events: list[Event]) -> str:
    """The sentence without the years of these events: another year speaks of another event."""
    for event in events:
        sentence = sentence.replace(str(in_paris(event.starts_at).year), "")
    return sentence


def speaks_of(sentence: str, event: Event) -> bool:
    """Whether the sentence has the event's first words, or its first noun after an article."""
    folded = fold(sentence)
    name = [token.folded for token in tokens(event.name.replace("’", "'"))]
    if " ".join(name) in " ".join(token.folded for token in tokens(folded)):
        return True
    noun = next((word for word in name if len(word) > 4), "")
    return (
        bool(noun)
        and re.search(rf"\b(?:le|la|les|l'|ce|cette|du|au)\s?{noun}\b", folded) is not None
    )
