"""What readers get: the article, its lists, the pages around it, and what stands in their place."""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, Edition, Status
from articles.public.page import compose
from articles.public.views import article_page
from images.models import Image
from newsroom import pages
from newsroom.publisher import PUBLISHER
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_edition,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
    make_published,
    make_scheduled,
    make_section,
    make_topic,
    make_withdrawn,
)

pytestmark = pytest.mark.django_db


def page_of(reader: Client, article: Article) -> str:
    return seen(reader, Edition.objects.visible().get(article=article).get_absolute_url())


def seen(reader: Client, address: str) -> str:
    response = reader.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def words(markup: str) -> str:
    """The text of a piece of markup, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def article_data(markup: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', markup, re.S)
    assert found
    return json.loads(found[1])["@graph"][0]


def times(markup: str) -> list[str]:
    """The machine dates under the title."""
    found = re.search(r'<p class="dates">(.*?)</p>', markup, re.S)
    assert found
    return re.findall(r'datetime="([^"]+)"', found[1])


def figures(markup: str) -> Iterator[tuple[str, str]]:
    """The label and the words of each picture's figure."""
    for label, inner in re.findall(
        r'<figure class="[a-z]+" role="figure" aria-label="([^"]*)">(.*?)</figure>', markup, re.S
    ):
        yield html.unescape(label), inner


# The article ----------------------------------------------------------------------------------


def test_an_article_has_one_title_and_its_rubrique_leads_to_the_section(reader: Client) -> None:
    section = make_section("Hôpital")
    page = page_of(reader, make_published(section=section))
    assert page.count("<h1") == 1
    [rubrique] = re.findall(r'<p class="rubrique">(.*?)</p>', page, re.S)
    address = re.search(r'href="([^"]+)"', rubrique)
    assert address
    assert "Hôpital" in seen(reader, address[1])


def test_without_a_kicker_nothing_empty_stands_above_the_title(reader: Client) -> None:
    page = page_of(reader, make_published(kicker=""))
    assert "surtitre" not in page
    assert not re.search(r"<(p|span|h\d|li|ul)[^>]*>\s*</\1>", page)


def test_the_elements_come_in_the_order_in_which_they_are_read(reader: Client) -> None:
    picture = make_picture()
    page = page_of(reader, make_published(hero_image=picture, topics=[make_topic("Données")]))
    marks = (
        'class="evitement"', 'class="rubrique"', 'class="surtitre"', "<h1>", 'class="chapo"',
        'class="signature"', 'class="dates"', 'class="lecture"', 'class="hero"', 'class="corps"',
        'class="themes"', 'class="ariane"', 'class="pied"',
    )  # fmt: skip
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


def test_authors_are_named_in_their_order_each_with_a_page(reader: Client) -> None:
    names = (("Ada", "Alpha"), ("Bruno", "Bêta"), ("Chloé", "Gamma"))
    people = [make_person(given, family) for given, family in names]
    page = page_of(reader, make_published(authors=people))
    [byline] = re.findall(r'<p class="signature">.*?</p>', page, re.S)
    assert words(byline) == "Par Ada Alpha, Bruno Bêta et Chloé Gamma"
    for address in re.findall(r'rel="author" href="([^"]+)"', byline):
        seen(reader, address)


def test_a_collective_signature_leads_to_nobody(reader: Client) -> None:
    page = page_of(reader, make_published(authors=[], signature="La rédaction"))
    assert '<p class="signature">La rédaction</p>' in page


@pytest.mark.parametrize(
    ("instant", "machine", "phrase"),
    [
        (
            datetime(2025, 2, 12, 8, 30, tzinfo=UTC),
            "2025-02-12T09:30:00+01:00",
            "Publié le 12 février 2025 à 9 h 30",
        ),
        (
            datetime(2025, 7, 14, 6, tzinfo=UTC),
            "2025-07-14T08:00:00+02:00",
            "Publié le 14 juillet 2025 à 8 h",
        ),
    ],
)
def test_dates_are_said_on_paris_clocks_in_winter_and_in_summer(
    reader: Client, clock: Clock, instant: datetime, machine: str, phrase: str
) -> None:
    clock.set(instant)
    page = page_of(reader, make_published())
    assert times(page) == [machine]
    assert phrase in words(page)


