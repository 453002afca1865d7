"""Who holds which position on the article's date, against what the text prints."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.desk.proofing.appositions import Apposition, beside
from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.naming import Named
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.periods import Period, period_before
from articles.desk.proofing.registry import finds
from articles.desk.proofing.titles import Verdict, compare, is_near, of_position
from articles.desk.proofing.words import LINKING, Token, fold, neutral, tokens
from people.models import Person, Position
from prose.dates import full

# The better the verdict, the sooner it is believed.
BEST = (Verdict.SAME, Verdict.AGREEMENT, Verdict.NEAR, Verdict.OTHER)
# A shorter title is too common a phrase to be looked for away from the name.
LONG_TITLE = 5
# Titles that a man and a woman share; what stands before tells whose they are.
EPICENE = re.compile(
    r"ministre|secretaire|maire|responsable|commissaire|porte-parole|economiste|juriste"
    r"|\w+(?:logue|iatre)"
)
ARTICLES = {"la": "le", "une": "un", "de la": "du", "à la": "au"}
ARTICLE = re.compile(r"\b(?:(?:de|à) la|la|le|une?|du|au)\s$", re.I)


@dataclass(frozen=True)
class Judged:
    """A printed function against one position."""

    verdict: Verdict
    size: int
    person: Person
    position: Position


@finds("position-mismatch", "position-expired", "agreement")
def positions(context: Context) -> Iterator[Finding]:
    for named in context.names.known:
        people = [context.people[pk] for pk in named.people if pk in context.people]
        heads = {title[0] for title in titles(people)}
        for apposition in beside(named, {neutral(head) for head in heads}):
            found = judged(context, people, apposition)
            if found is not None:
                spoken = apposition.passage.is_spoken(apposition.start)
                yield found.capped() if spoken else found
    yield from near_titles(context)


def titles(people: list[Person]) -> Iterator[list[str]]:
    for person in people:
        for position in person.positions.all():
            if title := of_position(position):
                yield title


def judged(context: Context, people: list[Person], printed: Apposition) -> Finding | None:
    """What is wrong with the function printed beside the name of one of `people`."""
    if any(is_overridden(context, person, printed) for person in people):
        return None
    every = [
        Judged(
            *compare(list(printed.words), title, organisation_of(position), printed.passage.plain),
            person,
            position,
        )
        for person in people
        for position in person.positions.all()
        if (title := of_position(position))
    ]
    period = period_before(printed.passage, printed.start, context.day)
    held = [one for one in every if is_held(one.position, context.day, period)]
    best = min(held, key=lambda one: BEST.index(one.verdict), default=None)
    if best and best.verdict == Verdict.SAME:
        return article_of_another_gender(printed, best)
    if best and best.verdict == Verdict.AGREEMENT:
        return disagreement(printed, best)
    if best and best.verdict == Verdict.NEAR:
        return almost(printed.passage, printed.words[: best.size], best.position)
    if period and period.is_of_another_year(context.day):
        # What was held years ago is not always on record.
        return None
    past = [one for one in every if one not in held and one.verdict != Verdict.OTHER]
    if past:
        closest = min(past, key=lambda one: BEST.index(one.verdict))
        return of_another_time(context, printed, closest)
    if second := printed.second:
        # “médecin et ministre de…”: a trade is not always on record.
        return judged(context, people, second)
    if best and printed.closed:
        return unknown_function(context, printed, best.person)
    return None


def is_held(position: Position, day: date, period: Period | None) -> bool:
    """Whether it is held on the article's day, or was in the time that the sentence speaks of."""
    return position.held_on(day) or (period is not None and period.meets(position))


def is_overridden(context: Context, person: Person, printed: Apposition) -> bool:
    """Whether somebody said that this is the title to print in this article."""
    given = context.draft.mentions.get(person.pk, "")
    words = [token.folded for token in printed.words]
    return bool(given) and [token.folded for token in tokens(given)][: len(words)] == words


