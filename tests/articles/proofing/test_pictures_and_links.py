"""What the copy desk says of pictures, of links within the site and of subheads."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from pytest_django import DjangoAssertNumQueries

from articles.desk.proofing import Finding, check
from articles.desk.proofing.checks.links import internal
from articles.desk.proofing.context import context_of
from articles.desk.proofing.draft import of_article
from articles.desk.proofing.running import every
from articles.models import Article
from images.models import Image
from people.merging import merge
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_published,
    make_scheduled,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def levels(article: Article) -> dict[str, str]:
    return {one.code: str(one.level) for one in check(article)}


def the_one(article: Article, code: str) -> Finding:
    return next(one for one in check(article) if one.code == code)


def linking(kind: str, target: int, words: str = "le rapport complet") -> Article:
    return make_article(body=f'<p>On lira <a data-{kind}="{target}">{words}</a> demain.</p>')


@pytest.mark.parametrize(("field", "code"), [("credit", "credit-missing"), ("alt", "alt-missing")])
def test_a_picture_that_lacks_its_words_stops_approval(field: str, code: str) -> None:
    # The database refuses such a picture: an import from elsewhere may still bring one.
    article = make_article(hero_image=make_picture())
    context = context_of(of_article(article))
    [picture] = context.pictures
    setattr(picture.image, field, " ")
    found = every(replace(context, pictures=(picture,)))
    assert {one.code: str(one.level) for one in found}[code] == "block"


def test_a_picture_that_lacks_nothing_is_not_spoken_of() -> None:
    found = levels(make_article(hero_image=make_picture()))
    assert not {"credit-missing", "alt-missing", "rights-expired", "rights-ending"} & set(found)


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("Une salle pleine.", True),
        ("La grande salle pleine, mardi.", False),
        ("Une salle pleine, mardi.", True),
        ("Le public du sommet, mardi.", False),
    ],
)
def test_a_caption_of_the_use_that_is_almost_the_description_is_said(
    caption: str, said: bool
) -> None:
    article = make_article(hero_image=make_picture(), hero_caption=caption)
    assert (levels(article).get("caption-equals-alt") == "warn") is said


@pytest.mark.parametrize("place", ["hero", "body"])
def test_a_picture_that_informs_has_a_caption_of_the_library_or_of_the_use(place: str) -> None:
    def placed(picture: Image, caption: str = "") -> Article:
        if place == "hero":
            return make_article(hero_image=picture, hero_caption=caption)
        figure = f'<figure data-image="{picture.pk}"><figcaption>{caption}</figcaption></figure>'
        return make_article(body=f"<p>Le texte.</p>{figure}")

    silent = make_picture(caption="")
    assert levels(placed(silent))["caption-missing"] == "warn"
    assert "caption-missing" not in levels(placed(silent, "Le ministre, mardi à Paris."))
    assert "caption-missing" not in levels(placed(make_picture(width=33)))
    decorative = make_picture(width=34, caption="", decorative=True)
    assert "caption-missing" not in levels(placed(decorative))


def test_a_decorative_picture_repeats_nothing() -> None:
    picture = make_picture(decorative=True)
    found = levels(make_article(hero_image=picture, hero_caption=picture.alt))
    assert "caption-equals-alt" not in found


def test_rights_that_ended_stop_approval_and_those_that_end_are_told(clock: Clock) -> None:
    article = make_article(hero_image=make_picture(rights_until=clock.after(days=31)))
    assert "rights-ending" not in levels(article)
    clock.forward(days=2)
    assert levels(article)["rights-ending"] == "info"
    clock.forward(days=29)
    assert levels(article)["rights-expired"] == "block"


def test_rights_that_begin_later_are_told(clock: Clock) -> None:
    article = make_article(hero_image=make_picture(rights_from=clock.after(days=1)))
    assert levels(article)["rights-expired"] == "warn"


@pytest.mark.parametrize("kind", ["article", "person", "event"])
def test_a_link_to_what_does_not_exist_stops_approval(kind: str) -> None:
    finding = the_one(linking(kind, 987_654), "link-broken")
    assert str(finding.level) == "block"
    assert finding.excerpt == "le rapport complet"


def test_a_link_to_what_exists_is_not_spoken_of(clock: Clock) -> None:
    live = make_published()
    clock.forward(minutes=1)
    for kind, target in (
        ("article", live.pk), ("person", make_person().pk), ("event", make_event().pk),
    ):  # fmt: skip
        assert not {"link-broken", "link-unpublished"} & set(levels(linking(kind, target)))


def test_a_link_to_an_article_that_readers_cannot_see_is_told_until_they_can(clock: Clock) -> None:
    hidden = make_scheduled(clock.now() + timedelta(hours=1))
    article = linking("article", hidden.pk)
    assert "link-unpublished" in levels(article)
    clock.forward(hours=1)
    assert "link-unpublished" not in levels(article)


def to(*hrefs: str) -> Article:
    words = "".join(f'<p>On lira <a href="{href}">le rapport complet</a>.</p>' for href in hrefs)
    return make_article(body=words)


@pytest.mark.parametrize(
    "href",
    [
        "/personnes/nobody/", "/organisations/rien/", "/evenements/rien/", "/evenements/rien.ics",
        "/themes/rien/", "/nexistepas/", "/nexiste/pas/", "/donnees/2025/02/rien/",
        f"{settings.SITE_URL}/personnes/nobody/", "/personnes/nobody",
    ],
)  # fmt: skip
def test_an_address_of_the_site_that_nothing_has_stops_approval(href: str) -> None:
    assert str(the_one(to(href), "link-broken").level) == "block"


def test_an_address_of_what_exists_is_not_spoken_of(clock: Clock) -> None:
    live = make_published(topics=[make_topic(slug="donnees")])
    gone = make_person(slug="ancienne-fiche")
    merge(kept=make_person(slug="odile"), gone=gone, by=make_user("chief"))
    make_organisation(slug="numeum")
    make_event(slug="sommet")
    clock.forward(minutes=1)
    page = live.editions.get().get_absolute_url()
    article = to(
        "/personnes/odile/", "/personnes/odile", "/personnes/ancienne-fiche/?de=la#suite",
        "/organisations/numeum/", "/evenements/sommet/", "/evenements/sommet.ics",
        "/themes/donnees/", f"/{page.split('/')[1]}/", page, page.removesuffix("/"), "/evenements/",
        "/mentions-legales/", "/", "#suite", "mailto:redaction@exemple.fr",
        "https://exemple.fr/personnes/nobody/",
    )  # fmt: skip
    assert not {"link-broken", "link-unpublished"} & set(levels(article))


def test_the_address_of_an_article_that_readers_cannot_see_is_told(clock: Clock) -> None:
    hidden = make_scheduled(clock.after(hours=1))
    article = to(hidden.editions.get().get_absolute_url())
    assert "link-unpublished" in levels(article)
    clock.forward(hours=1)
    assert "link-unpublished" not in levels(article)


def test_any_number_of_addresses_takes_a_question_a_kind(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kinds = ("personnes", "organisations", "evenements", "themes")
    few, many = (
        [f"/{kind}/rien-{number}/" for kind in kinds for number in range(count)]
        for count in (1, 30)
    )
    for hrefs in (few, many):
        context = context_of(of_article(to(*hrefs)))
        with django_assert_num_queries(len(kinds)):
            assert len(list(internal(context))) == len(hrefs)


@pytest.mark.parametrize("words", ["ici", "Cliquez ici", "en savoir plus"])
def test_a_link_whose_words_say_nothing_is_told(words: str) -> None:
    assert the_one(linking("person", make_person().pk, words), "empty-link-text").excerpt


def test_a_link_that_says_where_it_leads_is_not_spoken_of() -> None:
    assert "empty-link-text" not in levels(linking("person", make_person().pk))


def test_a_long_stretch_without_a_subhead_is_told_and_a_short_one_is_not() -> None:
    stretch = "<p>" + "Le comité a rendu son avis sur les données. " * 10 + "</p>"
    assert "subhead-spacing" not in levels(make_article(body=stretch * 5))
    assert levels(make_article(body=stretch * 9))["subhead-spacing"] == "info"
    assert "subhead-spacing" not in levels(
        make_article(body=stretch * 5 + "<h2>Un calendrier</h2>" + stretch * 4)
    )


def test_two_subheads_with_nothing_between_are_told() -> None:
    body = "<p>Un avis.</p><h2>Un calendrier</h2><h2>Un budget</h2><p>La suite.</p>"
    assert levels(make_article(body=body))["subhead-spacing"] == "warn"