def test_the_dates_that_readers_see_are_those_that_machines_read(
    reader: Client, clock: Clock, editor: User
) -> None:
    article = make_published()
    clock.forward(hours=2)
    make_edition(article=article, publisher=editor)
    page = page_of(reader, article)
    data = article_data(page)
    assert times(page) == [data["datePublished"], data["dateModified"]]
    assert "Mis à jour le 11 février 2025 à 11 h 30" in words(page)
    assert f'"article:modified_time" content="{data["dateModified"]}"' in page


def test_a_typo_put_right_is_not_an_update(reader: Client, clock: Clock, editor: User) -> None:
    article = make_published()
    clock.forward(hours=2)
    make_edition(article=article, publisher=editor, kind="silent")
    page = page_of(reader, article)
    assert len(times(page)) == 1
    assert "article:modified_time" not in page


def test_a_correction_is_told_under_the_dates_and_at_the_foot(
    reader: Client, clock: Clock, editor: User
) -> None:
    article = make_published()
    clock.set(datetime(2025, 2, 13, 13, tzinfo=UTC))
    note = "une première version indiquait douze hôpitaux & <b>cliniques</b>."
    make_edition(article=article, publisher=editor, kind="correction", note=note)
    page = page_of(reader, article)
    [aside] = re.findall(r'<aside class="correction" id="rectificatif".*?</aside>', page, re.S)
    assert words(aside) == f"Rectificatif, 13 février 2025 à 14 h : {note}"
    assert page.index('href="#rectificatif"') < page.index('class="corps"')
    assert note in words(seen(reader, "/corrections/"))


def test_every_picture_shows_its_credit_and_says_its_legend_to_those_who_do_not_see(
    reader: Client,
) -> None:
    hero, inside = make_picture(credit="Ministère de la Santé"), make_picture(caption="Le soir.")
    portrait = make_picture(caption="")
    expert = make_person("Maud", "Kerlavec", portrait=portrait)
    make_position(expert, "directrice")
    article = make_published(
        hero_image=hero,
        body=f'<p>Avant.</p><figure data-image="{inside.pk}"></figure><p>Après.</p>',
        mentions=[expert],
    )
    found = list(figures(page_of(reader, article)))
    assert len(found) == 3
    for label, inner in found:
        [caption] = re.findall(r"<figcaption>(.*?)</figcaption>", inner, re.S)
        assert label == html.unescape(re.sub(r"<[^>]*>", "", caption))
        assert re.search(r'<span class="credit">\(Crédit\u00a0: [^<]+\)</span>', caption)
        assert re.search(r'<img [^>]*width="\d+" height="\d+" alt="Une salle pleine\."', inner)
    assert found[0][0] == "La salle mardi. (Crédit\u00a0: Ministère de la Santé)"
    assert "lazy" not in found[0][1]
    assert 'loading="lazy"' in found[1][1]


def test_a_credit_put_right_is_right_at_once(reader: Client) -> None:
    picture = make_picture(credit="Agence Tierce")
    article = make_published(hero_image=picture)
    Image.objects.filter(pk=picture.pk).update(credit="Agence Juste")
    page = page_of(reader, article)
    assert "(Crédit\u00a0: Agence Juste)" in page
    assert "Agence Tierce" not in page


