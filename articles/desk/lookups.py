"""What the blocks of the body editor ask while one writes: who, which page.

JSON for staff, twelve rows at most. A row is what will be printed (a name with its position), so
that the writer sees it before choosing it. Pictures answer in `images.desk`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from articles import permissions
from articles.dating import appeared_at, date_of, day_of
from articles.models import Article, Edition
from events.models import Event
from people.models import Person
from people.names import named
from prose.dates import full, in_paris
from prose.finding import (
    IDENTIFIER,
    MOST_KNOWN,
    asked_ids,
    asked_numbers,
    asked_words,
    holding,
)

Row = dict[str, Any]
View = Callable[..., HttpResponse]

MOST_ROWS = 12
REFERENCE = re.compile(r"(article|person|event)-([1-9][0-9]{0,17})\Z")


def urls(admin_view: Callable[[View], View]) -> list[URLPattern]:
    """The addresses under the articles' admin, for those who may enter it."""
    views = {"people": people, "links": links}
    return [
        path(f"desk/{route}/", admin_view(view), name=f"articles_article_desk_{route}")
        for route, view in views.items()
    ]


# Requests -------------------------------------------------------------------------------------


def require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def answer(rows: Iterable[Row]) -> JsonResponse:
    return JsonResponse({"rows": list(rows)})


def asked_day(request: HttpRequest) -> date:
    """`?on=2025-02-11`, else the day of `?article=12` as covering `?events=3,4`, saved or not.

    Without an article it is one that appears now; without `events`, it covers those it is saved
    with.
    """
    try:
        given = parse_date(request.GET.get("on", ""))
    except ValueError:
        given = None
    if given:
        return given
    article = asked_article(request)
    events = asked_numbers(request, "events")
    if events is None:
        return date_of(article) if article else in_paris(timezone.now()).date()
    published_at = appeared_at(article.pk if article else None) or timezone.now()
    return day_of(published_at, Event.objects.filter(pk__in=events))


def asked_article(request: HttpRequest) -> Article | None:
    """That of `?article=12`, for those who may see it."""
    number = request.GET.get("article", "")
    if not IDENTIFIER.match(number):
        return None
    return Article.objects.filter(permissions.viewable(request.user), pk=int(number)).first()


# People ---------------------------------------------------------------------------------------


@require_GET
def people(request: HttpRequest) -> JsonResponse:
    """People by any part of their name, with what will be printed after it on the article's day."""
    require(request, "people.view_person")
    known = asked_ids(request)
    if known is not None:
        found: QuerySet[Person] = Person.objects.filter(pk__in=known)
    else:
        found = Person.objects.filter(named(asked_words(request)))[:MOST_ROWS]
    day = asked_day(request)
    found = found.prefetch_related("positions__organisation")
    return answer(person_row(person, day) for person in found)


def person_row(person: Person, day: date) -> Row:
    position = person.position_on(day)
    return {
        "id": person.pk,
        "name": person.name,
        "position": position.as_printed if position else "",
        "attribution": person.attribution_on(day),
    }


# Links ----------------------------------------------------------------------------------------


@require_GET
def links(request: HttpRequest) -> JsonResponse:
    """Where a text may lead within the site: articles that readers see now, people, events.

    `?ids=article-3,person-12` says what those already in a text are called. A person's function is
    that of the article's day.
    """
    require(request, "articles.view_article")
    day = asked_day(request)
    if "ids" in request.GET:
        given = [REFERENCE.match(one) for one in request.GET["ids"].split(",")[:MOST_KNOWN]]
        wanted = [(found[1], int(found[2])) for found in given if found]
        return answer(
            row
            for kind, rows in kinds(day).items()
            for row in rows(by_key(kind, [pk for of, pk in wanted if of == kind]), MOST_KNOWN)
        )
    words = asked_words(request)
    found = [
        article_rows(holding(words, "title")),
        person_rows(named(words), day) if words else [],
        event_rows(holding(words, "name", "venue", "city")) if words else [],
    ]
    return answer(shared_out(found))


def by_key(kind: str, keys: list[int]) -> Q:
    return Q(article__in=keys) if kind == "article" else Q(pk__in=keys)


def shared_out(lists: list[list[Row]]) -> list[Row]:
    """MOST_ROWS rows in the order of the lists, none of which crowds out another."""
    taken = [0] * len(lists)
    for _turn in range(MOST_ROWS):
        for number, rows in enumerate(lists):
            if sum(taken) < MOST_ROWS and taken[number] < len(rows):
                taken[number] += 1
    return [row for rows, count in zip(lists, taken, strict=True) for row in rows[:count]]


def article_rows(found: Q, most: int = MOST_ROWS) -> list[Row]:
    editions = Edition.objects.visible().filter(found).select_related("section").cards()
    return [
        {
            "kind": "article",
            "id": edition.article_id,
            "title": edition.title,
            "detail": f"{edition.section.name}, {full(in_paris(edition.first_published_at))}",
        }
        for edition in editions[:most]
    ]


def person_rows(found: Q, day: date, most: int = MOST_ROWS) -> list[Row]:
    rows = Person.objects.filter(found).prefetch_related("positions__organisation")[:most]
    return [
        {"kind": "person", "id": row["id"], "title": row["name"], "detail": row["position"]}
        for row in (person_row(person, day) for person in rows)
    ]


def event_rows(found: Q, most: int = MOST_ROWS) -> list[Row]:
    return [
        {
            "kind": "event",
            "id": event.pk,
            "title": event.name,
            "detail": ", ".join(part for part in (event.when, event.place) if part),
        }
        for event in Event.objects.filter(found)[:most]
    ]


def kinds(day: date) -> dict[str, Callable[[Q, int], list[Row]]]:
    return {
        "article": article_rows,
        "person": lambda found, most: person_rows(found, day, most),
        "event": event_rows,
    }