def organisation_of(position: Position) -> list[frozenset[str]]:
    """The words of each name of the organisation, its initials among them."""
    body = position.organisation
    if body is None:
        return []
    names = [tokens(name.replace("’", "'")) for name in body.name_forms]
    cores = [[word.folded for word in name if word.folded not in LINKING] for name in names]
    initials = ["".join(word[0] for word in core) for core in cores if len(core) > 1]
    return [frozenset(core) for core in (*cores, *([one] for one in initials)) if core]


def disagreement(printed: Apposition, best: Judged) -> Finding:
    """The title in the other gender: what differs is named, and mended when words go by pairs."""
    title = tokens(best.position.title.replace("’", "'"))
    words = printed.words[: best.size]
    differing = [
        place
        for place, (one, other) in enumerate(zip(words, title, strict=False))
        if one.folded != other.folded and one.neutral == other.neutral
    ]
    first, last = (differing[0], differing[-1]) if differing else (0, len(words) - 1)
    fix = best.position.title[title[first].start : title[last].end] if differing else None
    return printed.passage.finding(
        "agreement",
        Level.BLOCK,
        _("%(name)s is recorded as “%(title)s”: make it agree.")
        % {"name": best.person.name, "title": best.position.title},
        words[first].start,
        words[last].end,
        fix,
    )


def article_of_another_gender(printed: Apposition, best: Judged) -> Finding | None:
    """“Le ministre X” for a woman: only the article tells, for the title has one form."""
    passage, person = printed.passage, best.person
    found = ARTICLE.search(passage.plain, 0, printed.start)
    if not (printed.bare and found and EPICENE.fullmatch(printed.words[0].folded)):
        return None
    feminine = found[0].strip().lower() in ARTICLES
    if person.grammatical_gender != ("m" if feminine else "f"):
        return None
    pairs = ARTICLES if feminine else {he: she for she, he in ARTICLES.items()}
    right = pairs[found[0].strip().lower()]
    return passage.finding(
        "agreement",
        Level.BLOCK,
        _("%(name)s is recorded as “%(title)s”: make it agree.")
        % {"name": person.name, "title": best.position.title},
        found.start(),
        found.end() - 1,
        right.capitalize() if found[0][0].isupper() else right,
    )


def almost(passage: Passage, words: tuple[Token, ...], position: Position) -> Finding:
    start, end = words[0].start, words[-1].end
    title = position.title
    if passage.text[start].isupper():
        title = title[0].upper() + title[1:]
    return passage.finding(
        "position-mismatch",
        Level.BLOCK,
        _("The title is “%(title)s”.") % {"title": position.title},
        start,
        end,
        title,
    )


def of_another_time(context: Context, printed: Apposition, judgement: Judged) -> Finding:
    """A title that the person holds at another date than the article's."""
    person, position = judgement.person, judgement.position
    start, end = printed.words[0].start, printed.words[judgement.size - 1].end
    now_held = person.position_on(context.day)
    said = {
        "name": person.name,
        "day": full(context.day),
        "title": position.title,
        "held": now_held.as_printed if now_held else "",
    }
    if now_held is not None:
        message = _("On %(day)s, %(name)s is “%(held)s”.") % said
        return printed.passage.finding("position-mismatch", Level.BLOCK, message, start, end)
    if position.start and position.start > context.day:
        message = _("On %(day)s, %(name)s is not yet “%(title)s”.") % said
        return printed.passage.finding("position-mismatch", Level.BLOCK, message, start, end)
    message = _(
        "On %(day)s, %(name)s is no longer “%(title)s”: write “former”, or record the position."
    )
    return printed.passage.finding("position-expired", Level.WARN, message % said, start, end)


def unknown_function(context: Context, printed: Apposition, person: Person) -> Finding:
    held = person.position_on(context.day)
    return printed.passage.finding(
        "position-mismatch",
        Level.WARN,
        _("The directory has “%(held)s” for %(name)s on %(day)s: check this function.")
        % {
            "held": held.as_printed if held else "",
            "name": person.name,
            "day": full(context.day),
        },
        printed.words[0].start,
        printed.words[-1].end,
    )


