"""Two records of one person, or of one organisation, become one.

What refers to the record that goes refers to the one that stays; what is printed keeps its words.
The record that goes stays as an address, which leads to the other.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.fields import lines
from people.models import Organisation, OrganisationMerge, Person, PersonMerge, Position
from people.models.merging import Merge
from people.names import key_of

Record = TypeVar("Record", Person, Organisation)
Rows = "models.QuerySet[Any]"

# What the record that goes gives to the one that stays, where that has nothing.
GIVEN: "dict[type[models.Model], tuple[str, ...]]" = {
    Person: ("honorific", "given_name", "grammatical_gender", "biography", "portrait", "user"),
    Organisation: ("short_name", "website"),
}


class MergeError(Exception):
    """A merge that cannot be, in a sentence for the person who asked."""


def merge(*, kept: Record, gone: Record, by: User) -> Merge:
    """Let `kept` take `gone` over, and write it in the log. Raises MergeError."""
    model: Any = type(kept)
    if not by.has_perm(f"people.merge_{model._meta.model_name}"):
        raise MergeError(_("Your role cannot merge records."))
    with transaction.atomic():
        rows = model._base_manager.select_for_update().filter(pk__in=[kept.pk, gone.pk])
        stored = {row.pk: row for row in rows.order_by("pk")}
        refuse(stored.get(kept.pk), stored.get(gone.pk))
        staying, leaving = stored[kept.pk], stored[gone.pk]
        moved: Counter[str] = Counter()
        dropped: list[str] = []
        drop_twins(staying, leaving, dropped)
        for found in references(leaving):
            move(found, staying, moved, dropped)
        hand_over(staying, leaving)
        model._base_manager.filter(merged_into=leaving).update(merged_into=staying)
        log: type[Merge] = PersonMerge if model is Person else OrganisationMerge
        written = log(by=by, at=timezone.now(), moved=dict(moved), dropped=dropped)
        written.kept, written.gone = staying, leaving  # type: ignore[attr-defined]
        written.save()
    kept.refresh_from_db()
    gone.refresh_from_db()
    return written


def preview(gone: Person | Organisation) -> list[tuple[str, int]]:
    """What refers to `gone` and would move: "positions", 3."""
    counts: Counter[str] = Counter()
    for rows, _field in references(gone):
        counts[str(rows.model._meta.verbose_name_plural)] += rows.count()
    return sorted((name, count) for name, count in counts.items() if count)


def refuse(kept: Any, gone: Any) -> None:
    if kept is None or gone is None:
        raise MergeError(_("One of the two records is not there any more."))
    if kept.pk == gone.pk:
        raise MergeError(_("Choose another record: this is the same one."))
    for record in (kept, gone):
        if record.merged_into_id is not None:
            raise MergeError(
                _("“%(name)s” is already merged into another record.") % {"name": record}
            )
    if getattr(kept, "user_id", None) and getattr(gone, "user_id", None):
        raise MergeError(
            _("Both have a login. Take it away from one of the two records, then merge them.")
        )


def references(record: models.Model) -> "Iterator[tuple[models.QuerySet[Any], str]]":
    """The rows of any application that refer to `record`, with the field that does."""
    own = (type(record), PersonMerge, OrganisationMerge)
    for relation in record._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete:
            continue
        if not isinstance(relation, models.ManyToOneRel) or relation.related_model in own:
            continue
        model: Any = relation.related_model
        name = relation.field.name
        yield model._base_manager.filter(**{name: record}), name


def move(
    found: "tuple[models.QuerySet[Any], str]",
    to: models.Model,
    moved: Counter[str],
    dropped: list[str],
) -> None:
    """Let the rows refer to `to`; one that it has already is given up."""
    rows, field = found
    label = rows.model._meta.label_lower
    for row in rows:
        try:
            with transaction.atomic():
                rows.model._base_manager.filter(pk=row.pk).update(**{field: to})
        except IntegrityError:
            dropped.append(f"{row._meta.verbose_name} : {row}")
            row.delete()
        else:
            moved[label] += 1


def drop_twins(
    kept: Person | Organisation, gone: Person | Organisation, dropped: list[str]
) -> None:
    """Give up the positions of `gone` that `kept` has over the same days.

    What was printed with one of them refers to the one that stays.
    """
    field = "person" if isinstance(kept, Person) else "organisation"
    held = list(Position.objects.filter(**{field: kept}))
    for position in Position.objects.filter(**{field: gone}):
        twin = next((other for other in held if are_twins(position, other, field)), None)
        if twin is None:
            continue
        for found in references(position):
            move(found, twin, Counter(), dropped)
        dropped.append(
            f"{position._meta.verbose_name} : {position.as_printed} {position.when}".strip()
        )
        position.delete()


def are_twins(one: Position, other: Position, merged: str) -> bool:
    shared = "organisation_id" if merged == "person" else "person_id"
    return (
        one.title == other.title
        and getattr(one, shared) == getattr(other, shared)
        and one.overlaps(other)
    )


def hand_over(kept: Any, gone: Any) -> None:
    """Fill what `kept` lacks; the name of `gone` becomes another name of `kept`."""
    for name in GIVEN[type(kept)]:
        if not getattr(kept, name):
            setattr(kept, name, getattr(gone, name))
    known = {key_of(form) for form in kept.name_forms}
    others = lines(kept.other_names)
    for form in (gone.name, *lines(gone.other_names)):
        if key_of(form) not in known:
            known.add(key_of(form))
            others.append(form)
    kept.other_names = "\n".join(others)
    addresses = dict.fromkeys([*kept.same_as_addresses, *gone.same_as_addresses])
    kept.same_as = "\n".join(addresses)
    # First the one that goes: a login, or an organisation's name, belongs to one record.
    gone.merged_into = kept
    if isinstance(gone, Person):
        gone.user = None
    gone.save()
    kept.save()
