"""Which articles are about to lose a picture, on the page where editors arrive."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from articles import publishing
from articles.desk import rights_watch
from articles.desk.fronts import composing
from articles.desk.rights_watch import watch
from articles.models import Article
from tests.articles.desk.pages import HOME, desk_of, page
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_event,
    make_person,
    make_picture,
    make_published,
    make_scheduled,
    make_user,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db

TITLE = 'class="desk-list desk-rights"'


def concerned(user: User) -> list[list[str]]:
    """For each picture, the titles of the articles that print it."""
    return [[edition.title for edition in warned.editions] for warned in watch(user)]


@pytest.mark.parametrize(
    ("delta", "mark", "words", "values"),
    [
        ({"hours": 2}, 1, "Today at %(hour)s", {"hour": "11\u00a0h\u00a030"}),
        ({"hours": 23}, 1, "Tomorrow at %(hour)s", {"hour": "8\u00a0h\u00a030"}),
        ({"days": 6}, 7, "In %(days)d days", {"days": 6}),
        ({"days": 30}, 30, "In %(days)d days", {"days": 30}),
    ],
)
def test_editors_are_told_how_near_the_end_is(
    delta: dict[str, float], mark: int, words: str, values: dict[str, object], editor: User,
    clock: Clock,
) -> None:  # fmt: skip
    make_picture(rights_until=clock.after(**delta))
    (warned,) = watch(editor)
    assert (warned.mark, warned.when) == (mark, gettext(words) % values)


def test_a_list_that_is_cut_says_that_there_are_more_and_leads_to_them(
    editor: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights_watch, "SHOWN", 2)
    link = '<a href="/admin/images/image/?standing=soon">'

    def told() -> str:
        return desk_of(editor).get(HOME).content.decode().split(TITLE)[1].split("</section>")[0]

    for _ in range(2):
        make_picture(rights_until=clock.after(days=5))
    assert link not in told()
    make_picture(rights_until=clock.after(days=6))
    assert link in told()


def test_a_portrait_that_was_printed_is_watched_though_the_person_has_another(
    editor: User, clock: Clock
) -> None:
    printed = make_picture(rights_until=clock.after(days=5))
    person = make_person(portrait=printed)
    make_published(mentions=[person], title="Avec l’ancien")
    person.portrait = make_picture(rights_until=clock.after(days=6))
    person.save()
    assert concerned(editor) == [["Avec l’ancien"], []]


def test_the_page_names_the_picture_its_end_and_the_articles(editor: User, clock: Clock) -> None:
    picture = make_picture(rights_until=clock.after(days=5), caption="La salle comble.")
    live = make_published(hero_image=picture, title="Paru avec elle")
    scheduled = make_scheduled(clock.after(days=1), hero_image=picture, title="Prévu avec elle")
    inside = make_published(
        body=f'<p>Un.</p><figure data-image="{picture.pk}"></figure>', title="Elle au milieu"
    )
    words = desk_of(editor).get(HOME).content.decode()
    panel = words.split(TITLE)[1].split("</section>")[0]
    assert "La salle comble." in panel
    assert 'datetime="2025-02-16T09:30:00+01:00"' in panel
    for article in (live, scheduled, inside):
        assert article.title in panel
        assert page(article) in panel


def test_what_no_reader_will_see_with_it_is_not_concerned(editor: User, clock: Clock) -> None:
    picture = make_picture(rights_until=clock.after(days=5))
    make_article(hero_image=picture, title="Brouillon")
    make_withdrawn(clock, hero_image=picture, title="Retiré")
    assert concerned(editor) == [[]]


def test_a_portrait_concerns_the_articles_that_mention_the_person(
    editor: User, clock: Clock
) -> None:
    portrait = make_picture(rights_until=clock.after(days=5))
    make_published(mentions=[make_person(portrait=portrait)], title="Avec son portrait")
    assert concerned(editor) == [["Avec son portrait"]]


def panel_of(user: User) -> str:
    return desk_of(user).get(HOME).content.decode().split(TITLE)[1].split("</section>")[0]


def test_a_card_of_a_front_page_is_concerned_with_its_place(editor: User, clock: Clock) -> None:
    picture = make_picture(rights_until=clock.after(days=5))
    article = make_published(title="En tête du jour")
    composing.place(article=article, by=editor, picture=picture)
    (warned,) = watch(editor)
    assert warned.cards == [(article, "Page d’accueil, Tête")]
    panel = panel_of(editor)
    assert page(article) in panel
    assert "Page d’accueil, Tête" in panel
    assert gettext("Nothing shows it to readers.") not in panel


def test_a_card_that_no_reader_will_see_again_is_not_concerned(editor: User, clock: Clock) -> None:
    picture = make_picture(rights_until=clock.after(days=5))
    over, gone = make_published(title="Hier"), make_published(title="Retiré")
    for article, until in ((over, clock.after(minutes=5)), (gone, None)):
        composing.place(article=article, by=editor, picture=picture, shown_until=until)
    clock.forward(minutes=10)
    publishing.withdraw(gone, editor, "Erreur.")
    (warned,) = watch(editor)
    assert warned.cards == []


def test_a_card_that_waits_stays_a_secret_to_those_who_may_not_see_its_article(
    editor: User, clock: Clock
) -> None:
    picture = make_picture(rights_until=clock.after(days=5))
    article = make_scheduled(clock.after(days=1))
    composing.place(article=article, by=editor, picture=picture)
    Article.objects.filter(pk=article.pk).update(status="draft")
    assert [warned.cards for warned in watch(make_user("picture_editor"))] == [[]]
    assert [len(warned.cards) for warned in watch(editor)] == [1]


def test_the_page_of_a_person_and_that_of_an_event_are_concerned(
    editor: User, clock: Clock
) -> None:
    picture = make_picture(rights_until=clock.after(days=5))
    person, event = make_person("Anne", "Roux", portrait=picture), make_event(picture=picture)
    panel = panel_of(editor)
    assert f'<a href="/admin/people/person/{person.pk}/change/">Anne Roux</a>' in panel
    assert f'<a href="/admin/events/event/{event.pk}/change/">{event.name}</a>' in panel
    assert gettext("Nothing shows it to readers.") not in panel


def test_a_picture_that_nothing_shows_says_so(editor: User, clock: Clock) -> None:
    make_picture(rights_until=clock.after(days=5))
    assert gettext("Nothing shows it to readers.") in panel_of(editor)


def test_the_next_to_end_stands_first(editor: User, clock: Clock) -> None:
    for days in (20, 2):
        picture = make_picture(rights_until=clock.after(days=days))
        make_published(hero_image=picture, title=f"Fin dans {days}")
    assert concerned(editor) == [["Fin dans 2"], ["Fin dans 20"]]


@pytest.mark.parametrize("role", ["editor", "chief", "picture_editor", "admin"])
def test_those_who_publish_or_curate_are_told(role: str, clock: Clock) -> None:
    make_picture(rights_until=clock.after(days=5))
    assert TITLE in desk_of(role).get(HOME).content.decode()


def test_a_journalist_is_not_told(journalist: User, clock: Clock) -> None:
    make_picture(rights_until=clock.after(days=5))
    assert TITLE not in desk_of(journalist).get(HOME).content.decode()


def test_a_scheduled_article_stays_a_secret_to_those_who_may_not_see_it(clock: Clock) -> None:
    picture = make_picture(rights_until=clock.after(days=5))
    article = make_scheduled(clock.after(days=1), hero_image=picture)
    Article.objects.filter(pk=article.pk).update(status="draft")
    assert concerned(make_user("picture_editor")) == [[]]
    assert concerned(make_user("editor")) == [[article.title]]


def test_nothing_is_said_when_no_right_ends(editor: User, clock: Clock) -> None:
    make_published(hero_image=make_picture())
    assert TITLE not in desk_of(editor).get(HOME).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_it_costs_six_queries_however_many_pictures_and_uses(
    count: int, editor: User, clock: Clock
) -> None:
    for _ in range(count):
        picture = make_picture(rights_until=clock.after(days=5))
        for _ in range(2):
            article = make_published(hero_image=picture)
            composing.place(article=article, by=editor, picture=picture)
            make_person(portrait=picture)
            make_event(picture=picture)
    watcher = User.objects.get(pk=editor.pk)
    watcher.has_perm("articles.publish_article")
    with CaptureQueriesContext(connection) as seen:
        found = watch(watcher)
    assert [(len(one.editions), len(one.cards), len(one.holders)) for one in found] == [
        (2, 2, 4)
    ] * count
    assert len(seen) == 6
