"""Who is printed as what: people with the position of a day, and the words that they said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from articles.models import Quotation
from articles.quotations import Marked, occurs
from events.models import Event
from people.models import Person, Position
from people.names import key_of

LONGEST_SPEAKER = 300
LONGEST_ATTRIBUTION = 400


@dataclass(frozen=True)
class Attributed:
    """A person and what is printed after the name; `position` when those are its words."""

    person: Person
    text: str
    position: Position | None


def with_positions(people: "QuerySet[Person]") -> "QuerySet[Person]":
    """Ready for `attributed`, the record that took one over included."""
    return people.select_related("merged_into").prefetch_related(
        "positions__organisation", "merged_into__positions__organisation"
    )


def attributed(person: Person, written: str, day: date) -> Attributed:
    """`person` with what was `written` for this article, else with the position held on `day`."""
    person = person.survivor
    held = person.position_on(day)
    text = held.as_printed if held else ""
    if written and written != text:
        return Attributed(person, written, None)
    return Attributed(person, text, held)


def once(people: Iterable[Attributed]) -> list[Attributed]:
    """Each person once: two records of one person may have been merged meanwhile."""
    return list({one.person.pk: one for one in reversed(list(people))}.values())[::-1]


def recorded(
    marked: list[Marked], mentioned: list[Attributed], day: date, event: Event | None
) -> list[Quotation]:
    """The quotations of an edition, not saved yet."""
    named = {one.person.pk: one for one in mentioned}
    wanted = {quotation.person for quotation in marked if quotation.person}
    people = {person.pk: person for person in with_positions(Person.objects.filter(pk__in=wanted))}
    found: list[Quotation] = []
    for number, quotation in enumerate(marked, start=1):
        speaker = speaking(people.get(quotation.person or 0), quotation.signed, named, day)
        found.append(
            Quotation(
                number=number,
                form=quotation.form,
                words=quotation.words,
                anchor=quotation.anchor,
                person=speaker.person if speaker else None,
                speaker=(speaker.person.name if speaker else quotation.signed)[:LONGEST_SPEAKER],
                attribution=speaker.text[:LONGEST_ATTRIBUTION] if speaker else "",
                position=speaker.position if speaker else None,
                event=event,
                day=day,
                apart=quotation.apart,
            )
        )
    for one in found:
        one.repeated = any(says_again(one, other) for other in found)
    return found


def speaking(
    person: Person | None, signed: str, named: dict[int, Attributed], day: date
) -> Attributed | None:
    """Who speaks: as signed under the quotation, else as the article has them."""
    if person is None:
        return None
    name, _comma, title = signed.partition(",")
    if title.strip() and key_of(name) == key_of(person.name):
        return attributed(person, title.strip(), day)
    return named.get(person.survivor.pk) or attributed(person, "", day)


def says_again(pull: Quotation, other: Quotation) -> bool:
    """Whether the pull quote `pull` shows large what the text or an earlier one says."""
    if pull.form != Quotation.Form.PULL or other is pull or pull.person_id != other.person_id:
        return False
    first = other.form != Quotation.Form.PULL or other.number < pull.number
    return first and occurs(pull.words, other.words)