def near_titles(context: Context) -> Iterator[Finding]:
    """A long title of somebody in the article, almost right, where the name does not stand."""
    wanted = long_titles(context)
    if not wanted:
        return
    for passage in context.prose:
        words = passage.words
        for place, word in enumerate(words):
            for position, title in wanted.get(word.neutral, ()):
                window = words[place : place + len(title)]
                if is_near([token.folded for token in window], title):
                    found = almost(passage, tuple(window), position)
                    yield found.capped() if passage.is_spoken(word.start) else found


def long_titles(context: Context) -> dict[str, list[tuple[Position, list[str]]]]:
    """The positions held on the day, each title once, by the word that begins it."""
    found: dict[str, list[tuple[Position, list[str]]]] = defaultdict(list)
    held = {
        position.title: position
        for person in context.people.values()
        for position in person.positions.all()
        if position.held_on(context.day)
    }
    for position in held.values():
        title = of_position(position)
        if len(title) >= LONG_TITLE:
            found[neutral(title[0])].append((position, title))
    return found


@finds("name-variant")
def names(context: Context) -> Iterator[Finding]:
    for variant in context.names.variants:
        person = context.people[variant.person]
        passage, start, end = variant.passage, variant.start, variant.end
        alone = len(passage.plain[start:end].split()) == 1
        right = person.family_name if alone else person.name
        found = passage.finding(
            "name-variant",
            Level.WARN,
            _("The directory writes “%(name)s”: is it the same person?") % {"name": person.name},
            start,
            end,
            right,
        )
        yield found.capped() if passage.is_spoken(start) else found


@finds("person-unknown")
def unknown(context: Context) -> Iterator[Finding]:
    """A name in two words or more, with a function beside it, that nobody in the directory has."""
    organisations = {fold(name) for name in (*context.organisations, *context.organisation_aliases)}
    for passage in context.prose:
        taken = context.names.spans_in(passage, variants=True)
        for start, end in names_like(passage):
            if any(a < end and start < b for a, b in taken):
                continue
            said = passage.plain[start:end]
            if any(fold(said) in name for name in organisations):
                continue
            if any(one.closed for one in beside(Named(passage, start, end, ()))):
                found = passage.finding(
                    "person-unknown",
                    Level.WARN,
                    _("%(name)s is not in the directory: record this person and the function.")
                    % {"name": said},
                    start,
                    end,
                )
                yield found.capped() if passage.is_spoken(start) else found


PARTICLES = {"de", "du", "des", "d", "la", "le", "van", "von", "ben", "el", "al", "di", "da"}
COURTESY = {"m", "mme", "dr", "pr", "me", "mlle", "docteur", "docteure", "professeur"}
# Words that begin a sentence with a capital and are no given name.
OPENERS = {
    "pour", "selon", "chez", "avec", "avant", "apres", "depuis", "comme", "mais", "et", "ni", "or",
    "hier", "ainsi", "quand", "si", "la", "le", "les", "l", "un", "une", "son", "sa", "ses", "face",
    "devant", "parmi", "sans", "sous", "sur", "a", "en", "au", "aux", "de", "du", "des", "d",
}  # fmt: skip
NO_NAMES = OPENERS | COURTESY | PARTICLES


def names_like(passage: Passage) -> Iterator[tuple[int, int]]:
    """Runs of two to four capitalised words, particles inside them aside."""
    plain = passage.plain
    run: list[Token] = []
    for word in [*passage.words, None]:
        joined = word and run and not plain[run[-1].end : word.start].strip(" '")
        capital = (
            word and plain[word.start].isupper() and not plain[word.start : word.end].isupper()
        )
        if word and joined and (capital or (word.folded in PARTICLES and capital is False)):
            run.append(word)
            continue
        if len(run) > 1:
            yield from name_in(run, plain)
        run = [word] if word and capital else []


def name_in(run: list[Token], plain: str) -> Iterator[tuple[int, int]]:
    while run and run[0].folded in NO_NAMES:
        run = run[1:]
    while run and run[-1].folded in PARTICLES and not plain[run[-1].start].isupper():
        run = run[:-1]
    capitals = [word for word in run if plain[word.start].isupper()]
    if 2 <= len(capitals) <= 4:
        yield run[0].start, run[-1].end
