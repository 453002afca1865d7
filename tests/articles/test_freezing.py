"""What was printed stays as it was printed, whatever the desk changes afterwards."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.db.models import ProtectedError

from articles.models import Edition
from articles.publishing import publish
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import (
    make_edition,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_ready,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


def printed_again(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def test_a_person_keeps_name_and_position_of_the_article_s_day(clock: Clock) -> None:
    body = make_organisation("Fédération des éditeurs", short_name="Fédé")
    person = make_person("Mariane", "Cimino", slug="mariane-cimino")
    held = make_position(person, "déléguée au numérique", organisation=body)
    edition = make_edition(mentions=[person])
    person.family_name = "Cimino-Roux"
    person.save()
    held.title = "présidente"
    held.save()
    body.short_name = "Autre nom"
    body.save()
    assert printed_again(edition).printed["people"] == [
        {
            "name": "Mariane Cimino",
            "slug": "mariane-cimino",
            "attribution": "déléguée au numérique, Fédé",
            "portrait": None,
        }
    ]


@pytest.mark.parametrize(
    ("at", "printed"),
    [
        (datetime(2025, 2, 27, 23, 59, 59, tzinfo=PARIS), "députée"),
        (datetime(2025, 2, 28, 0, 0, 0, tzinfo=PARIS), "ministre de la Santé"),
    ],
)
def test_the_position_is_that_of_the_promised_day_on_paris_clocks(
    clock: Clock, at: datetime, printed: str
) -> None:
    person = make_person()
    make_position(person, "députée", end=date(2025, 2, 27))
    make_position(person, "ministre de la Santé", start=date(2025, 2, 28))
    edition = make_edition(at=at, mentions=[person])
    assert edition.printed["people"][0]["attribution"] == printed


def test_a_title_written_for_this_article_wins_over_the_directory(editor: User) -> None:
    person = make_person()
    make_position(person, "députée")
    article = make_ready(mentions=[person])
    article.mentions.update(attribution="rapporteure du texte")
    assert publish(article, editor).printed["people"][0]["attribution"] == "rapporteure du texte"


def test_a_person_without_a_position_is_printed_without_a_title() -> None:
    assert make_edition(mentions=[make_person()]).printed["people"][0]["attribution"] == ""


def test_authors_and_people_keep_the_order_of_the_desk() -> None:
    authors = [make_person("Zoé", "Zadig"), make_person("Anne", "Abel")]
    people = [make_person("Yves", "Young"), make_person("Bob", "Bart")]
    printed = make_edition(authors=authors, mentions=people).printed
    assert [author["name"] for author in printed["authors"]] == ["Zoé Zadig", "Anne Abel"]
    assert [person["name"] for person in printed["people"]] == ["Yves Young", "Bob Bart"]


def test_an_author_is_printed_with_the_role_of_this_article(editor: User) -> None:
    article = make_ready(authors=[make_person("Louise", "Martin")])
    article.bylines.update(role="envoyée spéciale à Lyon")
    assert (
        publish(article, editor).printed["authors"][0]["attribution"] == "envoyée spéciale à Lyon"
    )


def test_the_section_keeps_the_name_that_was_printed() -> None:
    section = make_section("Politique", slug="politique")
    edition = make_edition(section=section)
    section.name, section.slug = "Vie publique", "vie-publique"
    section.save()
    stored = printed_again(edition)
    assert stored.printed["section"] == {"name": "Politique", "slug": "politique"}
    assert stored.path.startswith("politique/")


def test_a_topic_and_an_event_keep_what_was_printed() -> None:
    topic = make_topic("Données de santé", slug="donnees")
    organiser = make_organisation("Agence du numérique", short_name="ANS")
    event = make_event(
        "Sommet",
        slug="sommet",
        starts_at=datetime(2025, 2, 10, 9, tzinfo=PARIS),
        ends_at=datetime(2025, 2, 11, 18, tzinfo=PARIS),
        venue="Grand Palais",
        city="Paris",
    )
    event.organisers.add(organiser)
    edition = make_edition(topics=[topic], events=[event])
    topic.name = "Autre"
    topic.save()
    event.name, event.city, event.ends_at = "Autre", "Lyon", event.starts_at
    event.save()
    organiser.short_name = "Autre"
    organiser.save()
    printed = printed_again(edition).printed
    assert printed["topics"] == [{"name": "Données de santé", "slug": "donnees"}]
    assert printed["events"] == [
        {
            "name": "Sommet",
            "slug": "sommet",
            "when": "10 et 11\u00a0février 2025",
            "machine_start": "2025-02-10T09:00:00+01:00",
            "machine_end": "2025-02-11T18:00:00+01:00",
            "place": "Grand Palais, Paris",
            "organisers": ["ANS"],
        }
    ]


def test_a_figure_keeps_the_caption_of_the_day() -> None:
    hero = make_picture(caption="La salle mardi.", alt="Une salle.")
    inside = make_picture(caption="La tribune.", alt="Une tribune.")
    body = (
        f'<p>Texte.</p><figure data-image="{inside.pk}">'
        "<figcaption>La tribune, <em>vide</em>.</figcaption></figure>"
    )
    edition = make_edition(hero_image=hero, body=body)
    hero.caption, hero.alt = "Changée.", "Changé."
    hero.save()
    inside.caption = "Changée."
    inside.save()
    printed = printed_again(edition).printed
    assert printed["hero"] == {"image": hero.pk, "alt": "Une salle.", "caption": "La salle mardi."}
    assert printed["figures"] == [
        {"image": inside.pk, "alt": "Une tribune.", "caption": "La tribune, vide."}
    ]


def test_the_caption_of_this_article_wins_over_the_library_s() -> None:
    edition = make_edition(hero_image=make_picture(), hero_caption="Pour cet article.")
    hero = edition.printed["hero"]
    assert hero is not None
    assert hero["caption"] == "Pour cet article."


def test_the_text_stays_when_the_working_copy_is_emptied() -> None:
    edition = make_edition(title="Le titre", kicker="Le surtitre", standfirst="Le chapô.")
    article = edition.article
    article.title, article.kicker, article.standfirst, article.body = "Autre", "", "", ""
    article.save()
    article.bylines.all().delete()
    stored = printed_again(edition)
    assert (stored.title, stored.kicker, stored.standfirst) == (
        "Le titre",
        "Le surtitre",
        "Le chapô.",
    )
    assert "Les éditeurs ont six mois" in stored.html
    assert len(stored.printed["authors"]) == 1


def test_what_an_edition_speaks_of_is_found_by_its_keys() -> None:
    author, person, topic, event = make_person(), make_person(), make_topic(), make_event()
    hero, inside = make_picture(), make_picture()
    edition = make_edition(
        authors=[author],
        mentions=[person],
        topics=[topic],
        events=[event],
        hero_image=hero,
        # The hero once more in the text is the same picture: one key.
        body=f'<p>T.</p><figure data-image="{inside.pk}"></figure>'
        f'<figure data-image="{hero.pk}"></figure>',
    )
    assert set(edition.people.values_list("person", "as_author")) == {
        (author.pk, True),
        (person.pk, False),
    }
    assert list(edition.topics.values_list("topic", flat=True)) == [topic.pk]
    assert list(edition.events.values_list("event", flat=True)) == [event.pk]
    assert set(edition.images.values_list("image", flat=True)) == {hero.pk, inside.pk}


def test_an_author_who_is_mentioned_too_has_both_keys() -> None:
    person = make_person()
    edition = make_edition(authors=[person], mentions=[person])
    assert sorted(edition.people.values_list("as_author", flat=True)) == [False, True]


def test_nothing_that_was_printed_can_be_deleted(clock: Clock) -> None:
    person, topic, event, hero = make_person(), make_topic(), make_event(), make_picture()
    edition = make_edition(mentions=[person], topics=[topic], events=[event], hero_image=hero)
    article = edition.article
    # Even once the working copy does not refer to them any more.
    article.mentions.all().delete()
    article.taggings.all().delete()
    article.coverages.all().delete()
    article.hero_image = None
    article.save()
    for printed in (person, topic, event, hero, edition.section, article):
        with pytest.raises(ProtectedError):
            printed.delete()


def test_the_reading_time_is_that_of_the_text() -> None:
    assert make_edition(body=f"<p>{'mot ' * 660}</p>").printed["minutes"] == 3
