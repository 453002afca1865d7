"""What a person finds on arriving: their own texts, what waits, what is planned, what is out."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from articles import permissions
from articles.models import Article, Edition, Status, ToLookAt
from prose.dates import in_paris

SHOWN = 12
# More of what is out: a typo found two days later is mended from here as quickly.
ONLINE = 30


@dataclass(frozen=True)
class Dashboard:
    mine: QuerySet[Article]
    to_read: QuerySet[Article]
    to_publish: QuerySet[Article]
    scheduled: QuerySet[Edition]
    # The newest that readers see, whatever their age: from `midnight` on they are of today.
    online: QuerySet[Edition]
    midnight: datetime
    # What a change of an event may have made wrong; for editors.
    to_look_at: QuerySet[ToLookAt]

    @property
    def out_today(self) -> list[Edition]:
        return [edition for edition in self.online if edition.live_from >= self.midnight]

    @property
    def out_earlier(self) -> list[Edition]:
        return [edition for edition in self.online if edition.live_from < self.midnight]


def dashboard(user: User, now: datetime | None = None) -> Dashboard:
    """The lists for `user` at `now`: one query each, whatever they hold."""
    now = now or timezone.now()
    midnight = in_paris(now).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = Article.objects.filter(permissions.viewable(user))
    # By the article's columns and not by its key: the index on instants then gives a dozen rows.
    editions = Edition.objects.filter(permissions.viewable(user, "article__")).defer("html")
    own = seen.filter(permissions.is_own(user)).exclude(status=Status.ISSUED)
    return Dashboard(
        mine=own.select_related("section")[:SHOWN],
        to_read=seen.filter(status=Status.IN_REVIEW).select_related("section")[:SHOWN],
        to_publish=seen.filter(status=Status.READY).select_related("section")[:SHOWN],
        scheduled=editions.standing().filter(live_from__gt=now).order_by("live_from")[:SHOWN],
        online=editions.visible(now).order_by("-live_from")[:ONLINE],
        midnight=midnight,
        to_look_at=to_look_at(user),
    )


def to_look_at(user: User) -> QuerySet[ToLookAt]:
    if not permissions.may(user, "review_article"):
        return ToLookAt.objects.none()
    return ToLookAt.objects.open()[:SHOWN]
