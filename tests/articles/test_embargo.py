"""Neither an embargo nor the end of a right is published over."""

import pytest
from django.contrib.auth.models import User

from articles import permissions
from articles.publishing import publish, reschedule
from prose.dates import moment
from tests.articles.history import SECOND, around, shown
from tests.articles.refusals import refused
from tests.clock import Clock
from tests.factories import make_article, make_edition, make_picture, make_ready

pytestmark = pytest.mark.django_db

EMBARGO = (
    "This article is under embargo until %(when)s. A chief editor alone may lift it, and says why."
)
RIGHTS = "The rights of the picture “%(picture)s” do not cover %(when)s."


def test_nothing_appears_before_its_embargo(editor: User, clock: Clock) -> None:
    lifted = clock.after(hours=2)
    article = make_ready(embargo_until=lifted)
    for at in (None, clock.after(hours=1), lifted - SECOND):
        with refused(EMBARGO, when=moment(lifted)):
            publish(article, editor, at=at)
    publish(article, editor, at=lifted)
    assert around(article, lifted) == [None, 1, 1]


def test_an_edition_is_not_moved_before_the_embargo(editor: User, clock: Clock) -> None:
    lifted = clock.after(hours=2)
    edition = make_edition(at=clock.after(hours=3), embargo_until=lifted)
    with refused(EMBARGO, when=moment(lifted)):
        reschedule(edition, editor, lifted - SECOND)
    reschedule(edition, editor, lifted)
    assert edition.live_from == lifted


def test_an_embargo_set_after_the_schedule_counts_when_it_is_moved(
    editor: User, clock: Clock
) -> None:
    edition = make_edition(at=clock.after(hours=1))
    lifted = clock.after(hours=5)
    edition.article.embargo_until = lifted
    edition.article.save()
    with refused(EMBARGO, when=moment(lifted)):
        reschedule(edition, editor, clock.after(hours=2))


def test_a_past_embargo_holds_nothing_back(editor: User, clock: Clock) -> None:
    article = make_ready(embargo_until=clock.now())
    publish(article, editor)
    assert shown(article) == 1


def test_who_writes_sets_an_embargo_and_the_chief_alone_changes_it(
    journalist: User, editor: User, chief: User, clock: Clock
) -> None:
    free = make_article(by=journalist)
    held = make_article(by=journalist, embargo_until=clock.after(days=1))
    for user in (journalist, editor, chief):
        assert permissions.can_set_embargo(user, None)
        assert permissions.can_set_embargo(user, free)
        assert not permissions.can_set_embargo(user, held)
        assert permissions.can_lift_embargo(user, held) == (user == chief)
        assert not permissions.can_lift_embargo(user, free)


@pytest.mark.parametrize("place", ["hero", "body"])
def test_a_picture_whose_rights_are_over_stops_the_publication(
    editor: User, clock: Clock, place: str
) -> None:
    end = clock.after(hours=2)
    picture = make_picture(rights_until=end)
    figure = f'<p>Le texte.</p><figure data-image="{picture.pk}"></figure>'
    article = make_ready(**({"hero_image": picture} if place == "hero" else {"body": figure}))
    with refused(RIGHTS, picture=picture, when=moment(end)):
        publish(article, editor, at=end)
    assert publish(article, editor, at=end - SECOND).number == 1


def test_a_picture_whose_rights_have_not_begun_stops_the_publication(
    editor: User, clock: Clock
) -> None:
    begin = clock.after(hours=2)
    picture = make_picture(rights_from=begin)
    article = make_ready(hero_image=picture)
    with refused(RIGHTS, picture=picture, when=moment(begin - SECOND)):
        publish(article, editor, at=begin - SECOND)
    assert publish(article, editor, at=begin).number == 1


def test_an_edition_is_not_moved_to_where_its_picture_may_not_be_shown(
    editor: User, clock: Clock
) -> None:
    end = clock.after(hours=2)
    picture = make_picture(rights_until=end)
    edition = make_edition(at=clock.after(hours=1), hero_image=picture)
    with refused(RIGHTS, picture=picture, when=moment(end)):
        reschedule(edition, editor, end)
