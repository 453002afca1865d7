"""A front page as editors compose it: each zone with its cards, what each is worth now, and where
it may go; what fills the rest; what is over; what could be placed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.desk.fronts.composing import period
from articles.models import Edition, Section, Slot
from articles.models.edition import EditionQuerySet
from articles.models.front import PLACES, Zone
from articles.public.front import Arranged, Pick, arranged
from prose.dates import moment
from prose.finding import holding

OVER_SHOWN = 10
FOUND_SHOWN = 12


class State(models.TextChoices):
    """What a card is worth at an instant."""

    LIVE = "live", gettext_lazy("On the page")
    COMING = "coming", gettext_lazy("To come")
    WAITING = "waiting", gettext_lazy("Waits behind the others")
    REPEATED = "repeated", gettext_lazy("Already on this page")
    SCHEDULED = "scheduled", gettext_lazy("Not online yet")
    ELSEWHERE = "elsewhere", gettext_lazy("Now in another section")
    GONE = "gone", gettext_lazy("Not online any more")
    OVER = "over", gettext_lazy("Over")


@dataclass(frozen=True)
class Move:
    """Where a button of a card leads: "zone:key of the card above", "zone:" for first of all."""

    label: str | Promise
    place: str
    name: str


@dataclass(frozen=True)
class Card:
    slot: Slot
    title: str
    state: State
    when: str
    moves: list[Move]


@dataclass(frozen=True)
class ZoneBoard:
    zone: Zone
    places: int
    cards: list[Card]
    # What readers see in the places that no card takes.
    fresh: list[Pick]


@dataclass(frozen=True)
class Found:
    """A story that may be placed: what readers see, or will see first."""

    edition: Edition
    when: str


@dataclass(frozen=True)
class Board:
    zones: list[ZoneBoard]
    over: list[Card]


def board(section: Section | None, now: datetime) -> Board:
    """The page of `section`, or the home page, at `now`. Six queries, whatever it holds."""
    slots = Slot.objects.on(section).filter(superseded=False).select_related("article")
    lasting = list(slots.lasting(now))
    shown = arranged(now, section)
    stories = to_read([slot.article_id for slot in lasting], now)
    zones = [
        zone_board(zone, [slot for slot in lasting if slot.zone == zone], shown, stories, now)
        for zone in PLACES
    ]
    over = slots.filter(shown_until__lte=now).order_by("-shown_until", "-pk")[:OVER_SHOWN]
    return Board(zones, [past_card(slot) for slot in over])


def zone_board(
    zone: Zone, slots: list[Slot], shown: Arranged, stories: dict[int, Edition], now: datetime
) -> ZoneBoard:
    picks = [pick for picks in shown.zones.values() for pick in picks]
    live = {pick.slot.pk for pick in picks if pick.slot}
    placed = {pick.slot.article_id for pick in picks if pick.slot}
    cards = []
    for position, slot in enumerate(slots):
        edition = stories.get(slot.article_id)
        state = State.LIVE if slot.pk in live else state_of(slot, edition, placed, now)
        title = slot.front_title or (edition.title if edition else slot.article.title)
        cards.append(Card(slot, title, state, when_of(slot, edition, now), moves(slots, position)))
    return ZoneBoard(
        zone, PLACES[zone], cards, [pick for pick in shown.zones[zone] if not pick.slot]
    )


def past_card(slot: Slot) -> Card:
    when = _("from %(from)s until %(until)s") % {
        "from": moment(slot.shown_from),
        "until": moment(slot.shown_until) if slot.shown_until else "",
    }
    return Card(slot, slot.front_title or slot.article.title, State.OVER, when, [])


def state_of(slot: Slot, edition: Edition | None, placed: set[int], now: datetime) -> State:
    """Of a card that is not over and not on the page."""
    if edition is None:
        return State.GONE
    if slot.shown_from > now:
        return State.COMING
    if edition.live_from > now:
        return State.SCHEDULED
    if slot.section_id is not None and edition.section_id != slot.section_id:
        return State.ELSEWHERE
    return State.REPEATED if slot.article_id in placed else State.WAITING


def when_of(slot: Slot, edition: Edition | None, now: datetime) -> str:
    """From when until when; and of a story that is still to come, when it appears."""
    parts = [period(slot, now)]
    if edition is not None and edition.live_from > now:
        parts.append(_("the article appears on %(when)s") % {"when": moment(edition.live_from)})
    return ", ".join(part for part in parts if part)


def moves(slots: list[Slot], position: int) -> list[Move]:
    """The buttons of the card at `position` of the `slots` of a zone."""
    zone, found = Zone(slots[position].zone), []
    if position:
        above = slots[position - 2].pk if position > 1 else ""
        found.append(Move(_("Up"), f"{zone}:{above}", "up"))
    if position + 1 < len(slots):
        found.append(Move(_("Down"), f"{zone}:{slots[position + 1].pk}", "down"))
    found += [
        Move(_("To “%(zone)s”") % {"zone": other.label}, f"{other}:", other.value)
        for other in PLACES
        if other != zone
    ]
    return found


# Stories --------------------------------------------------------------------------------------


def lasting_editions(now: datetime) -> EditionQuerySet:
    """What readers see, and what they will."""
    return Edition.objects.standing().exclude(live_until__lte=now).defer("html")


def to_read(articles: list[int], now: datetime) -> dict[int, Edition]:
    """By article, what readers see of it at `now`, else what they will see first. One query."""
    found: dict[int, Edition] = {}
    for edition in lasting_editions(now).filter(article__in=articles).order_by("live_from"):
        found.setdefault(edition.article_id, edition)
    return found


def candidates(section: Section | None, query: str, now: datetime) -> list[Found]:
    """The newest stories, online or scheduled, that hold the words of `query`. One query."""
    editions = lasting_editions(now).filter(holding(query, "title")).select_related("section")
    if section is not None:
        editions = editions.filter(section=section)
    found: dict[int, Edition] = {}
    # A live article may have an update that waits: it is proposed once.
    for edition in editions.order_by("-first_published_at", "-id")[: 2 * FOUND_SHOWN]:
        known = found.get(edition.article_id)
        if known is None or edition.live_from < known.live_from:
            found[edition.article_id] = edition
    return [
        Found(edition, _("appears on %(when)s") % {"when": moment(edition.live_from)})
        if edition.live_from > now
        else Found(edition, moment(edition.first_published_at))
        for edition in list(found.values())[:FOUND_SHOWN]
    ]
