"""A person's quotations, the latest first, by keyset as the lists of editions are."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles.models import Edition, Quotation
from articles.public.listing import read_mark
from people.models import Person

PAGE = 50


@dataclass(frozen=True)
class Quoted:
    quotations: list[Quotation]
    # The address part that leads to what is older; "" on the last page.
    older: str


def quoted(person: Person, before: str = "", at: datetime | None = None) -> Quoted:
    """What readers can read of the person's words, or what comes after the mark `before`.

    One query. A mark that makes no sense gives the latest.
    """
    visible = Edition.objects.visible(at or timezone.now())
    found = list(
        Quotation.objects.filter(
            after(before), person=person, repeated=False, edition__in=visible.values("pk")
        )
        .select_related("edition", "event")
        .defer("edition__html", "edition__printed")
        .order_by("-day", "-edition__first_published_at", "edition_id", "number")[: PAGE + 1]
    )
    page = found[:PAGE]
    return Quoted(page, write_place(page[-1]) if len(found) > PAGE else "")


def write_place(quotation: Quotation) -> str:
    """The columns that the list is sorted by."""
    published = quotation.edition.first_published_at.isoformat()
    return f"{quotation.day}_{quotation.number}_{published}_{quotation.edition_id}"


def after(mark: str) -> Q:
    """What stands in the list below the quotation that `write_place` marked."""
    place = read_place(mark)
    if place is None:
        return Q()
    day, number, published, edition = place
    same_day = Q(day=day)
    same_hour = same_day & Q(edition__first_published_at=published)
    return (
        Q(day__lt=day)
        | (same_day & Q(edition__first_published_at__lt=published))
        | (same_hour & Q(edition__gt=edition))
        | (same_hour & Q(edition=edition, number__gt=number))
    )


def read_place(mark: str) -> tuple[date, int, datetime, int] | None:
    written_day, _, rest = mark.partition("_")
    number, _, edition_mark = rest.partition("_")
    edition = read_mark(edition_mark)
    try:
        day = parse_date(written_day)
    except ValueError:
        return None
    if day is None or edition is None or not number.isdecimal() or len(number) > 4:
        return None
    return day, int(number), *edition
