"""Loads the demo newsroom: through the same doors as the desk, so that it proves them."""

import io
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone

from articles import embargo, publishing
from articles.desk import planning
from articles.desk.fronts import composing
from articles.desk.saving import saved
from articles.models import Article, Byline, Coverage, Mention, Plan, Section, Tagging, Topic
from articles.models.edition import Kind
from events import changing
from events.models import Event, Organiser, Participation
from images import library
from images.models import Image, Rights
from newsroom.checks import DEMO_PASSWORD, DEMO_USERS
from newsroom.demo.content_files import articles, instant, table
from newsroom.demo.pictures import paint
from people.models import Organisation, Person, Position
from prose.dates import PARIS, in_paris

Say = Callable[[str], None]


def load(say: Say) -> None:
    """Fill an empty database; `say` is told each step in a sentence."""
    now = timezone.now()
    say("Comptes et répertoire…")
    users = make_users()
    taxonomy()
    organisations()
    say("Photothèque : les images sont peintes, puis déclinées…")
    pictures = make_pictures(users["picture_editor"], now)
    people(pictures, users)
    events(now, pictures)
    say("Articles…")
    for written in articles():
        make_article(written, users, pictures, now)
    changes(now, users["editor"])
    front_pages(now, users["chief"])
    plans(users, now)


def make_users() -> dict[str, User]:
    users = {}
    for name in DEMO_USERS:
        user = User.objects.create_user(
            name,
            email=f"{name}@newsroom.example",
            password=DEMO_PASSWORD,
            is_staff=True,
        )
        user.groups.add(Group.objects.get(name=name))
        users[name] = user
    return users


def taxonomy() -> None:
    for rank, row in enumerate(table("sections")):
        Section.objects.create(rank=rank, **row)
    for row in table("topics"):
        Topic.objects.create(**row)


def organisations() -> None:
    for row in table("organisations"):
        Organisation.objects.create(**row)


def painted(key: str) -> bytes:
    """The file that a photographer would have sent, under the key `key`."""
    buffer = io.BytesIO()
    paint(key).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def make_pictures(by: User, now: datetime) -> dict[str, Image]:
    rows = table("pictures")
    with ProcessPoolExecutor() as pool:
        files = list(pool.map(painted, [row["key"] for row in rows]))
    found = {}
    for row, data in zip(rows, files, strict=True):
        key = row.pop("key")
        row.setdefault("rights", Rights.OWN if row["photographer"] else Rights.HANDOUT)
        if "rights_until" in row:
            row["rights_until"] = instant(row["rights_until"], now)
        found[key] = library.add(file=ContentFile(data, name=f"{key}.jpg"), by=by, **row)
    return found


def people(pictures: dict[str, Image], users: dict[str, User]) -> None:
    for row in table("people"):
        positions = row.pop("positions", [])
        user = users.get(row.pop("user"))
        person = Person.objects.create(
            **row | {"portrait": pictures.get(row["portrait"]), "user": user}
        )
        if user is not None:
            user.first_name, user.last_name = person.given_name, person.family_name
            user.save(update_fields=["first_name", "last_name"])
        for rank, held in enumerate(positions):
            slug = held.pop("organisation")
            organisation = Organisation.objects.get(slug=slug) if slug else None
            Position.objects.create(
                person=person, rank=held.pop("rank", rank), organisation=organisation, **held
            )


def events(now: datetime, pictures: dict[str, Image]) -> None:
    for row in table("events"):
        organisers, participants = row.pop("organisers"), row.pop("participants", [])
        row.pop("becomes", None)
        zone = ZoneInfo(row.get("time_zone", PARIS.key))
        parent = row.pop("parent")
        event = Event.objects.create(
            **row
            | {
                "starts_at": instant(row["starts_at"], now, zone),
                "ends_at": instant(row["ends_at"], now, zone),
                "parent": Event.objects.get(slug=parent) if parent else None,
                "picture": pictures.get(row.pop("picture", "")),
            }
        )
        for rank, slug in enumerate(organisers):
            Organiser.objects.create(
                event=event, organisation=Organisation.objects.get(slug=slug), rank=rank
            )
        for taking_part in participants:
            Participation.objects.create(
                event=event,
                person=Person.objects.get(slug=taking_part["person"]),
                role=taking_part["role"],
            )


def changes(now: datetime, by: User) -> None:
    """What became of the events since the articles were written."""
    for row in table("events"):
        becomes = row.get("becomes")
        if not becomes:
            continue
        event = Event.objects.get(slug=row["slug"])
        note = becomes.pop("note")
        for name, value in becomes.items():
            moves = name.endswith("_at")
            setattr(event, name, instant(value, now, event.appointment.zone) if moves else value)
        changing.save(event=event, by=by, note=note)


