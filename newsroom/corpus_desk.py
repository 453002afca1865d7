"""What the desk of a large title holds beside its archive: texts on their way, a schedule, a
library, a directory, an outbox. In bulk, for benchmarks and for the cost of lists.

It stands on what `newsroom.corpus` has made; the pictures have rows and no files.
"""

from datetime import datetime, timedelta
from itertools import cycle, islice

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import (
    Article,
    Byline,
    Edition,
    JournalEntry,
    OutboxItem,
    Plan,
    Section,
    Status,
)
from articles.models.edition import Kind
from articles.models.outbox import Notice
from articles.models.printed import Printed
from events.models import Event
from images.models import Image, Rendition
from people.models import Person
from prose.dates import in_paris

BATCH = 1_000
# From one scheduled article to the next: more of them in a day than any title has.
BETWEEN_TWO = timedelta(minutes=10)
ON_THEIR_WAY = (Status.DRAFT, Status.IN_REVIEW, Status.READY)
WIDTHS = (320, 960)
PLAIN: Printed = {
    "section": {"name": "", "slug": ""}, "authors": [], "signature": "La rédaction", "people": [],
    "events": [], "topics": [], "hero": None, "figures": [], "minutes": 1,
}  # fmt: skip


def make(count: int, by: User, first: int = 0) -> None:
    """Add `count` of each: working copies begun by `by`, scheduled articles, pictures, people,
    events, plans, announcements and notices. They are numbered from `first` on."""
    for start in range(first, first + count, BATCH):
        ranks = range(start, min(first + count, start + BATCH))
        with transaction.atomic():
            library(ranks, by)
            directory(ranks)
            articles(ranks, by)
            plans(ranks, by)


def library(ranks: range, by: User) -> None:
    images = Image.objects.bulk_create(
        Image(
            file=f"originals/corpus/{rank}", alt="Une salle de réunion.", caption=f"Salle {rank}.",
            credit="Agence du corpus", sha256=f"{rank:064x}", width=1600, height=900,
            uploaded_by=by,
        )
        for rank in ranks
    )  # fmt: skip
    Rendition.objects.bulk_create(
        Rendition(
            image=image, crop="whole", format="jpeg", width=width, height=width * 9 // 16,
            file=f"renditions/corpus-{image.pk}-{width}.jpeg", size=20_000,
        )
        for image in images
        for width in WIDTHS
    )  # fmt: skip


def directory(ranks: range) -> None:
    now = timezone.now()
    Person.objects.bulk_create(
        Person(given_name="Camille", family_name=f"Corpus{rank}", slug=f"annuaire-{rank}")
        for rank in ranks
    )
    Event.objects.bulk_create(
        Event(
            name=f"Journée {rank}", slug=f"journee-corpus-{rank}", city="Paris",
            starts_at=now + timedelta(hours=rank), ends_at=now + timedelta(hours=rank + 2),
        )
        for rank in ranks
    )  # fmt: skip


def articles(ranks: range, by: User) -> None:
    now, section = timezone.now(), Section.objects.earliest("pk")
    signing = list(islice(cycle(Person.objects.order_by("-pk")[:50]), len(ranks)))
    pictures = list(islice(cycle(Image.objects.order_by("-pk")[:50]), len(ranks)))
    held = [
        Article(
            title=f"Un texte en cours, n° {rank}", standfirst="Ce que l’on en sait.",
            body="<p>Un paragraphe.</p>", section=section, hero_image=pictures[place],
            status=ON_THEIR_WAY[rank % len(ON_THEIR_WAY)], created_by=by,
        )
        for place, rank in enumerate(ranks)
    ]  # fmt: skip
    planned = [
        Article(
            title=f"Un texte prévu, n° {rank}", standfirst="Ce que l’on en saura.",
            body="<p>Un paragraphe.</p>", section=section, status=Status.ISSUED, created_by=by,
            slug=f"prevu-{rank}",
        )
        for rank in ranks
    ]  # fmt: skip
    written = Article.objects.bulk_create([*held, *planned])
    Byline.objects.bulk_create(
        Byline(article=article, person=person)
        for article, person in zip(written, cycle(signing), strict=False)
    )
    JournalEntry.objects.bulk_create(
        JournalEntry(article=article, verb=JournalEntry.Verb.SUBMITTED, at=now, by=by)
        for article in written
    )
    schedule(planned, ranks, section, now, by)


def schedule(
    planned: list[Article], ranks: range, section: Section, now: datetime, by: User
) -> None:
    instants = [now + (rank + 1) * BETWEEN_TWO for rank in ranks]
    printed: Printed = {**PLAIN, "section": {"name": section.name, "slug": section.slug}}
    editions = Edition.objects.bulk_create(
        Edition(
            article=article, number=1, kind=Kind.FIRST, live_from=at, first_published_at=at,
            issued_at=now, issued_by=by, title=article.title, standfirst=article.standfirst,
            html=article.body, section=section, printed=printed,
            path=f"{section.slug}/{in_paris(at):%Y/%m}/{article.slug}",
        )
        for article, at in zip(planned, instants, strict=True)
    )  # fmt: skip
    OutboxItem.objects.bulk_create(
        OutboxItem(
            key=f"edition-{edition.pk}-live", kind=OutboxItem.Kind.LIVE,
            article_id=edition.article_id, edition=edition, due_at=edition.live_from,
            next_at=edition.live_from,
        )
        for edition in editions
    )  # fmt: skip
    Notice.objects.bulk_create(
        Notice(to=by, article_id=edition.article_id, key=f"corpus-{edition.pk}", at=now,
               text="Un texte vous revient.")
        for edition in editions
    )  # fmt: skip


def plans(ranks: range, by: User) -> None:
    """Ideas, and what is assigned for a day of the year that comes."""
    now, section = timezone.now(), Section.objects.earliest("pk")
    today = in_paris(now).date()
    Plan.objects.bulk_create(
        Plan(
            title=f"Une enquête à faire, n° {rank}", section=section, created_by=by,
            **(
                {"stage": Plan.Stage.ASSIGNED, "assigned_to": by, "deadline": now,
                 "planned_on": today + timedelta(days=rank % 365)}
                if rank % 2 else {}
            ),
        )
        for rank in ranks
    )  # fmt: skip
