"""The reference article: with its defects it gives exactly their findings, without them none."""

import re
import tomllib
from datetime import date, datetime
from pathlib import Path

import pytest

from articles.desk.proofing import Finding, check
from articles.models import Article
from events.models import Event
from images.models import Image
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_event,
    make_organisation,
    make_person,
    make_picture,
    make_position,
)

pytestmark = pytest.mark.django_db

WRITTEN = tomllib.loads((Path(__file__).parent / "reference.toml").read_text())
PAIR = re.compile(r"\[\[(.*?)\|\|(.*?)\]\]", re.S)
MINISTER = "ministre de la Santé et de l’Accès aux soins"


def written(name: str, *, faulty: bool) -> str:
    return PAIR.sub(lambda pair: pair[2 if faulty else 1], WRITTEN[name]).strip()


@pytest.fixture(autouse=True)
def after_the_summit(clock: Clock) -> None:
    clock.set(datetime(2025, 2, 12, 9, 30, tzinfo=PARIS))


@pytest.fixture
def summit() -> Event:
    return make_event(
        "Sommet pour l’action sur l’intelligence artificielle",
        starts_at=datetime(2025, 2, 10, tzinfo=PARIS),
        ends_at=datetime(2025, 2, 11, 23, 59, tzinfo=PARIS),
        all_day=True,
    )


@pytest.fixture(autouse=True)
def directory() -> None:
    """Who held what, with the positions before and since."""
    numeum = make_organisation("Numeum")
    hospital = make_organisation("Centre hospitalier de Morlane")
    society = make_organisation("Soins et Machines")
    for name in ("PariSanté Campus", "État", "Ministère de la Santé"):
        make_organisation(name)
    minister = make_person("Yannick", "Neuder", honorific="Dr", grammatical_gender="m")
    make_position(minister, MINISTER, date(2024, 12, 23), date(2025, 10, 5))
    cimino = make_person("Mariane", "Cimino", grammatical_gender="f")
    make_position(cimino, "déléguée au numérique en santé", organisation=numeum)
    chappaz = make_person("Clara", "Chappaz", grammatical_gender="f")
    charge = "de l’Intelligence artificielle et du Numérique"
    make_position(
        chappaz, f"secrétaire d’État chargée {charge}", date(2024, 9, 21), date(2024, 12, 22)
    )
    make_position(
        chappaz, f"ministre déléguée chargée {charge}", date(2024, 12, 23), date(2025, 10, 5)
    )
    president = make_person("Emmanuel", "Macron", grammatical_gender="m")
    make_position(president, "président de la République", date(2017, 5, 14))
    speaker = make_person("Armelle", "Quentric", grammatical_gender="f")
    make_position(speaker, "directrice de l’innovation", date(2020, 1, 6), organisation=hospital)
    other = make_person("Gaspard", "Thévenol", grammatical_gender="m")
    make_position(other, "président", date(2019, 3, 1), organisation=society)


def entered(summit: Event, *, faulty: bool) -> Article:
    """The article as somebody typed it: nothing of it went through the typesetter."""
    picture = make_picture(caption=WRITTEN["caption"], credit="Ministère de la Santé")
    # The library's own form refuses a caption said twice; an import does not ask it.
    Image.objects.filter(pk=picture.pk).update(alt=written("alt", faulty=faulty))
    return make_article(
        title=written("title", faulty=faulty),
        kicker=WRITTEN["kicker"],
        standfirst=written("standfirst", faulty=faulty),
        body=written("body", faulty=faulty).replace("IMAGE", str(picture.pk)),
        events=[summit],
    )


def places(findings: list[Finding]) -> set[tuple[str, str, str, str]]:
    return {(one.code, one.level, one.field, one.excerpt) for one in findings}


def test_the_defects_of_the_reference_article_are_found_and_nothing_else(summit: Event) -> None:
    found = check(entered(summit, faulty=True))
    assert places(found) == {
        (
            "position-mismatch",
            "block",
            "standfirst",
            "ministre de la Santé et de l’Accès au soins",
        ),
        ("agreement", "block", "body", "délégué"),
        ("caption-equals-alt", "warn", "body", WRITTEN["caption"]),
        (
            "pullquote-not-in-body",
            "block",
            "body",
            "« La machine ne remplacera jamais le regard »",
        ),
        ("relative-date", "warn", "body", "10 et 11 février derniers"),
        ("number-ungrouped", "warn", "body", "1000"),
        ("position-mismatch", "info", "body", "secrétaire d’État"),
    }
    assert len(found) == 7


def test_what_is_certain_comes_with_its_mend(summit: Event) -> None:
    found = {one.excerpt: one.fix for one in check(entered(summit, faulty=True))}
    assert found["ministre de la Santé et de l’Accès au soins"] == MINISTER
    assert found["délégué"] == "déléguée"
    assert found["10 et 11 février derniers"] == "10 et 11 février 2025"
    assert found["1000"] == "1\u202f000"
    # What somebody said is not ours to mend.
    assert found["secrétaire d’État"] is None


def test_each_finding_leads_to_its_place(summit: Event) -> None:
    article = entered(summit, faulty=True)
    found = [one for one in check(article) if one.code != "caption-equals-alt"]
    assert len(found) == 6
    for one in found:
        words = re.sub(r"<[^>]*>", "", getattr(article, one.field))
        assert one.before + one.excerpt + one.after in words
        assert one.end - one.start == len(one.excerpt)


def test_a_picture_without_a_caption_of_its_own_is_placed_by_the_words_above(summit: Event) -> None:
    article = entered(summit, faulty=True)
    found = next(one for one in check(article) if one.code == "caption-equals-alt")
    assert found.before.endswith("recherche clinique.")


def test_the_corrected_article_gives_nothing(summit: Event) -> None:
    assert check(entered(summit, faulty=False)) == []
