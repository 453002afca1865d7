"""An archive is imported: editions that readers saw before this site existed."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Edition, Status
from articles.publishing import import_edition, publish
from prose.dates import PARIS
from tests.articles.history import around, chain, last_entry
from tests.articles.refusals import refused
from tests.clock import Clock
from tests.factories import make_article, make_person, make_position, make_user

pytestmark = pytest.mark.django_db

THEN = datetime(2019, 3, 4, 6, 30, tzinfo=PARIS)


@pytest.mark.parametrize("role", ["journalist", "editor", "chief", "picture_editor", ""])
def test_only_an_administrator_imports(role: str) -> None:
    with refused("Your role cannot import archives."):
        import_edition(make_article(), make_user(role), THEN)


def test_an_imported_edition_was_live_from_its_past_instant(admin_user: User, clock: Clock) -> None:
    article = make_article()
    edition = import_edition(article, admin_user, THEN)
    assert (edition.kind, edition.first_published_at) == ("first", THEN)
    assert "/2019/03/" in edition.path
    assert edition.issued_at == clock.now()
    assert around(article, THEN) == [None, 1, 1]
    assert article.status == Article.objects.get().status == Status.ISSUED
    assert last_entry(article).verb == "imported"


def test_the_people_have_the_position_of_that_day(admin_user: User) -> None:
    person = make_person()
    make_position(person, "députée", end=date(2020, 1, 1))
    make_position(person, "ministre", start=date(2020, 1, 2))
    edition = import_edition(make_article(mentions=[person]), admin_user, THEN)
    assert edition.printed["people"][0]["attribution"] == "députée"


def test_what_is_to_come_is_scheduled_and_not_imported(admin_user: User, clock: Clock) -> None:
    with refused("An imported edition has already appeared: give a past date."):
        import_edition(make_article(), admin_user, clock.after(seconds=1))
    assert not Edition.objects.exists()


def test_archives_are_imported_in_their_order(admin_user: User) -> None:
    article, later = make_article(), THEN.replace(day=9)
    import_edition(article, admin_user, THEN)
    import_edition(article, admin_user, later, kind="correction", note="Le 9 et non le 4.")
    assert chain(article) == [(1, THEN, later), (2, later, None)]
    for at in (THEN, later, THEN.replace(day=5)):
        with refused("A later edition of this article is already recorded."):
            import_edition(article, admin_user, at)


def test_an_imported_article_lives_on(admin_user: User, editor: User, clock: Clock) -> None:
    article = make_article()
    import_edition(article, admin_user, THEN)
    edition = publish(article, editor)
    assert (edition.kind, edition.first_published_at) == ("update", THEN)
    assert chain(article) == [(1, THEN, clock.now()), (2, clock.now(), None)]


def test_an_incomplete_archive_is_refused(admin_user: User) -> None:
    with refused("Write a standfirst."):
        import_edition(make_article(standfirst=""), admin_user, THEN)