def test_a_pull_quote_is_a_quotation_with_its_signatory_outside(reader: Client) -> None:
    quote = "<blockquote><p>« Tout change »</p></blockquote><footer>Maud Kerlavec</footer>"
    page = page_of(
        reader, make_published(body=f'<p>Tout change.</p><aside class="exergue">{quote}</aside>')
    )
    assert (
        '<figure class="exergue" id="citation-tout-change"><blockquote><p>« Tout change »</p>'
        "</blockquote><figcaption>Maud Kerlavec</figcaption></figure>"
    ) in page


def test_a_person_keeps_the_position_of_the_day_of_the_article(
    reader: Client, clock: Clock
) -> None:
    ministry = make_organisation("Ministère de la Santé")
    person = make_person("Anne", "Lys")
    post = make_position(person, "directrice", date(2024, 1, 1), organisation=ministry)
    article = make_published(mentions=[person])
    post.end = date(2025, 3, 1)
    post.save()
    make_position(person, "conseillère", date(2025, 3, 2))
    clock.forward(days=60)
    page = page_of(reader, article)
    assert "directrice, Ministère de la Santé" in page
    assert "conseillère" not in page
    today = words(seen(reader, person.get_absolute_url()))
    assert "Conseillère, depuis le 2 mars 2025" in today
    assert "Directrice, Ministère de la Santé, du 1er janvier 2024 au 1er mars 2025" in today


def test_a_title_cannot_break_out_of_what_machines_read(reader: Client) -> None:
    title = "</script><b>Alerte</b> & \u2028 « suite »"
    page = page_of(reader, make_published(title=title))
    assert article_data(page)["headline"] == title
    assert "<b>Alerte" not in page


def test_others_on_the_same_subject_follow_the_article_but_not_itself(
    reader: Client, clock: Clock
) -> None:
    topic = make_topic("Données")
    article = make_published(title="Le sujet du jour", topics=[topic])
    make_published(title="Un cousin du sujet", topics=[topic])
    make_scheduled(clock.after(days=1), title="Un secret du sujet", topics=[topic])
    page = page_of(reader, article)
    related = page[page.index("Sur le même sujet") :]
    assert "Un cousin du sujet" in related
    assert "Le sujet du jour" not in related
    assert "Un secret du sujet" not in page


def test_a_preview_says_so_and_gives_machines_nothing() -> None:
    edition = make_edition()
    now = timezone.now()
    request = RequestFactory().get("/apercu/")
    answer = article_page(request, compose(edition, now, []), preview=True).content.decode()
    assert "Aperçu, non publié" in answer
    assert 'name="robots" content="noindex, nofollow"' in answer
    assert "canonical" not in answer
    assert "ld+json" not in answer


# What stands in the place of an article -------------------------------------------------------


def test_a_draft_and_a_future_article_are_not_found(reader: Client, clock: Clock) -> None:
    section = make_section()
    make_article(section=section, slug="brouillon", status=Status.DRAFT)
    make_scheduled(clock.after(hours=1), section=section, slug="demain")
    for slug in ("brouillon", "demain"):
        response = reader.get(f"/{section.slug}/2025/02/{slug}/")
        assert response.status_code == 404
        assert "Page introuvable" in response.content.decode()
    clock.forward(hours=1)
    assert reader.get(f"/{section.slug}/2025/02/demain/").status_code == 200


def test_a_withdrawn_article_says_that_it_is_gone(reader: Client, clock: Clock) -> None:
    article = make_withdrawn(clock, title="Une affaire retirée")
    address = Edition.objects.get(article=article).get_absolute_url()
    response = reader.get(address)
    assert response.status_code == 410
    assert "Cet article a été retiré" in response.content.decode()
    assert "Une affaire retirée" not in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"


def test_an_old_address_leads_to_the_new_one_in_one_hop(
    reader: Client, clock: Clock, editor: User
) -> None:
    article = make_published(slug="avant")
    old = Edition.objects.get(article=article).get_absolute_url()
    clock.forward(hours=1)
    Article.objects.filter(pk=article.pk).update(slug="apres")
    new = publishing.publish(article, editor, kind="update").get_absolute_url()
    response = reader.get(old)
    assert (response.status_code, response["Location"]) == (301, new)
    assert reader.get(new).status_code == 200


