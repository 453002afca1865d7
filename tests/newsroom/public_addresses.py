"""Every address that somebody who is not logged in may ask for, and all that it answers."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article, Edition, Section, Topic
from events.models import Event
from images.models import Rendition
from people.models import Organisation, Person
from prose.dates import in_paris
from tests.forms import Answer

LINK = re.compile(r"""(?:href|src|url|loc|link)\W{1,3}(?:https?://[\w.:-]+)?(/[^"'\s<>?#\\]*)""")
MOST = 2_000
# What a list may be asked besides; the word is one that every article of the tests has.
MARK = "2099-01-01T00:00:00+00:00_999999"
QUESTIONS = (
    "", "?q=accord", f"?avant={MARK}", "?page=2",
    f"?mentions={MARK}&signatures={MARK}&citations=2099-01-01_1_{MARK}",
)  # fmt: skip
STRANGE = ("/rien-de-tel/", "/archives/2999/01/", "/images/renditions/rien.jpeg", "/admin/login/")


def slugs(model: Any, name: str = "slug") -> list[dict[str, str]]:
    return [{name: slug} for slug in model.objects.values_list("slug", flat=True)]


def months() -> list[dict[str, str]]:
    found = {in_paris(edition.live_from) for edition in Edition.objects.all()}
    return [{"year": f"{at:%Y}", "month": f"{at:%m}"} for at in found]


def articles() -> list[dict[str, str]]:
    """Of every edition, whether its time has come or not."""
    parts = ("section", "year", "month", "slug")
    paths = Edition.objects.values_list("path", flat=True)
    return [dict(zip(parts, path.split("/"), strict=True)) for path in paths]


# An address that takes something says here what: one that is added must say it too.
VALUES: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "images:rendition": lambda: [
        {"name": name.rpartition("/")[2]}
        for name in Rendition.objects.values_list("file", flat=True)
    ],
    "people:person": lambda: slugs(Person),
    "people:organisation": lambda: slugs(Organisation),
    "events:event": lambda: slugs(Event),
    "events:calendar": lambda: slugs(Event),
    "events:archive": lambda: [
        {"year": year} for year in {event.starts_at.year for event in Event.objects.all()}
    ],
    "articles:topic": lambda: slugs(Topic),
    "articles:section": lambda: slugs(Section),
    "articles:archive": months,
    "articles:article": articles,
    # Who was sent a link knows its token; a stranger can but guess.
    "outsider": lambda: [{"token": "a" * 43}],
    "private_calendar": lambda: [{"token": "a" * 43}],
}


def named(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named(entry, inner)
        else:
            yield f"{namespace}{entry.name}", entry


def addresses() -> list[str]:
    """All of the readers', asked in every way; and those of the desk, where a stranger knocks."""
    found: list[str] = list(STRANGE)
    for name, pattern in named(get_resolver()):
        if name.startswith("admin:"):
            found.extend(of_the_desk(name, pattern))
        elif name in VALUES:
            found += [reverse(name, kwargs=values) for values in VALUES[name]()]
        elif not pattern.pattern.regex.groups:
            found += [reverse(name) + question for question in QUESTIONS]
        else:
            pytest.fail(f"Say in VALUES which addresses {name} has.")
    return list(dict.fromkeys(found))


def of_the_desk(name: str, pattern: URLPattern) -> Iterator[str]:
    """For the last article: what a stranger would try first."""
    key = Article.objects.order_by("pk").values_list("pk", flat=True).last() or 1
    kinds = pattern.pattern.converters
    kwargs = {given: key if "Int" in type(kind).__name__ else str(key)
              for given, kind in kinds.items()}  # fmt: skip
    try:
        yield reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return


def answers(reader: Client) -> dict[str, Answer]:
    """What each address answers, and each that the answers lead to; nothing is followed twice."""
    waiting = addresses()
    found: dict[str, Answer] = {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        assert len(found) < MOST, "The readers' pages lead ever further."
        answer = reader.get(address)
        assert answer.status_code < 500, address
        found[address] = answer
        waiting += [link for link in links_of(answer) if link not in found]
    return found


def links_of(answer: Answer) -> list[str]:
    if answer.streaming or answer.get("Content-Type", "").startswith("image/"):
        return []
    words = answer.content.decode(errors="replace") + answer.get("Location", "")
    links = set(LINK.findall(words))
    return sorted(link for link in links if not link.startswith((settings.STATIC_URL, "/admin/")))


def all_of(address: str, answer: Answer) -> str:
    """Everything of an answer that is words: its body, its headers, its cookies.

    The address itself is left out: who asks for it knows it.
    """
    body = b"" if answer.streaming else answer.content
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    said = f"{body.decode(errors='replace')}\n{headers}\n{answer.cookies.output()}"
    return said.replace(address, "")
