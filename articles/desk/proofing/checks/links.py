"""Links within the site, and the embargo."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Link, Passage
from articles.desk.proofing.registry import finds
from articles.models import Article, Edition, Section, Topic
from events.models import Event
from people.models import Organisation, Person
from prose.dates import moment

EMPTY_WORDS = {"ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "en savoir plus", "là"}
UNDER_EMBARGO = "sous embargo"
Place = tuple[Passage, Link]


def links(context: Context) -> list[Place]:
    return [(passage, link) for passage in context.passages for link in passage.links]


@finds("empty-link-text")
def empty(context: Context) -> Iterator[Finding]:
    for passage, link in links(context):
        said = passage.plain[link.start : link.end].strip().casefold()
        if not said:
            message = _(
                "This link has no words: nobody can see or hear it. Write some, or drop it."
            )
            yield passage.finding("empty-link-text", Level.WARN, message, link.start, link.end)
        elif said in EMPTY_WORDS:
            message = _("Say where the link leads: “%(words)s” alone says nothing.")
            yield passage.finding(
                "empty-link-text", Level.INFO, message % {"words": said}, link.start, link.end
            )


@finds("link-broken", "link-unpublished")
def internal(context: Context) -> Iterator[Finding]:
    """Links to what does not exist, and to articles that readers cannot see."""
    places = links(context)
    yield from to_articles(context, places)
    for kind, model in (("person", Person), ("event", Event)):
        wanted = {link.target for _passage, link in places if link.kind == kind}
        known = set(
            model.objects.filter(pk__in=wanted).values_list("pk", flat=True) if wanted else ()
        )
        for passage, link in places:
            if link.kind == kind and link.target not in known:
                yield broken(passage, link)
    yield from to_addresses(context, places)


def to_articles(context: Context, places: list[Place]) -> Iterator[Finding]:
    wanted = {link.target for _passage, link in places if link.kind == "article"}
    if not wanted:
        return
    known = set(Article.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    visible = set(
        Edition.objects.visible(context.now)
        .filter(article__in=wanted)
        .values_list("article", flat=True)
    )
    for passage, link in places:
        if link.kind == "article" and link.target not in known:
            yield broken(passage, link)
        elif link.kind == "article" and link.target not in visible:
            yield unpublished(passage, link)


def to_addresses(context: Context, places: list[Place]) -> Iterator[Finding]:
    """Addresses written in full: of this site, and of an article when they look like one."""
    matches = {path: match_of(path) for _passage, link in places if (path := path_of(link.href))}
    articles = {path.strip("/") for path, match in matches.items() if is_article(match)}
    editions = dict(
        Edition.objects.standing()
        .filter(path__in=articles)
        .order_by("live_from")
        .values_list("path", "article")
        if articles
        else ()
    )
    visible = set(
        Edition.objects.visible(context.now)
        .filter(article__in=editions.values())
        .values_list("article", flat=True)
        if editions
        else ()
    )
    there = dict(places_there(matches.values()))
    for passage, link in places:
        path = path_of(link.href)
        if not path:
            continue
        match = matches[path]
        article = editions.get(path.strip("/")) if is_article(match) else None
        if article is not None:
            if article not in visible:
                yield unpublished(passage, link)
        elif match is None or is_article(match) or not is_there(match, there):
            yield broken(passage, link)


# The pages that a slug leads to, and whose it is.
PAGES: dict[str, type[Model]] = {
    "people:person": Person,
    "people:organisation": Organisation,
    "events:event": Event,
    "events:calendar": Event,
    "articles:topic": Topic,
    "articles:section": Section,
}


def match_of(path: str) -> ResolverMatch | None:
    """Which view answers, as the site does: with the last bar when it was forgotten."""
    for tried in (path, f"{path}/"):
        try:
            return resolve(tried)
        except Resolver404:
            continue
    return None


def is_article(match: ResolverMatch | None) -> bool:
    return match is not None and match.view_name == "articles:article"


def places_there(
    matches: Iterable[ResolverMatch | None],
) -> Iterator[tuple[type[Model], set[str]]]:
    """The slugs on record among those that the addresses name: one query a kind."""
    wanted: dict[type[Model], set[str]] = defaultdict(set)
    for match in matches:
        if match is not None and match.view_name in PAGES:
            wanted[PAGES[match.view_name]].add(match.kwargs["slug"])
    for model, slugs in wanted.items():
        rows = model._default_manager.filter(slug__in=slugs)
        yield model, set(rows.values_list("slug", flat=True))


def is_there(match: ResolverMatch, there: dict[type[Model], set[str]]) -> bool:
    model = PAGES.get(match.view_name)
    return model is None or match.kwargs["slug"] in there[model]


def path_of(href: str) -> str:
    """The path on this site; empty for another site, a mail address or a place in the page."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    own = urlsplit(settings.SITE_URL)
    if parts.scheme in {"", "http", "https"} and parts.netloc in {"", own.netloc}:
        return parts.path
    return ""


def broken(passage: Passage, link: Link) -> Finding:
    return passage.finding(
        "link-broken", Level.BLOCK,
        _("This link leads nowhere on the site: choose its target again, or drop it."),
        link.start, link.end,
    )  # fmt: skip


def unpublished(passage: Passage, link: Link) -> Finding:
    return passage.finding(
        "link-unpublished", Level.WARN,
        _("This article is not online: until it is, readers see plain words."),
        link.start, link.end,
    )  # fmt: skip


@finds("embargo")
def embargo(context: Context) -> Iterator[Finding]:
    """A text that says it is under embargo, and an embargo that still runs."""
    until = context.draft.embargo_until
    if until is not None and until > context.now:
        yield Finding(
            "embargo", Level.INFO,
            _("Under embargo until %(when)s: no reader can see it before.")
            % {"when": moment(until)},
            moment(until), "embargo_until",
        )  # fmt: skip
    if until is not None:
        return
    for passage in context.prose:
        place = passage.plain.lower().find(UNDER_EMBARGO)
        if place >= 0 and not passage.is_spoken(place):
            yield passage.finding(
                "embargo", Level.WARN,
                _("The text speaks of an embargo and none is set: set its date, or drop these "
                  "words."),
                place, place + len(UNDER_EMBARGO),
            )  # fmt: skip
