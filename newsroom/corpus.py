"""A synthetic press corpus, in bulk and always the same: for benchmarks and for trying lists.

It writes rows directly, as an archive's restore would: the publishing door is for one at a time.
"""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from django.db import transaction

from articles.models import Article, Edition, EditionPerson, EditionTopic, Section, Status, Topic
from articles.models.edition import Kind
from articles.models.printed import Printed
from people.models import Organisation, Person, Position
from prose.dates import in_paris

BATCH = 1_000
SECTIONS = ("Politiques", "Hôpital", "Industrie", "Recherche", "Données", "Europe")
SUBJECTS = (
    "le dossier médical partagé", "la télésurveillance", "l’imagerie", "la messagerie sécurisée",
    "l’ordonnance numérique", "l’hébergement des données", "la biologie", "le bloc opératoire",
    "la formation des soignants", "l’entrepôt de données", "la téléconsultation",
)  # fmt: skip
VERBS = ("change d’échelle", "cherche son modèle", "entre dans les services", "divise les équipes",
         "prend du retard", "trouve un financement", "convainc les médecins de ville")  # fmt: skip
PLACES = ("à Brest", "à Lille", "à Nancy", "en Corse", "à Pau", "à Dijon", "à Rouen", "à Nîmes")
SENTENCES = (
    "Les équipes ont travaillé deux ans sur ce calendrier, revu à plusieurs reprises.",
    "Le coût, d’abord estimé à 1,2 million d’euros, a été ramené à 900 000 euros.",
    "Les établissements attendent un texte clair avant d’engager leurs propres moyens.",
    "« Nous avons appris à mesurer avant de promettre », résume un responsable du projet.",
    "Une évaluation indépendante doit rendre ses conclusions au printemps.",
    "Les patients associés au comité demandent une information plus simple.",
    "Le raccordement des logiciels reste le point le plus lent du programme.",
)
NAMES = ("Arnal", "Besson", "Clavel", "Dorval", "Estève", "Ferrand", "Gaillac", "Hamel", "Irigoy")
GIVEN = ("Claire", "Jean", "Nora", "Luc", "Sofia", "Paul", "Aline", "Omar", "Judith", "Théo")
FIRST_DAY = datetime(2012, 1, 2, 6, 0, tzinfo=UTC)


def make(count: int, say: Callable[[str], None], seed: int = 1) -> None:
    """Add `count` published articles, spread evenly over the fourteen years from `FIRST_DAY`.

    `say` is told the progress; the same `seed` gives the same articles.
    """
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    sections, topics, people = frame(chance)
    step = timedelta(days=365 * 14) / max(count, 1)
    moments = (FIRST_DAY + step * rank for rank in range(count))
    done = 0
    while batch := list(islice(moments, BATCH)):
        with transaction.atomic():
            write(batch, chance, sections, topics, people)
        done += len(batch)
        say(f"{done} / {count}")


def frame(chance: random.Random) -> tuple[list[Section], list[Topic], list[Person]]:
    """What the articles hang on; found again when the corpus is extended."""
    sections = [
        Section.objects.get_or_create(slug=f"corpus-{rank}", defaults={"name": f"{name} (corpus)"})[
            0
        ]
        for rank, name in enumerate(SECTIONS)
    ]
    topics = [
        Topic.objects.get_or_create(slug=f"corpus-{rank}", defaults={"name": f"Thème {rank}"})[0]
        for rank in range(40)
    ]
    people = []
    body, _created = Organisation.objects.get_or_create(
        slug="corpus", defaults={"name": "Agence du corpus"}
    )
    for rank in range(300):
        person, created = Person.objects.get_or_create(
            slug=f"corpus-{rank}",
            defaults={"given_name": chance.choice(GIVEN), "family_name": chance.choice(NAMES)},
        )
        if created:
            Position.objects.create(person=person, organisation=body, title="responsable de projet")
        people.append(person)
    return sections, topics, people


def write(
    moments: list[datetime],
    chance: random.Random,
    sections: list[Section],
    topics: list[Topic],
    people: list[Person],
) -> None:
    start = Article.objects.count()
    articles, drawn = [], []
    for rank, _moment in enumerate(moments):
        section = chance.choice(sections)
        subject, verb, place = chance.choice(SUBJECTS), chance.choice(VERBS), chance.choice(PLACES)
        title = f"{subject[0].upper()}{subject[1:]} {verb} {place}"
        drawn.append((section, chance.sample(people, 3), chance.sample(topics, 2)))
        articles.append(
            Article(
                title=title,
                standfirst=" ".join(chance.sample(SENTENCES, 3)),
                body="".join(paragraphs(chance)),
                section=section,
                signature="La rédaction",
                slug=f"corpus-{start + rank}",
                status=Status.ISSUED,
            )
        )
    Article.objects.bulk_create(articles)
    editions = [
        edition(article, section, moment, named, tagged)
        for article, moment, (section, named, tagged) in zip(articles, moments, drawn, strict=True)
    ]
    Edition.objects.bulk_create(editions)
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=made, person=person, as_author=False)
        for made, (_section, named, _tagged) in zip(editions, drawn, strict=True)
        for person in named
    )
    EditionTopic.objects.bulk_create(
        EditionTopic(edition=made, topic=topic)
        for made, (_section, _named, tagged) in zip(editions, drawn, strict=True)
        for topic in tagged
    )


def paragraphs(chance: random.Random) -> Iterator[str]:
    for part in range(8):
        if part in {3, 6}:
            yield f"<h2>{chance.choice(VERBS).capitalize()}</h2>"
        yield f"<p>{' '.join(chance.choices(SENTENCES, k=6))}</p>"


def edition(
    article: Article, section: Section, moment: datetime, named: list[Person], tagged: list[Topic]
) -> Edition:
    printed: Printed = {
        "section": {"name": section.name, "slug": section.slug},
        "authors": [],
        "signature": article.signature,
        "people": [
            {
                "name": person.name,
                "slug": person.slug,
                "attribution": "responsable de projet, Agence du corpus",
                "portrait": None,
            }
            for person in named
        ],
        "events": [],
        "topics": [{"name": topic.name, "slug": topic.slug} for topic in tagged],
        "hero": None,
        "figures": [],
        "minutes": 3,
    }
    return Edition(
        article=article,
        number=1,
        kind=Kind.FIRST,
        live_from=moment,
        first_published_at=moment,
        issued_at=moment,
        path=f"{section.slug}/{in_paris(moment):%Y/%m}/{article.slug}",
        title=article.title,
        standfirst=article.standfirst,
        html=article.body,
        section=section,
        printed=printed,
    )
