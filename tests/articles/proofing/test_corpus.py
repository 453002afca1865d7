"""Sentences right and wrong: what each code finds, what it misses, and every false alarm."""

import tomllib
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from articles.desk.proofing import Finding
from articles.desk.proofing.context import context_of
from articles.desk.proofing.draft import Draft, of_article
from articles.desk.proofing.registry import codes
from articles.desk.proofing.running import every
from articles.models import HouseRule, HouseWord
from events.models import Event
from prose.dates import PARIS
from tests.clock import Clock
from tests.factories import (
    make_article,
    make_event,
    make_organisation,
    make_person,
    make_position,
)

SENTENCES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "corpus.toml").read_text()
)["sentences"]
STANDFIRST = (
    "Un texte est attendu depuis un an par les établissements. Il fixe un calendrier, des moyens "
    "et une méthode, que les équipes devront suivre dans chacun des services."
)
# What is of pictures and of other articles, which no sentence has: test_pictures_and_links.py.
OF_RECORDS = {
    "alt-missing", "caption-equals-alt", "caption-missing", "credit-missing", "link-unpublished",
    "rights-ending", "rights-expired",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def summit(clock: Clock) -> Event:
    clock.set(datetime(2025, 2, 12, 9, 30, tzinfo=PARIS))
    return make_event(
        "Sommet pour l’action sur l’intelligence artificielle",
        starts_at=datetime(2025, 2, 10, tzinfo=PARIS),
        ends_at=datetime(2025, 2, 11, 23, 59, tzinfo=PARIS),
    )


@pytest.fixture
def directory() -> None:
    def person(given: str, family: str, gender: str, *held: tuple[Any, ...], **more: Any) -> None:
        one = make_person(given, family, grammatical_gender=gender)
        for title, start, end in held:
            make_position(one, title, start, end, **more)

    numeum = make_organisation("Numeum")
    hospital = make_organisation("Centre hospitalier de Morlane")
    make_organisation("Haute Autorité de santé", short_name="HAS")
    make_organisation("Agence du numérique en santé", short_name="ANS")
    make_organisation("Commission nationale de l’informatique et des libertés", short_name="Cnil")
    make_organisation("État")
    make_organisation("PariSanté Campus")
    make_organisation("Groupement hospitalier du Val d’Oriane")
    charge = "de l’Intelligence artificielle et du Numérique"
    in_office, since = date(2024, 12, 22), date(2024, 12, 23)
    person("Yannick", "Neuder", "m", ("ministre de la Santé et de l’Accès aux soins", since, None))
    person(
        "Clara",
        "Chappaz",
        "f",
        (f"secrétaire d’État chargée {charge}", date(2024, 9, 21), in_office),
        (f"ministre déléguée chargée {charge}", since, None),
    )
    person("Emmanuel", "Macron", "m", ("président de la République", date(2017, 5, 14), None))
    person(
        "Mariane",
        "Cimino",
        "f",
        ("déléguée au numérique en santé", None, None),
        organisation=numeum,
    )
    person("Jean-Loup", "de La Tour", "m", ("président", None, None), organisation=numeum)
    person(
        "Armelle",
        "Quentric",
        "f",
        ("directrice de l’innovation", date(2020, 1, 6), None),
        organisation=hospital,
    )
    person("Basile", "Corvec", "m", ("directeur général", date(2018, 1, 1), date(2023, 6, 30)))
    person("Michel", "Corvec", "m")
    person("Gaspard", "Thévenol", "m")
    HouseRule.objects.create(
        pattern="au jour d’aujourd’hui", message="Pléonasme.", level="warn", state="live"
    )
    HouseWord.objects.create(word="téléexpertise")
    HouseWord.objects.create(word="e-learning")


def draft_of(sentence: dict[str, Any], article: Draft) -> Draft:
    fields = {"title": "Un texte attendu", "kicker": "", "standfirst": STANDFIRST, "body": ""}
    name = sentence.get("field", "body")
    fields[name] = f"<p>{sentence['text']}</p>" if name == "body" else sentence["text"]
    return Draft(**{**article.__dict__, **fields})


def said(finding: Finding) -> str:
    return f"{finding.code}|{finding.excerpt}"


def test_what_is_found_is_wrong_and_what_is_wrong_is_found(
    summit: Event, directory: None, capsys: pytest.CaptureFixture[str]
) -> None:
    article = of_article(make_article(events=[summit]))
    right: Counter[str] = Counter()
    missed: list[str] = []
    alarms: list[str] = []
    for sentence in SENTENCES:
        wanted = Counter(sentence.get("finds", []))
        found = Counter(said(one) for one in every(context_of(draft_of(sentence, article))))
        right.update(code.split("|")[0] for code in (wanted & found).elements())
        missed.extend(f"{code}  [{sentence['text']}]" for code in (wanted - found).elements())
        alarms.extend(f"{code}  [{sentence['text']}]" for code in (found - wanted).elements())
    with capsys.disabled():
        print(f"\n{len(SENTENCES)} phrases, {right.total()} défauts trouvés")
        for code, count in sorted(right.items()):
            lost = sum(one.startswith(f"{code}|") for one in missed)
            false = sum(one.startswith(f"{code}|") for one in alarms)
            print(
                f"  {code:<22} précision {count / (count + false):.2f}"
                f"  rappel {count / (count + lost):.2f}"
            )
        print(f"  fausses alertes : {len(alarms)}", *alarms, sep="\n    ")
        print(f"  manqués : {len(missed)}", *missed, sep="\n    ")
    assert len(SENTENCES) >= 60
    assert (missed, alarms) == ([], [])


def test_each_code_that_a_sentence_can_show_is_shown_by_two() -> None:
    shown = Counter(
        code
        for sentence in SENTENCES
        for code in {one.split("|")[0] for one in sentence.get("finds", [])}
    )
    assert {code for code in codes() if shown[code] < 2} == OF_RECORDS


def test_what_somebody_said_is_never_more_than_information(summit: Event, directory: None) -> None:
    article = of_article(make_article(events=[summit]))
    text = (
        "« J’ai vu Clara Chapaz, et Odile Sérignac, directrice de Numéum », dit Armelle Quentric."
    )
    found = every(context_of(draft_of({"text": text}, article)))
    assert {one.code for one in found} >= {"name-variant", "organisation-variant"}
    assert {str(one.level) for one in found} == {"info"}
    assert {one.fix for one in found} == {None}


@pytest.mark.parametrize(
    "verb",
    [
        "précise", "a précisé", "a ensuite précisé", "avait répondu", "précisait", "précisera",
        "nous a confié", "s’exclame", "s’enthousiasme", "s’est étonnée", "se réjouit", "dira",
    ],
)  # fmt: skip
def test_the_incise_inside_a_quotation_is_the_newsroom_s(
    summit: Event, directory: None, verb: str
) -> None:
    article = of_article(make_article(events=[summit]))
    text = (
        f"« Nous mesurons, {verb} Mariane Cimino, délégué au numérique en santé, mais nous "
        "attendons le décret du ministère pour aller plus loin. »"
    )
    found = every(context_of(draft_of({"text": text}, article)))
    assert [(said(one), str(one.level)) for one in found] == [("agreement|délégué", "block")]


@pytest.mark.parametrize("verb", ["ont expliqué", "expliquaient", "expliqueront", "expliquent"])
def test_what_is_told_in_those_verbs_is_still_told(
    summit: Event, directory: None, verb: str
) -> None:
    article = of_article(make_article(events=[summit]))
    for who, wanted in (("les infirmières hier", ["relative-date|hier"]), ("un plan d’hier", [])):
        text = f"« Nous et les nôtres, {verb} {who} soir, et nous attendons », disent-elles."
        found = every(context_of(draft_of({"text": text}, article)))
        assert [said(one).removesuffix(" soir") for one in found] == wanted
