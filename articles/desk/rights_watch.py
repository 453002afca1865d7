"""What editors are told 30, 7 and 1 days before: which articles, front pages, people and events
lose a picture, and when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk.fronts.composing import where
from articles.desk.picture_uses import desk_address, holders_by_picture
from articles.models import Article, Edition, EditionImage, EditionPerson, Slot
from articles.models.edition import CANCELLED, EditionQuerySet, visible_at
from events.models import Event
from images import rights
from images.models import Image
from people.models import Person
from prose.dates import hour, in_paris

SHOWN = 20


@dataclass(frozen=True)
class Warned:
    """A picture whose rights end soon, with all that shows it; `mark`: 1, 7 or 30 days."""

    image: Image
    mark: int
    when: str
    editions: list[Edition]
    # The articles of which a card shows it, each with its front page and its zone.
    cards: list[tuple[Article, str]]
    # The people and events whose page shows it, each with its page at the desk, or "".
    holders: list[tuple[Person | Event, str]]


def may_watch(user: User) -> bool:
    """Those who publish, and those who answer for the library."""
    return permissions.may(user, "publish_article") or user.has_perm("images.curate_image")


def watch(user: User, now: datetime | None = None) -> list[Warned]:
    """The pictures near their end, the nearest first, that `user` is told of.

    At most six queries; one when no right is about to end.
    """
    if not may_watch(user):
        return []
    now = now or timezone.now()
    images = list(rights.ending(at=now)[:SHOWN])
    if not images:
        return []
    concerned = editions_to_see(user, now)
    printed, cards = editions_of(images, concerned), cards_of(images, concerned, now)
    holders = holders_by_picture(images)
    return [
        Warned(
            image,
            found,
            words(image, found, now),
            printed.get(image.pk, []),
            cards.get(image.pk, []),
            [(holder, desk_address(holder, user)) for holder in holders.get(image.pk, [])],
        )
        for image in images
        if (found := rights.mark(image, now))
    ]


def goes_on(watched: list[Warned], now: datetime | None = None) -> bool:
    """Whether other rights are about to end than those `watched`. No query for a short list."""
    return len(watched) == SHOWN and rights.ending(at=now)[SHOWN:].exists()


def editions_to_see(user: User, now: datetime) -> EditionQuerySet:
    """The editions that readers see or will see. One that is scheduled is a secret to those who may
    not see its article."""
    seen = Article.objects.filter(permissions.viewable(user)).order_by().values("pk")
    scheduled = Q(live_from__gt=now, article__in=seen) & ~CANCELLED
    return Edition.objects.filter(visible_at(now) | scheduled).order_by()


def editions_of(images: list[Image], concerned: EditionQuerySet) -> dict[int, list[Edition]]:
    """By picture, those of the editions `concerned` that print it: in a figure, as a portrait."""
    printing = concerned.values("pk")
    figures = EditionImage.objects.filter(image__in=images, edition__in=printing)
    portraits = EditionPerson.objects.filter(
        portrait__in=images, as_author=False, edition__in=printing
    )
    found: dict[int, dict[int, Edition]] = defaultdict(dict)
    for use in figures.select_related("edition").defer("edition__html"):
        found[use.image_id][use.edition_id] = use.edition
    for link in portraits.select_related("edition").defer("edition__html"):
        found[link.portrait_id or 0][link.edition_id] = link.edition
    return {
        pk: sorted(editions.values(), key=lambda edition: (edition.live_from, edition.pk))
        for pk, editions in found.items()
    }


def cards_of(
    images: list[Image], concerned: EditionQuerySet, now: datetime
) -> dict[int, list[tuple[Article, str]]]:
    """By picture, the cards that show it on a front page or will, and where each stands."""
    slots = Slot.objects.lasting(now).filter(
        picture__in=images, superseded=False, article__in=concerned.values("article")
    )
    found: dict[int, list[tuple[Article, str]]] = defaultdict(list)
    for slot in slots.select_related("article", "section").order_by("shown_from", "pk"):
        found[slot.picture_id or 0].append((slot.article, where(slot)))
    return found


def words(image: Image, mark: int, now: datetime) -> str:
    """How near the end is: today and at what hour, tomorrow, within the week, within the month."""
    end = image.rights_until or now
    apart = (in_paris(end).date() - in_paris(now).date()).days
    if apart == 0:
        return _("Today at %(hour)s") % {"hour": hour(end)}
    if mark == 1:
        return _("Tomorrow at %(hour)s") % {"hour": hour(end)}
    return _("In %(days)d days") % {"days": apart}
