"""Where a picture stands: in which working copies and editions, on which front pages, on whose
page, and what readers see."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from articles.desk.fronts.composing import where
from articles.models import Article, Edition, EditionImage, EditionPerson, Illustration, Slot
from events.models import Event
from images.models import Image
from people.models import Person


@dataclass(frozen=True)
class Use:
    """`state` is working (the copy that is written), live, scheduled or past; of a front page, live
    or unseen."""

    article: Article
    edition: Edition | None
    state: str
    # The front page and the zone, of a picture that stands there alone.
    place: str = ""


def uses_of(image: Image) -> list[Use]:
    """Every use of `image`: working copies, then front pages, then editions, newest first.

    An edition prints it in a figure or as a portrait. Four queries.
    """
    now = timezone.now()
    inside = Illustration.objects.filter(article=OuterRef("pk"), image=image)
    copies = Article.objects.filter(Q(hero_image=image) | Exists(inside)).order_by("-updated_at")
    shown = EditionImage.objects.filter(edition=OuterRef("pk"), image=image)
    portrayed = EditionPerson.objects.filter(edition=OuterRef("pk"), portrait=image)
    printed = (
        Edition.objects.filter(Exists(shown) | Exists(portrayed))
        .select_related("article")
        .order_by("-live_from", "-number")
    )
    slots = Slot.objects.filter(picture=image, superseded=False)
    placed = slots.select_related("article", "section").order_by("-shown_from", "-pk")
    seen = set(Slot.seen_by_readers(now).filter(picture=image).values_list("pk", flat=True))
    return [
        *(Use(article, None, "working") for article in copies),
        *(
            Use(slot.article, None, "live" if slot.pk in seen else "unseen", where(slot))
            for slot in placed
        ),
        *(Use(edition.article, edition, state_of(edition, now)) for edition in printed),
    ]


def holders_of(image: Image) -> list[Person | Event]:
    """Those whose page shows `image` now, in the order of their names. Two queries."""
    return holders_by_picture([image]).get(image.pk, [])


def holders_by_picture(images: Collection[Image]) -> dict[int, list[Person | Event]]:
    """By picture those whose page shows it now, people first. Two queries."""
    people = Person.objects.filter(portrait__in=images)
    events = Event.objects.filter(picture__in=images)
    found: dict[int, list[Person | Event]] = defaultdict(list)
    for person in people.order_by("family_name", "given_name", "pk"):
        found[person.portrait_id or 0].append(person)
    for event in events.order_by("name", "pk"):
        found[event.picture_id or 0].append(event)
    return found


def desk_address(record: Person | Event, user: User) -> str:
    """Of the page of `record` at the desk; "" for who may not open it: readers know its name."""
    label, model = record._meta.app_label, record._meta.model_name
    if not user.has_perm(f"{label}.view_{model}"):
        return ""
    return reverse(f"admin:{label}_{model}_change", args=[record.pk])


def state_of(edition: Edition, now: datetime) -> str:
    if edition.is_visible(now):
        return "live"
    return "scheduled" if edition.is_scheduled(now) else "past"
