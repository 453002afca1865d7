"""What editors do on a front page: place a story, change its card, move it, take it off.

Each function is one transaction that first takes the card by a compare-and-set on the version that
its caller saw: of two editors who drag one card, the second is told. What readers have seen stays:
a card that had begun leaves its past behind, in a row of its own, for the pages of the past. A
refusal is a `PublishingError` whose text is a sentence for the editor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Article, Edition, JournalEntry, Section, Slot
from articles.models.front import SlotQuerySet, Zone
from articles.publishing import note_down
from articles.refusals import PublishingError, aware, require
from images.models import Image
from prose.dates import moment

Verb = JournalEntry.Verb
# What the journal says of front pages.
VERBS = (Verb.PLACED, Verb.MOVED, Verb.UNPLACED)


def place(
    *,
    article: Article,
    by: User,
    section: Section | None = None,
    zone: Zone | str = Zone.LEAD,
    first: bool = True,
    shown_from: datetime | None = None,
    shown_until: datetime | None = None,
    front_title: str = "",
    picture: Image | None = None,
) -> Slot:
    """Put a story that is online or scheduled on the home page, or at the head of its `section`.

    From `shown_from` on (aware; now for None) until `shown_until` (for ever for None); above what
    is placed in that zone, or below for `first=False`. Raises PublishingError.
    """
    require_composer(by)
    zone = known(zone)
    with one_at_a_time(section):
        now = timezone.now()
        begins = to_come(shown_from, now)
        refuse_end(begins, shown_until)
        refuse_story(article, section, begins, shown_until, now)
        slot = Slot.objects.create(
            section=section,
            zone=zone,
            rank=room(section, zone, 0) if first else below_all(section, zone),
            article=article,
            shown_from=begins,
            shown_until=shown_until,
            front_title=front_title.strip(),
            picture=picture,
            placed_by=by,
        )
        note_down(article, by, Verb.PLACED, note=in_words(slot, now))
    return slot


def change(
    *,
    slot: Slot,
    by: User,
    seen_version: int,
    shown_from: datetime | None,
    shown_until: datetime | None,
    front_title: str,
    picture: Image | None,
) -> Slot:
    """Give a card other times, words or picture. One that has begun keeps its beginning."""
    require_composer(by)
    with one_at_a_time(slot.section):
        now = timezone.now()
        stored = take(slot, seen_version, now)
        if not stored.has_begun(now):
            stored.shown_from = to_come(shown_from, now)
        leave_past(stored, now)
        refuse_end(stored.shown_from, shown_until)
        refuse_story(stored.article, stored.section, stored.shown_from, shown_until, now)
        stored.shown_until = shown_until
        stored.front_title, stored.picture, stored.placed_by = front_title.strip(), picture, by
        stored.save()
        note_down(stored.article, by, Verb.PLACED, note=in_words(stored, now))
    return stored


def move(
    *, slot: Slot, by: User, seen_version: int, zone: Zone | str, after: int | None = None
) -> Slot:
    """Put a card in `zone`, below the card of the key `after`; first of all for None."""
    require_composer(by)
    zone = known(zone)
    with one_at_a_time(slot.section):
        now = timezone.now()
        stored = take(slot, seen_version, now)
        above = None
        if after is not None:
            lasting = Slot.objects.on(slot.section).lasting(now).filter(zone=zone)
            above = lasting.exclude(pk=slot.pk).filter(pk=after).first()
            if above is None:
                raise PublishingError(
                    _("Somebody moved the cards of this page meanwhile: here they are as they are.")
                )
        leave_past(stored, now)
        stored.rank = room(slot.section, zone, above.rank + 1 if above else 0)
        stored.zone, stored.placed_by = zone, by
        stored.save()
        note_down(stored.article, by, Verb.MOVED, note=in_words(stored, now))
    return stored


def remove(*, slot: Slot, by: User, seen_version: int) -> None:
    """Take a card off. What readers have seen of it stays in the pages of the past."""
    require_composer(by)
    with one_at_a_time(slot.section):
        now = timezone.now()
        stored = take(slot, seen_version, now)
        note_down(stored.article, by, Verb.UNPLACED, note=where(stored))
        if stored.shown_from < now:
            stored.shown_until = now
            stored.save(update_fields=["shown_until"])
        else:
            stored.delete()


# What is refused ------------------------------------------------------------------------------


def require_composer(by: User) -> None:
    require(
        permissions.may(by, "compose_front"),
        _("Your role cannot compose the front pages, or no more."),
    )


def known(zone: Zone | str) -> Zone:
    if zone not in Zone.values:
        raise PublishingError(_("This zone does not exist."))
    return Zone(zone)


def to_come(shown_from: datetime | None, now: datetime) -> datetime:
    """The beginning: now for None, and for a minute that is not over."""
    if shown_from is None:
        return now
    if aware(shown_from) < now.replace(second=0, microsecond=0):
        raise PublishingError(
            _("%(when)s is past: leave the beginning empty to begin at once.")
            % {"when": moment(shown_from)}
        )
    return max(shown_from, now)


def refuse_end(begins: datetime, shown_until: datetime | None) -> None:
    if shown_until is not None and aware(shown_until) <= begins:
        raise PublishingError(
            _("It would end on %(until)s, before it begins on %(from)s: choose a later end.")
            % {"until": moment(shown_until), "from": moment(begins)}
        )


def refuse_story(
    article: Article,
    section: Section | None,
    begins: datetime,
    shown_until: datetime | None,
    now: datetime,
) -> None:
    """Only what readers can read, or will: in its own section, and while its place lasts."""
    edition = to_read(article, now)
    if edition is None:
        raise PublishingError(not_to_read(article))
    if section is not None and edition.section_id != section.pk:
        raise PublishingError(
            _("“%(title)s” is not in the section “%(section)s”: its readers would not find it.")
            % {"title": edition.title, "section": section}
        )
    ends = Edition.objects.end_of(article.pk)
    if ends is not None and ends <= begins:
        raise PublishingError(
            _("This article is withdrawn on %(when)s, before its place begins: begin earlier.")
            % {"when": moment(ends)}
        )
    shown = to_read(article, begins) or edition
    if shown_until is not None and shown_until <= shown.live_from:
        raise PublishingError(
            _("This article appears on %(when)s, after the end of its place: choose a later end.")
            % {"when": moment(shown.live_from)}
        )


def to_read(article: Article, at: datetime) -> Edition | None:
    """What readers see of the article at `at`, else what they will see first after it."""
    standing = Edition.objects.standing().filter(article=article.pk).select_related("section")
    return standing.exclude(live_until__lte=at).order_by("live_from").first()


def not_to_read(article: Article) -> str:
    return _("“%(title)s” is neither online nor scheduled: publish or schedule it first.") % {
        "title": article.title
    }


# The cards ------------------------------------------------------------------------------------


@contextmanager
def one_at_a_time(section: Section | None) -> Iterator[None]:
    """A transaction that holds the cards of one front page, in one order for everybody."""
    try:
        with transaction.atomic():
            list(Slot.objects.on(section).order_by("pk").select_for_update().values_list("pk"))
            yield
    except OperationalError as error:
        raise PublishingError(
            _("Somebody moved the cards of this page meanwhile: here they are as they are.")
        ) from error


def take(slot: Slot, seen_version: int, now: datetime) -> Slot:
    """The card as it is stored, if it is the one that its caller saw and it is not over."""
    mine = Slot.objects.lasting(now).filter(pk=slot.pk, version=seen_version, superseded=False)
    if not mine.update(version=F("version") + 1):
        raise PublishingError(
            _(
                "Somebody moved, changed or took off this card meanwhile: nothing was done. "
                "Here is the page as it is."
            )
        )
    return Slot.objects.select_related("article", "section").get(pk=slot.pk)


def leave_past(stored: Slot, now: datetime) -> None:
    """Keep what readers saw of the card until now; the card itself goes on from now."""
    if stored.shown_from >= now:
        return
    Slot.objects.create(
        section=stored.section,
        zone=stored.zone,
        rank=stored.rank,
        article=stored.article,
        shown_from=stored.shown_from,
        shown_until=now,
        front_title=stored.front_title,
        picture=stored.picture,
        placed_by=stored.placed_by,
        superseded=True,
    )
    stored.shown_from = now


def room(section: Section | None, zone: Zone, rank: int) -> int:
    """Make room at `rank`: all that stands there or below goes down by one, in the same order."""
    in_zone(section, zone).filter(rank__gte=rank).update(rank=F("rank") + 1)
    return rank


def below_all(section: Section | None, zone: Zone) -> int:
    lowest = in_zone(section, zone).aggregate(rank=Max("rank"))["rank"]
    return 0 if lowest is None else lowest + 1


def in_zone(section: Section | None, zone: Zone) -> SlotQuerySet:
    return Slot.objects.on(section).filter(zone=zone)


# In words -------------------------------------------------------------------------------------


def where(slot: Slot) -> str:
    """ "Accueil, tête" or "Hôpital, à retenir"."""
    page = slot.section.name if slot.section else _("Home page")
    return f"{page}, {slot.get_zone_display()}"


def in_words(slot: Slot, now: datetime) -> str:
    """Where the card stands, and from when until when."""
    return ", ".join(part for part in (where(slot), period(slot, now)) if part)


def period(slot: Slot, now: datetime) -> str:
    """ "dès le 12 février 2025 à 9 h, jusqu’au 12 février 2025 à 18 h"; "" for always."""
    parts = []
    if slot.shown_from > now:
        parts.append(_("from %(when)s") % {"when": moment(slot.shown_from)})
    if slot.shown_until is not None:
        parts.append(_("until %(when)s") % {"when": moment(slot.shown_until)})
    return ", ".join(parts)