# Around the articles --------------------------------------------------------------------------


def test_the_front_page_has_one_lead_then_a_list_that_leads_to_what_is_older(
    reader: Client, clock: Clock
) -> None:
    section = make_section()
    for rank in range(22):
        clock.forward(hours=1)
        make_published(section=section, title=f"Nouvelle {rank:02}")
    page = seen(reader, "/")
    assert page.count("<h1") == page.count('class="une"') == 1
    assert page.count('class="entree"') == 19
    assert page.index("Nouvelle 21") < page.index("Nouvelle 20")
    older = re.search(r'rel="next" href="([^"]+)">Plus anciens', page)
    assert older
    last = seen(reader, "/" + html.unescape(older[1]))
    assert re.findall(r"Nouvelle \d\d", last) == ["Nouvelle 01", "Nouvelle 00"]
    assert 'rel="next"' not in last


def test_the_links_of_the_foot_of_the_page_all_answer(reader: Client) -> None:
    page = seen(reader, "/")
    foot = page[page.index('<footer class="pied">') :]
    addresses = re.findall(r'href="([^"]+)"', foot)
    assert len(addresses) == 8
    for address in addresses:
        seen(reader, address)
    assert "Accessibilité : partiellement conforme" in words(foot)


def test_the_legal_notice_names_the_law_and_all_that_it_asks_for(reader: Client) -> None:
    text = words(seen(reader, reverse("pages:mentions-legales")))
    assert "article 1-1 de la loi n° 2004-575" in text
    for field in (
        "title", "company", "legal_form", "address", "phone", "email", "registration",
        "director", "editor", "host", "host_address", "host_phone",
    ):  # fmt: skip
        assert words(getattr(PUBLISHER, field)) in text


def test_the_page_of_an_event_gives_its_programme_and_who_took_part(
    reader: Client, clock: Clock
) -> None:
    day = {"starts_at": clock.now(), "ends_at": clock.after(hours=3)}
    summit = make_event("Sommet de Paris", **day)
    summit.organisers.add(make_organisation("L’État"))
    part = make_event("Matinée santé", parent=summit, **day)
    guest = make_person("Anne", "Lys")
    make_position(guest, "directrice", date(2024, 1, 1), date(2025, 2, 28))
    part.participations.create(person=guest, role="intervenante")
    make_published(title="Une matinée utile", events=[part])
    whole = seen(reader, summit.get_absolute_url())
    assert part.get_absolute_url() in whole
    assert "L’État" in whole
    clock.forward(days=60)
    page = seen(reader, part.get_absolute_url())
    assert "Anne Lys, directrice (intervenante)" in words(page)
    assert "Une matinée utile" in page
    assert f'href="/evenements/{part.slug}.ics"' in page


def test_a_reader_gets_no_cookie_no_script_and_nothing_from_elsewhere(
    reader: Client, clock: Clock
) -> None:
    picture = make_picture()
    expert = make_person("Maud", "Kerlavec", portrait=picture)
    article = make_published(hero_image=picture, mentions=[expert], events=[make_event()])
    address = Edition.objects.get(article=article).get_absolute_url()
    for path in ("/", address, expert.get_absolute_url(), "/evenements/", "/nulle/part/"):
        response = reader.get(path)
        page = response.content.decode()
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert not re.search(r'<script(?! type="application/ld)|\sstyle=|\son\w+=', page)
        # Elsewhere is where links lead, never what a page loads; the canonical is the page itself.
        assert not re.search(r'(src|srcset)="http|<link (?!rel="canonical")[^>]*href="http', page)
        assert '<html lang="fr">' in page


@pytest.mark.django_db(databases=[])
def test_a_failure_is_told_without_asking_the_database() -> None:
    response = pages.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "momentanément indisponible" in response.content.decode()
