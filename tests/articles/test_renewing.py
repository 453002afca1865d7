"""The text of now goes into what is still to come, when an editor says so."""

import pytest
from django.contrib.auth.models import User

from articles import publishing
from articles.models import Article, Edition, OutboxItem, Status
from tests.articles.history import SECOND, chain, journal, last_entry, shown
from tests.articles.refusals import CANNOT_PUBLISH, STALE, refused
from tests.clock import Clock
from tests.factories import (
    make_event,
    make_person,
    make_picture,
    make_published,
    make_scheduled,
    make_user,
)

pytestmark = pytest.mark.django_db


def rewrite(article: Article, **fields: object) -> Article:
    """Save other words, as the article's form does."""
    Article.objects.filter(pk=article.pk).update(version=article.version + 1, **fields)
    return Article.objects.get(pk=article.pk)


def seen_at(article: Article, at: object) -> str:
    return Edition.objects.visible(at).get(article=article).title  # type: ignore[arg-type]


def test_a_scheduled_edition_takes_the_text_of_now(clock: Clock, editor: User) -> None:
    promised = clock.after(hours=20)
    article = rewrite(make_scheduled(promised), title="Douze hôpitaux, pas dix")
    (edition,) = article.editions.all()
    before = chain(article)
    clock.forward(minutes=5)
    publishing.renew(article, edition, editor)
    assert edition.title == seen_at(article, promised) == "Douze hôpitaux, pas dix"
    assert shown(article, promised - SECOND) is None
    assert (chain(article), edition.kind) == (before, "first")
    assert (edition.issued_by, edition.issued_at) == (editor, clock.now())
    assert (last_entry(article).verb, last_entry(article).edition) == ("renewed", edition)
    assert OutboxItem.objects.filter(kind="live", state="waiting").count() == 1


def test_it_prints_the_people_pictures_and_events_of_now(clock: Clock, editor: User) -> None:
    article = make_scheduled(
        clock.after(hours=20), mentions=[make_person()], hero_image=make_picture()
    )
    someone, picture, event = make_person("Odile", "Sérignac"), make_picture(), make_event()
    article.mentions.update(person=someone)
    article.events.set([event])
    article = rewrite(article, hero_image=picture)
    (edition,) = article.editions.all()
    publishing.renew(article, edition, editor)
    assert [link.person for link in edition.people.filter(as_author=False)] == [someone]
    assert [link.event for link in edition.events.all()] == [event]
    assert list(picture.printed_in.values_list("edition", flat=True)) == [edition.pk]
    assert edition.printed["people"][0]["name"] == "Odile Sérignac"


def test_what_was_seen_cannot_be_renewed(clock: Clock, editor: User) -> None:
    article = make_published()
    clock.forward(minutes=1)
    with pytest.raises(publishing.PublishingError, match="en ligne depuis"):
        publishing.renew(article, article.editions.get(), editor)


def test_a_text_that_somebody_changed_meanwhile_is_not_put_in(clock: Clock, editor: User) -> None:
    article = make_scheduled(clock.after(hours=20))
    rewrite(article, title="D’une autre main")
    with refused(STALE):
        publishing.renew(article, article.editions.get(), editor)
    assert article.editions.get().title != "D’une autre main"


def test_an_edition_that_was_moved_meanwhile_is_not_renewed(clock: Clock, editor: User) -> None:
    article = make_scheduled(clock.after(hours=20))
    edition, moved = article.editions.get(), article.editions.get()
    publishing.reschedule(moved, editor, clock.after(hours=30))
    article.refresh_from_db()
    with pytest.raises(publishing.PublishingError, match="déplacé"):
        publishing.renew(article, edition, editor)


def test_a_journalist_renews_nothing(clock: Clock) -> None:
    article = make_scheduled(clock.after(hours=20))
    with refused(CANNOT_PUBLISH):
        publishing.renew(article, article.editions.get(), make_user("journalist"))


def test_a_correction_is_carried_into_what_follows(clock: Clock, editor: User) -> None:
    article = make_published()
    clock.forward(hours=1)
    later, latest = clock.after(hours=10), clock.after(hours=20)
    publishing.publish(article, editor, later)
    publishing.publish(article, editor, latest)
    article = rewrite(article, title="21 millions, et non 12")
    publishing.publish(article, editor, kind="correction", note="21, et non 12.", carry=True)
    for instant in (clock.now(), later, latest):
        assert seen_at(article, instant) == "21 millions, et non 12"
    assert [number for number, _begin, _end in chain(article)] == [1, 4, 2, 3]
    assert journal(article)[-3:] == ["published", "renewed", "renewed"]


def test_without_being_told_to_what_follows_keeps_its_text(clock: Clock, editor: User) -> None:
    article = make_published(title="12 millions")
    clock.forward(hours=1)
    later = clock.after(hours=10)
    publishing.publish(article, editor, later)
    article = rewrite(article, title="21 millions")
    publishing.publish(article, editor, kind="silent")
    assert (seen_at(article, clock.now()), seen_at(article, later)) == (
        "21 millions",
        "12 millions",
    )


def test_what_may_not_be_printed_then_is_carried_nowhere(clock: Clock, editor: User) -> None:
    article = make_published()
    clock.forward(hours=1)
    later = clock.after(hours=10)
    publishing.publish(article, editor, later)
    ending = make_picture(rights_until=clock.after(hours=5))
    article = rewrite(article, hero_image=ending, title="Avec sa photo")
    with pytest.raises(publishing.PublishingError, match="droits"):
        publishing.publish(article, editor, kind="silent", carry=True)
    assert Edition.objects.filter(article=article, title="Avec sa photo").count() == 0


def test_sent_back_it_is_not_printed(clock: Clock, editor: User) -> None:
    article = make_published()
    clock.forward(hours=1)
    later = clock.after(hours=10)
    publishing.publish(article, editor, later)
    publishing.send_back(article, editor, "Le chiffre est à sourcer.")
    assert (shown(article), shown(article, later)) == (1, 1)
    assert article.status == Status.DRAFT
    assert journal(article)[-2:] == ["cancelled", "sent_back"]
    assert not OutboxItem.objects.filter(kind="live", due_at=later, state="waiting").exists()


def test_a_planned_withdrawal_is_moved_both_ways(clock: Clock, editor: User) -> None:
    article = make_published()
    clock.forward(hours=1)
    for hours in (3, 9, 2):
        end = clock.after(hours=hours)
        publishing.withdraw(article, editor, "Fin de l’accord.", end)
        assert (shown(article, end - SECOND), shown(article, end)) == (1, None)
    waiting = OutboxItem.objects.filter(kind="withdrawn", state="waiting")
    assert [item.due_at for item in waiting] == [end]
