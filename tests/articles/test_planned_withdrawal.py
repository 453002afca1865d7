"""An article that is to leave at an instant to come."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, OutboxItem, Status
from articles.outbox import working
from tests.clock import Clock
from tests.factories import make_edition, make_published, make_ready, make_scheduled

pytestmark = pytest.mark.django_db


def test_it_stays_until_the_very_second(clock: Clock, editor: User, reader: Client) -> None:
    article = make_published()
    address = article.editions.get().get_absolute_url()
    clock.forward(minutes=1)
    end = clock.after(hours=3)
    publishing.withdraw(article, editor, "Fin de l’accord.", end)
    assert article.status == Status.ISSUED
    clock.set(end)
    clock.forward(seconds=-1)
    assert reader.get(address).status_code == 200
    clock.set(end)
    assert reader.get(address).status_code == 410


def test_it_can_be_given_up(clock: Clock, editor: User, reader: Client) -> None:
    article = make_published()
    clock.forward(minutes=1)
    publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=3))
    publishing.keep(article, editor)
    clock.forward(hours=4)
    assert reader.get(article.editions.get().get_absolute_url()).status_code == 200
    working.work(clock.now)
    assert OutboxItem.objects.get(kind="withdrawn").state == "dropped"


def test_without_one_there_is_nothing_to_give_up(clock: Clock, editor: User) -> None:
    with pytest.raises(publishing.PublishingError, match="prévu"):
        publishing.keep(make_published(), editor)


def test_before_the_publication_it_is_refused(clock: Clock, editor: User) -> None:
    article = make_scheduled(clock.after(hours=2))
    before = list(article.editions.values_list("live_from", "live_until"))
    with pytest.raises(publishing.PublishingError, match="en ligne"):
        publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=1))
    assert list(article.editions.values_list("live_from", "live_until")) == before


def test_a_scheduled_article_may_have_its_end_planned(
    clock: Clock, editor: User, reader: Client
) -> None:
    article = make_scheduled(clock.after(hours=1))
    publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=2))
    address = article.editions.get().get_absolute_url()
    clock.forward(minutes=90)
    assert reader.get(address).status_code == 200
    clock.forward(minutes=30)
    assert reader.get(address).status_code == 410


def test_an_update_before_the_end_ends_with_it(clock: Clock, editor: User, reader: Client) -> None:
    article = make_published()
    clock.forward(minutes=1)
    end = clock.after(hours=3)
    publishing.withdraw(article, editor, "Fin de l’accord.", end)
    address = article.editions.get().get_absolute_url()
    make_edition(article=article, kind="update", at=clock.after(hours=1), publisher=editor)
    clock.set(end)
    assert reader.get(address).status_code == 410
    while working.work(clock.now):
        pass
    assert OutboxItem.objects.get(kind="withdrawn").state == "done"


def test_a_journalist_cannot_plan_it(clock: Clock, journalist: User) -> None:
    article = make_published(by=journalist)
    with pytest.raises(publishing.PublishingError):
        publishing.withdraw(article, journalist, "Fin.", clock.after(hours=1))
    with pytest.raises(publishing.PublishingError):
        publishing.keep(make_ready(), journalist)


def test_an_article_moved_to_another_hour_keeps_its_end(
    clock: Clock, editor: User, reader: Client
) -> None:
    """Alone to come, or after one that was withdrawn."""
    gone = make_published()
    clock.forward(minutes=1)
    publishing.withdraw(gone, editor, "Retiré une fois.")
    Article.objects.filter(pk=gone.pk).update(status=Status.READY)
    gone.refresh_from_db()
    clock.forward(minutes=1)
    again = make_edition(article=gone, kind="update", at=clock.after(hours=1), publisher=editor)
    for article in (make_scheduled(clock.after(hours=1)), again.article):
        publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=4))
        edition = article.editions.latest("number")
        publishing.reschedule(edition, editor, clock.after(hours=3))
        assert (edition.live_from, edition.live_until) == (
            clock.after(hours=3),
            clock.after(hours=4),
        )
        withdrawal = OutboxItem.objects.get(key=f"edition-{edition.pk}-withdrawn")
        assert (withdrawal.state, withdrawal.due_at) == ("waiting", clock.after(hours=4))


@pytest.mark.parametrize("hours", [3, 5])
def test_nothing_begins_after_it_unless_it_is_given_up(
    clock: Clock, editor: User, hours: int
) -> None:
    article = make_published()
    clock.forward(minutes=1)
    update = make_edition(article=article, kind="update", at=clock.after(hours=1), publisher=editor)
    publishing.withdraw(article, editor, "Fin de l’accord.", clock.after(hours=3))
    before = list(article.editions.order_by("pk").values_list("live_from", "live_until"))
    with pytest.raises(publishing.PublishingError, match="retrait"):
        publishing.reschedule(update, editor, clock.after(hours=hours))
    article.refresh_from_db()
    with pytest.raises(publishing.PublishingError, match="retrait"):
        publishing.publish(article, editor, clock.after(hours=hours))
    assert list(article.editions.order_by("pk").values_list("live_from", "live_until")) == before
    publishing.keep(article, editor)
    publishing.reschedule(update, editor, clock.after(hours=hours))
    assert update.live_until is None
