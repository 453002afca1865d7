"""What the blocks of the body editor ask while one writes: who, which picture, which page.

JSON for staff, twelve rows at most. A row is what will be printed (name with position, caption
with credit), so that the writer sees it before choosing it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles import permissions
from articles.dating import date_of
from articles.models import Article, Edition
from events.models import Event
from images import intake, library
from images.figures import Picture, Showable, credit_line, showable
from images.forms import ImageForm
from images.models import Image, Rights
from people.models import Person
from people.names import named
from prose.dates import full, in_paris

Row = dict[str, Any]
View = Callable[..., HttpResponse]

MOST_ROWS = 12
# Those already in a text are asked for at once: more than any article holds.
MOST_KNOWN = 200
IDENTIFIER = re.compile(r"[1-9][0-9]{0,17}\Z")
REFERENCE = re.compile(r"(article|person|event)-([1-9][0-9]{0,17})\Z")
BETWEEN_WORDS = re.compile(r"[^\w]+|_")
MOST_WORDS = 8


def urls(admin_view: Callable[[View], View]) -> list[URLPattern]:
    """The addresses under the articles' admin, for those who may enter it."""
    views = {
        "people": people,
        "pictures": pictures,
        "pictures/add": add_picture,
        "links": links,
    }
    return [
        path(
            f"desk/{route}/",
            admin_view(view),
            name=f"articles_article_desk_{route.replace('/', '_')}",
        )
        for route, view in views.items()
    ]


# Words ----------------------------------------------------------------------------------------


def variants() -> dict[str, str]:
    """Plain letter -> all its forms in Latin alphabets, both cases, as a regular expression."""
    forms: dict[str, str] = {}
    for code in range(0x41, 0x180):
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if "a" <= plain <= "z":
            forms[plain] = forms.get(plain, "") + chr(code)
    return {plain: f"[{found}]" for plain, found in forms.items()}


VARIANTS = variants()


def spelled(word: str) -> str:
    """A regular expression that finds `word` however its accents and ligatures are written."""
    plain = unicodedata.normalize("NFD", word.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    pattern = "".join(VARIANTS.get(letter, re.escape(letter)) for letter in bare)
    for pair, ligature in (("oe", "œŒ"), ("ae", "æÆ")):
        two = VARIANTS[pair[0]] + VARIANTS[pair[1]]
        pattern = pattern.replace(two, f"({two}|[{ligature}])")
    return pattern


def holding(query: str, *fields: str) -> Q:
    """Rows in which each word of `query`, or its beginning, is in one of `fields`, in any order."""
    found = Q()
    for word in [word for word in BETWEEN_WORDS.split(query) if word][:MOST_WORDS]:
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__iregex": spelled(word)})
        found &= somewhere
    return found


# Requests -------------------------------------------------------------------------------------


def require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def answer(rows: Iterable[Row]) -> JsonResponse:
    return JsonResponse({"rows": list(rows)})


def asked_ids(request: HttpRequest) -> list[int] | None:
    """The identifiers asked for (`?ids=3,12`); None when the request is a search."""
    if "ids" not in request.GET:
        return None
    given = request.GET["ids"].split(",")
    return [int(one) for one in given if IDENTIFIER.match(one)][:MOST_KNOWN]


def asked_words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:200]


def asked_day(request: HttpRequest) -> date:
    """`?on=2025-02-11`, else the date of `?article=12`, else today in Paris."""
    try:
        given = parse_date(request.GET.get("on", ""))
    except ValueError:
        given = None
    if given:
        return given
    number = request.GET.get("article", "")
    if IDENTIFIER.match(number):
        article = Article.objects.filter(permissions.viewable(request.user), pk=int(number)).first()
        if article:
            return date_of(article)
    return in_paris(timezone.now()).date()


# People ---------------------------------------------------------------------------------------


@require_GET
def people(request: HttpRequest) -> JsonResponse:
    """People by any part of their name, with what will be printed after it on the article's day."""
    require(request, "people.view_person")
    known = asked_ids(request)
    found = Person.objects.prefetch_related("positions__organisation")
    if known is not None:
        found = found.filter(pk__in=known)
    else:
        found = found.filter(named(asked_words(request)))
        found = found[:MOST_ROWS]
    day = asked_day(request)
    return answer(person_row(person, day) for person in found)


def person_row(person: Person, day: date) -> Row:
    position = person.position_on(day)
    return {
        "id": person.pk,
        "name": person.name,
        "position": position.as_printed if position else "",
        "attribution": person.attribution_on(day),
    }


# Pictures -------------------------------------------------------------------------------------


@require_GET
def pictures(request: HttpRequest) -> JsonResponse:
    """Pictures that may be shown now, newest first; by identifier, also those that no longer may.

    A text keeps a picture whose rights have ended: its writer must see which one it is.
    """
    require(request, "images.view_image")
    known = asked_ids(request)
    found = Image.objects.all()
    if known is not None:
        found = found.filter(pk__in=known)
    else:
        words = holding(asked_words(request), "caption", "credit", "photographer", "alt")
        found = found.showable().filter(words)[:MOST_ROWS]
    return answer(picture_rows(found))


def picture_rows(images: "QuerySet[Image] | list[Image]") -> list[Row]:
    rows = list(images)
    shown = showable(image.pk for image in rows)
    return [picture_row(image, shown.get(image.pk)) for image in rows]


