"""Records that may already be the one that somebody is about to make."""

from collections.abc import Iterable

from people.models import Organisation, Person
from people.names import alike

MOST_SHOWN = 8


def near_people(forms: Iterable[str], but: int = 0) -> list[Person]:
    """People on record whose name, in any of its forms, is like one of `forms`."""
    names = list(forms)
    found = [
        person
        for person in Person.objects.standing().exclude(pk=but).defer("biography")
        if any_alike(names, person.name_forms)
    ]
    return found[:MOST_SHOWN]


def near_organisations(forms: Iterable[str], but: int = 0) -> list[Organisation]:
    """Organisations on record whose name, short name or other name is like one of `forms`."""
    names = list(forms)
    found = [
        organisation
        for organisation in Organisation.objects.standing().exclude(pk=but)
        if any_alike(names, organisation.name_forms)
    ]
    return found[:MOST_SHOWN]


def any_alike(names: list[str], others: list[str]) -> bool:
    return any(alike(name, other) for name in names for other in others)
