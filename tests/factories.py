"""Small makers of what a test needs: complete by default, each field yours to say."""

import io
from datetime import date, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Pillow

from articles import publishing
from articles.models import (
    Article,
    Byline,
    Coverage,
    Edition,
    Mention,
    Section,
    Status,
    Tagging,
    Topic,
)
from events.models import Event
from images import library
from images.models import Image
from people.models import Organisation, Person, Position
from tests.clock import Clock

_numbers = count(1)

PASSWORD = "un mot de passe d’essai"
BODY = (
    "<p>Le comité s’est réuni mardi à Paris.</p>"
    "<h2>Un calendrier resserré</h2>"
    "<p>Les éditeurs ont six mois pour se mettre en conformité.</p>"
)


def number() -> int:
    """A number that no other call of this session got."""
    return next(_numbers)


def make_user(role: str = "", **fields: Any) -> User:
    """A member of staff in the group of `role`; without a role, one who may do nothing."""
    name = fields.pop("username", f"{role or 'nobody'}-{number()}")
    user = User.objects.create_user(name, password=PASSWORD, **({"is_staff": True} | fields))
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User | None) -> Client:
    """A browser in which `user` is logged in; None: a reader's."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def make_section(name: str = "", **fields: Any) -> Section:
    rank = number()
    return Section.objects.create(
        **{"name": name or f"Rubrique {rank}", "slug": f"rubrique-{rank}"} | fields
    )


def make_topic(name: str = "", **fields: Any) -> Topic:
    rank = number()
    return Topic.objects.create(
        **{"name": name or f"Thème {rank}", "slug": f"theme-{rank}"} | fields
    )


def make_organisation(name: str = "", **fields: Any) -> Organisation:
    rank = number()
    return Organisation.objects.create(
        **{"name": name or f"Organisme {rank}", "slug": f"organisme-{rank}"} | fields
    )


def make_person(given_name: str = "Camille", family_name: str = "Dupont", **fields: Any) -> Person:
    return Person.objects.create(
        **{"given_name": given_name, "family_name": family_name, "slug": f"personne-{number()}"}
        | fields
    )


def make_position(
    person: Person,
    title: str,
    start: date | None = None,
    end: date | None = None,
    **fields: Any,
) -> Position:
    """A position; `organisation` is none unless it is said."""
    return Position.objects.create(person=person, title=title, start=start, end=end, **fields)


def make_event(name: str = "", **fields: Any) -> Event:
    rank, now = number(), timezone.now()
    return Event.objects.create(
        **{
            "name": name or f"Rencontre {rank}",
            "slug": f"rencontre-{rank}",
            "starts_at": now,
            "ends_at": now,
        }
        | fields
    )


def picture_bytes(width: int = 32, height: int = 18, form: str = "JPEG", **options: Any) -> bytes:
    """A small picture; no two calls give the same bytes."""
    shade = number()
    colour = (shade % 256, shade // 256 % 256, 160)
    buffer = io.BytesIO()
    # A flat JPEG may round two close shades to one: the comment tells them apart.
    if form == "JPEG":
        options = {"comment": f"n° {shade}"} | options
    Pillow.new("RGB", (width, height), colour).save(buffer, form, **options)
    return buffer.getvalue()


def make_picture(*, width: int = 32, height: int = 18, **fields: Any) -> Image:
    """A picture of the library with its renditions, through the same door as an upload."""
    data = picture_bytes(width, height)
    words = {"alt": "Une salle pleine.", "caption": "La salle mardi.", "credit": "Studio Exemple"}
    rights = {name: fields.pop(name, None) for name in ("rights_from", "rights_until")}
    by = fields.pop("by", None)
    return library.add(file=ContentFile(data, name="salle.jpg"), by=by, **words | rights | fields)


def make_shown_picture(**fields: Any) -> Image:
    """A picture that readers may fetch: somebody's portrait."""
    picture = make_picture(**fields)
    make_person(portrait=picture)
    return picture


def make_article(
    *,
    by: User | None = None,
    authors: list[Person] | None = None,
    mentions: list[Person] | None = None,
    topics: list[Topic] | None = None,
    events: list[Event] | None = None,
    **fields: Any,
) -> Article:
    """An article that lacks nothing; a draft unless `status` says otherwise.

    Signed by a person of `by`, unless `authors` or a `signature` are given.
    """
    rank = number()
    signed = authors is not None or "signature" in fields
    article = Article.objects.create(
        **{
            "title": f"Un accord sur les données de santé, acte {rank}",
            "kicker": "Données",
            "standfirst": "Le texte, attendu depuis un an, fixe un calendrier.",
            "body": BODY,
            "section": fields["section"] if "section" in fields else make_section(),
            "created_by": by,
        }
        | fields
    )
    for order, person in enumerate((authors or []) if signed else [author_of(by)]):
        Byline.objects.create(article=article, person=person, rank=order)
    for order, person in enumerate(mentions or []):
        Mention.objects.create(article=article, person=person, rank=order)
    for topic in topics or []:
        Tagging.objects.create(article=article, topic=topic)
    for event in events or []:
        Coverage.objects.create(article=article, event=event)
    return article


def author_of(user: User | None) -> Person:
    """The person as whom `user` signs; somebody without a login when there is no user."""
    if user is None:
        return make_person("Louise", "Martin")
    known = Person.objects.filter(user=user).first()
    return known or make_person("Louise", "Martin", user=user)


def make_ready(**fields: Any) -> Article:
    """An approved article."""
    return make_article(**{"status": Status.READY} | fields)


def make_edition(
    *,
    at: datetime | None = None,
    publisher: User | None = None,
    article: Article | None = None,
    kind: str | None = None,
    note: str = "",
    **fields: Any,
) -> Edition:
    """An edition of `article`, or of a new one with `fields`, through the door; now by default."""
    return publishing.publish(
        article or make_ready(**fields),
        by=publisher or make_user("editor"),
        at=at,
        kind=kind,
        note=note,
    )


def make_scheduled(at: datetime, **fields: Any) -> Article:
    """An article that appears at `at`, an instant to come."""
    return make_edition(at=at, **fields).article


def make_published(**fields: Any) -> Article:
    """An article that readers see from now on."""
    return make_edition(**fields).article


def make_withdrawn(clock: Clock, **fields: Any) -> Article:
    """An article that readers saw for an hour, and no more; the clock stands a minute after."""
    publisher = fields.pop("publisher", None) or make_user("editor")
    article = make_published(publisher=publisher, **fields)
    clock.forward(hours=1)
    publishing.withdraw(article, publisher, "Retiré à la demande de la source.")
    clock.forward(minutes=1)
    return article