def picture_row(image: Image, shown: Showable | None) -> Row:
    return {
        "id": image.pk,
        "alt": "" if image.decorative else image.alt,
        "caption": image.caption,
        "credit": credit_line(image),
        "rights": rights_line(image),
        "showable": shown is not None,
        "thumb": files(shown.wide) if shown else None,
        "picture": files(shown.whole) if shown else None,
    }


def files(picture: Picture | None) -> Row | None:
    """What an <img> needs; every browser of the desk reads JPEG."""
    if picture is None:
        return None
    return {
        "src": picture.src,
        "srcset": picture.sources[-1].srcset,
        "width": picture.width,
        "height": picture.height,
    }


def rights_line(image: Image) -> str:
    """ "Sous licence, jusqu’au 12 mars 2026", or that they do not hold now."""
    if not image.may_be_shown():
        return _("The rights do not hold now: readers will not see it.")
    kind = image.get_rights_display()
    if image.rights_until is None:
        return kind
    return _("%(rights)s, until %(day)s") % {
        "rights": kind,
        "day": full(in_paris(image.rights_until)),
    }


@require_POST
def add_picture(request: HttpRequest) -> JsonResponse:
    """A file becomes a picture of the library, described by the fields sent, else by itself.

    What lacks is answered by field (400), with what the file says, for the writer to complete.
    """
    require(request, "images.add_image")
    file = request.FILES.get("file")
    if file is None:
        return refusal({"file": [_("Choose a file.")]})
    try:
        seen = intake.read(file)
    except ValidationError as error:
        return refusal({"file": error.messages})
    known = Image.objects.filter(sha256=seen.sha256).first()
    if known:
        return already_there(known)
    typed = request.POST.copy()
    for name, value in (("rights", Rights.HANDOUT), ("focal_x", "0.5"), ("focal_y", "0.5")):
        typed.setdefault(name, value)
    form = ImageForm(typed, request.FILES)
    if not form.is_valid():
        said = {name: [str(words) for words in found] for name, found in form.errors.items()}
        return refusal(by_field(said), form, seen)
    by = request.user if request.user.is_authenticated else None
    (row,) = picture_rows([library.enter(image=form.instance, by=by)])
    return JsonResponse({"picture": row}, status=201)


def already_there(image: Image) -> JsonResponse:
    """The same bytes are the same picture: it is placed, unless its rights have ended."""
    if not image.may_be_shown():
        return refusal({"file": [_("This picture is in the library, but its rights do not hold.")]})
    (row,) = picture_rows([image])
    return JsonResponse({"picture": row, "known": True})


def by_field(said: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is said of the whole form concerns the description: the one rule that joins two."""
    whole = said.pop(NON_FIELD_ERRORS, [])
    if whole:
        said["alt"] = [*said.get("alt", []), *whole]
    return said


def refusal(
    errors: dict[str, list[str]], form: ImageForm | None = None, seen: intake.Intake | None = None
) -> JsonResponse:
    """What was wrong by field, and the fields as they stand, the file's own words included."""
    values: dict[str, str] = {}
    if form and seen:
        for name in ("caption", "credit", "photographer", "alt"):
            values[name] = form.data.get(name) or getattr(seen, name)
    return JsonResponse({"errors": errors, "values": values}, status=400)


# Links ----------------------------------------------------------------------------------------


@require_GET
def links(request: HttpRequest) -> JsonResponse:
    """Where a text may lead within the site: articles that readers see now, people, events.

    `?ids=article-3,person-12` says what those already in a text are called.
    """
    require(request, "articles.view_article")
    if "ids" in request.GET:
        given = [REFERENCE.match(one) for one in request.GET["ids"].split(",")[:MOST_KNOWN]]
        wanted = [(found[1], int(found[2])) for found in given if found]
        return answer(
            row
            for kind, rows in KINDS.items()
            for row in rows(by_key(kind, [pk for of, pk in wanted if of == kind]))
        )
    words = asked_words(request)
    found = [
        article_rows(holding(words, "title")),
        person_rows(named(words)) if words else [],
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


def article_rows(found: Q) -> list[Row]:
    editions = Edition.objects.visible().filter(found).select_related("section").cards()
    return [
        {
            "kind": "article",
            "id": edition.article_id,
            "title": edition.title,
            "detail": f"{edition.section.name}, {full(in_paris(edition.first_published_at))}",
        }
        for edition in editions[:MOST_ROWS]
    ]


def person_rows(found: Q) -> list[Row]:
    today = in_paris(timezone.now()).date()
    rows = Person.objects.filter(found).prefetch_related("positions__organisation")[:MOST_ROWS]
    return [
        {"kind": "person", "id": row["id"], "title": row["name"], "detail": row["position"]}
        for row in (person_row(person, today) for person in rows)
    ]


def event_rows(found: Q) -> list[Row]:
    return [
        {
            "kind": "event",
            "id": event.pk,
            "title": event.name,
            "detail": ", ".join(part for part in (event.when, event.place) if part),
        }
        for event in Event.objects.filter(found)[:MOST_ROWS]
    ]


KINDS: dict[str, Callable[[Q], list[Row]]] = {
    "article": article_rows,
    "person": person_rows,
    "event": event_rows,
}