def make_article(
    row: dict[str, Any], users: dict[str, User], pictures: dict[str, Image], now: datetime
) -> None:
    article = Article.objects.create(
        title=row["title"],
        short_title=row["short_title"],
        kicker=row["kicker"],
        standfirst=row["standfirst"],
        body=with_identifiers(row["body"], pictures),
        section=Section.objects.get(slug=row["section"]),
        hero_image=pictures.get(row["hero"]),
        hero_caption=row["hero_caption"],
        signature=row["signature"],
        slug=row["slug"],
        created_by=users["journalist"],
    )
    for rank, byline in enumerate(row.get("bylines", [])):
        signing = Person.objects.get(slug=byline["person"])
        Byline.objects.create(article=article, person=signing, role=byline["role"], rank=rank)
    for rank, mention in enumerate(row.get("mentions", [])):
        named = Person.objects.get(slug=mention["person"])
        Mention.objects.create(article=article, person=named, rank=rank)
    for slug in row["topics"]:
        Tagging.objects.create(article=article, topic=Topic.objects.get(slug=slug))
    for slug in row["events"]:
        Coverage.objects.create(article=article, event=Event.objects.get(slug=slug))
    saved(article=article, by=users["journalist"])
    STATES[row["state"]](article, row, users, now)


def with_identifiers(body: str, pictures: dict[str, Image]) -> str:
    """The keys of pictures and the addresses of people in place of which the desk keeps numbers."""
    for key, image in pictures.items():
        body = body.replace(f'data-image="{key}"', f'data-image="{image.pk}"')
    for pk, slug in Person.objects.values_list("pk", "slug"):
        body = body.replace(f'data-person="{slug}"', f'data-person="{pk}"')
    return body.strip()


def rewrite(article: Article, pairs: list[list[str]], *, backwards: bool, by: User) -> None:
    """Put the words of the first edition in place of the final ones, or the other way round."""
    for final, first in pairs:
        old, new = (final, first) if backwards else (first, final)
        article.body = article.body.replace(old, new)
    article.save(update_fields=["body", "updated_at"])
    saved(article=article, by=by)


def front_pages(now: datetime, by: User) -> None:
    for row in table("front"):
        article = Article.objects.get(slug=row["article"])
        composing.place(
            article=article,
            by=by,
            section=article.section if row.get("in_section") else None,
            zone=row["zone"],
            first=False,
            shown_from=instant(row["from"], now) if "from" in row else None,
            shown_until=instant(row["until"], now) if "until" in row else None,
            front_title=row.get("front_title", ""),
        )


def plans(users: dict[str, User], now: datetime) -> None:
    for row in table("plans"):
        planned = in_paris(instant(row["at"], now)) if "at" in row else None
        plan = Plan(
            title=row["title"],
            notes=row.get("notes", ""),
            form=row["form"],
            section=Section.objects.filter(slug=row.get("section")).first(),
            assigned_to=users.get(row.get("to", "")),
            event=Event.objects.filter(slug=row.get("event")).first(),
            deadline=instant(row["deadline"], now) if "deadline" in row else None,
            commissioned_length=row.get("length"),
        )
        if planned is not None:
            plan.planned_on, plan.planned_time = planned.date(), planned.time()
        elif "on" in row:
            plan.planned_on = in_paris(instant(row["on"], now)).date()
        planning.create(plan=plan, by=users[row["by"]])


# What became of each article ------------------------------------------------------------------


def draft(article: Article, row: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    """Left as it is, on its author's desk."""


def in_review(article: Article, row: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    held = row.get("embargo")
    if held:
        article.embargo_until = instant(held["until"], now)
        article.embargo_asked_by = held["asked_by"]
        article.save(update_fields=["embargo_until", "embargo_asked_by", "updated_at"])
        saved(article=article, by=users["journalist"])
        embargo.note_setting(article=article, by=users["journalist"])
        embargo.add_document(
            article=article, by=users["journalist"], name="courriel.txt",
            content=held["letter"].strip().encode(),
        )  # fmt: skip
    publishing.submit(article, users["journalist"])


def scheduled(article: Article, row: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    publishing.submit(article, users["journalist"])
    publishing.approve(article, users["editor"])
    publishing.publish(article, users["editor"], at=instant(row["at"], now))


def live(article: Article, row: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    admin, later = users["admin"], row.get("update")
    if later:
        rewrite(article, row["replace"], backwards=True, by=users["journalist"])
    publishing.import_edition(article, admin, instant(row["at"], now))
    if later:
        rewrite(article, row["replace"], backwards=False, by=users["editor"])
        publishing.import_edition(article, admin, instant(later["at"], now), kind=Kind.UPDATE)


def corrected(article: Article, row: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    admin, mended = users["admin"], row["correction"]
    rewrite(article, row["replace"], backwards=True, by=users["journalist"])
    publishing.import_edition(article, admin, instant(row["at"], now))
    rewrite(article, row["replace"], backwards=False, by=users["editor"])
    publishing.import_edition(
        article, admin, instant(mended["at"], now), kind=Kind.CORRECTION, note=mended["note"]
    )


def withdrawn(article: Article, row: dict[str, Any], users: dict[str, User], now: datetime) -> None:
    live(article, row, users, now)
    publishing.withdraw(article, users["chief"], row["withdrawal"]["reason"])


STATES = {
    "draft": draft,
    "in_review": in_review,
    "scheduled": scheduled,
    "live": live,
    "corrected": corrected,
    "withdrawn": withdrawn,
}
