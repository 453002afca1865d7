"""Holding an article's row while a decision on it is made: as its caller saw it, or as it is."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Status
from articles.refusals import PublishingError
from prose.dates import moment


def take(article: Article, among: set[Status], to: Status) -> None:
    """Move the article to the status `to` if it is as the caller saw it, and hold its row."""
    moved = Article.objects.filter(pk=article.pk, version=article.version, status__in=among).update(
        status=to, version=F("version") + 1, updated_at=timezone.now()
    )
    if moved == 1:
        return
    found = Article.objects.filter(pk=article.pk).first()
    if found is None:
        raise PublishingError(_("This article has been deleted."))
    if found.status not in among:
        raise PublishingError(
            _("This article is “%(status)s”: this is not possible from there.")
            % {"status": found.get_status_display()}
        )
    raise PublishingError(
        _("Somebody changed this article meanwhile. Reload the page and read it again.")
    )


def lock(article_id: int) -> Article:
    """Hold the row of an article, whatever its version."""
    Article.objects.filter(pk=article_id).update(version=F("version") + 1)
    return Article.objects.select_related("section", "hero_image").get(pk=article_id)


def current(article: Article) -> Article:
    """The article as it is stored: what is in memory may not be saved."""
    return Article.objects.select_related("section", "hero_image").get(pk=article.pk)


def reload(article: Article) -> None:
    article.refresh_from_db(fields=["slug", "status", "version", "updated_at"])


def still_scheduled(edition: Edition, now: datetime) -> Edition:
    """The stored row, if it is the one the caller saw and no reader has seen it."""
    fresh = Edition.objects.get(pk=edition.pk)
    if fresh.cancelled:
        raise PublishingError(_("This schedule is already cancelled."))
    if fresh.live_from <= now:
        raise PublishingError(
            _("This edition is live since %(when)s. Publish another one, or withdraw the article.")
            % {"when": moment(fresh.live_from)}
        )
    if fresh.live_from != edition.live_from:
        raise PublishingError(
            _("Somebody moved this edition to %(when)s meanwhile. Reload the page.")
            % {"when": moment(fresh.live_from)}
        )
    return fresh
