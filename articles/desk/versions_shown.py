"""The versions of an article that a preview can show: the working copy, a save, an edition.

A key names each on forms and in addresses: `latest`, `save-3`, `edition-2`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.desk.comparing import kept, numbers
from articles.desk.revisions import TEXT
from articles.freezing import Related, freeze, related_to
from articles.models import Article, Byline, Edition, Mention, Revision, Section, Topic
from events.models import Event
from images.models import Image
from people.models import Person
from prose.dates import moment

LATEST = "latest"
KEY = re.compile(r"(save|edition)-([1-9][0-9]{0,7})\Z")
# How many saves a list offers; an older one is reached from the article's history.
SAVES_OFFERED = 30


@dataclass(frozen=True)
class Version:
    """Neither a save nor an edition: the working copy."""

    revision: Revision | None = None
    edition: Edition | None = None

    @property
    def key(self) -> str:
        if self.revision:
            return f"save-{self.revision.number}"
        return f"edition-{self.edition.number}" if self.edition else LATEST

    @property
    def words(self) -> str:
        if self.revision:
            saved = {"number": self.revision.number, "when": moment(self.revision.at)}
            return _("Save %(number)s, %(when)s") % saved
        if self.edition:
            printed = {
                "kind": self.edition.get_kind_display(),
                "when": moment(self.edition.live_from),
            }
            if self.edition.is_scheduled():
                return _("%(kind)s, to appear on %(when)s") % printed
            return _("%(kind)s, of %(when)s") % printed
        return _("The text as it stands at each visit")

    def is_online(self, now: datetime) -> bool:
        """Whether it is what readers see: never the working copy, however close to it."""
        return self.edition is not None and self.edition.is_visible(now)

    def address(self, article: Article) -> str:
        """The staff's page of it."""
        if self.revision:
            return reverse(
                "admin:articles_article_saved_page", args=[article.pk, self.revision.number]
            )
        if self.edition:
            return reverse("admin:articles_article_edition", args=[article.pk, self.edition.number])
        return reverse("admin:articles_article_preview", args=[article.pk])

    def printed(self, article: Article, now: datetime) -> Edition:
        """The edition that it is, or that it would make `now`; that one is not saved."""
        if self.edition:
            return self.edition
        return frozen(article, self.revision, now)


def version(article: Article, key: str) -> Version | None:
    """The version that `key` names; None when there is none."""
    if key == LATEST:
        return Version()
    found = KEY.match(key)
    if found is None:
        return None
    kind, number = found[1], int(found[2])
    if kind == "save":
        revision = article.revisions.filter(number=number).first()
        return Version(revision=revision) if revision else None
    edition = Edition.objects.select_related("section").filter(article=article, number=number)
    shown = edition.first()
    return Version(edition=shown) if shown else None


def versions(article: Article, chosen: Version | None = None) -> list[Version]:
    """What to choose from: the working copy, the editions that stand, the last saves."""
    editions = Edition.objects.standing().filter(article=article).defer("html")
    saves = article.revisions.defer("content", "typed")[:SAVES_OFFERED]
    found = [
        Version(),
        *(Version(edition=edition) for edition in editions.order_by("-live_from")),
        *(Version(revision=revision) for revision in saves),
    ]
    known = {one.key for one in found}
    return found if chosen is None or chosen.key in known else [*found, chosen]


def frozen(article: Article, revision: Revision | None, now: datetime) -> Edition:
    """What the working copy, or an old save of it, would print at `now`."""
    related = back_to(article, revision.content) if revision else related_to(article)
    first = Edition.objects.standing().filter(article=article).order_by("live_from").first()
    edition = freeze(article, first.first_published_at if first else now, now, related).edition
    if article.section is None:
        # A draft may lack what a page of readers never does.
        edition.printed["section"] = {"name": _("No section yet"), "slug": "sans-rubrique"}
    return edition


def back_to(article: Article, content: dict[str, Any]) -> Related:
    """Give `article`, in memory alone, the words it had in `content`; what it referred to then.

    What was deleted since is left out.
    """
    for name in TEXT:
        setattr(article, name, str(content.get(name) or ""))
    article.section = kept(Section, content.get("section"))
    article.hero_image = kept(Image, content.get("hero_image"))
    bylines, mentions = rows(content.get("bylines")), rows(content.get("mentions"))
    people = (
        Person.objects.select_related("merged_into")
        .prefetch_related("positions__organisation", "merged_into__positions__organisation")
        .in_bulk(numbers([row.get("person") for row in [*bylines, *mentions]]))
    )
    topics = Topic.objects.in_bulk(numbers(content.get("topics")))
    events = Event.objects.prefetch_related("organisers").in_bulk(numbers(content.get("events")))
    return Related(
        bylines=[
            Byline(person=people[row["person"]], role=str(row.get("role") or ""))
            for row in bylines
            if row.get("person") in people
        ],
        mentions=[
            Mention(person=people[row["person"]], attribution=str(row.get("attribution") or ""))
            for row in mentions
            if row.get("person") in people
        ],
        topics=[topics[pk] for pk in numbers(content.get("topics")) if pk in topics],
        events=[events[pk] for pk in numbers(content.get("events")) if pk in events],
    )


def rows(given: object) -> list[dict[str, Any]]:
    return [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
