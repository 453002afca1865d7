"""A correction is told to readers; a typo is not."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.models import Edition
from articles.publishing import cancel, publish
from tests.articles.history import last_entry
from tests.articles.refusals import refused
from tests.clock import Clock
from tests.factories import make_published

pytestmark = pytest.mark.django_db

NOTE = "Le montant est de 12 millions d’euros, et non de 12 milliards."


def modified_at(at: datetime | None = None) -> datetime | None:
    """What the page of the one live article says at `at`: "Mis à jour le"."""
    edition = Edition.objects.visible(at).with_modified_at(at).get()
    return edition.modified_at  # type: ignore[attr-defined]


@pytest.mark.parametrize("note", ["", " \n"])
def test_a_correction_needs_its_note(editor: User, clock: Clock, note: str) -> None:
    article = make_published()
    clock.forward(hours=1)
    with refused("A correction tells readers what was wrong: write its note."):
        publish(article, editor, kind="correction", note=note)


def test_a_correction_keeps_its_note(editor: User, clock: Clock) -> None:
    article = make_published()
    clock.forward(hours=1)
    edition = publish(article, editor, kind="correction", note=f" {NOTE} ")
    assert (edition.kind, edition.note) == ("correction", NOTE)
    assert last_entry(article).note == NOTE


def test_the_database_refuses_a_correction_without_a_note(editor: User, clock: Clock) -> None:
    article = make_published()
    clock.forward(hours=1)
    edition = publish(article, editor, kind="correction", note=NOTE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(note="")


@pytest.mark.parametrize(
    ("kind", "told"), [("update", True), ("correction", True), ("silent", False)]
)
def test_what_readers_are_told_of_dates_the_change(
    editor: User, clock: Clock, kind: str, told: bool
) -> None:
    article = make_published()
    changed = clock.forward(hours=1)
    publish(article, editor, kind=kind, note=NOTE)
    assert modified_at() == (changed if told else None)


def test_a_silent_edition_after_a_correction_does_not_move_its_date(
    editor: User, clock: Clock
) -> None:
    article = make_published()
    corrected = clock.forward(hours=1)
    publish(article, editor, kind="correction", note=NOTE)
    clock.forward(hours=1)
    publish(article, editor, kind="silent")
    assert modified_at() == corrected


def test_a_scheduled_correction_dates_nothing_before_its_second(editor: User, clock: Clock) -> None:
    article, at = make_published(), clock.after(hours=1)
    publish(article, editor, at=at, kind="correction", note=NOTE)
    before = at - timedelta(seconds=1)
    assert modified_at(before) is None
    assert modified_at(at) == at


def test_a_cancelled_correction_was_never_made(editor: User, clock: Clock) -> None:
    article, at = make_published(), clock.after(hours=1)
    cancel(publish(article, editor, at=at, kind="correction", note=NOTE), editor)
    clock.forward(hours=2)
    assert modified_at() is None
    assert not Edition.objects.seen_by().filter(kind="correction").exists()
