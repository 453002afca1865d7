"""What the publishing door refuses, each time with a sentence for the person who asked."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import guards, permissions, timeline
from articles.models import Article, Edition
from articles.models.edition import Kind
from articles.outbox import planning
from images.models import Image
from images.rights import rights_that_fail
from prose.dates import moment


class PublishingError(Exception):
    """A decision that is refused, with a sentence that says why and what to do."""


def kind_of(article: Article, kind: Kind | str | None, note: str) -> Kind:
    """The kind of the edition to make: the one asked for, if the article's past allows it."""
    appeared = timeline.standing(article.pk).exists()
    if kind and kind not in Kind.values:
        raise PublishingError(_("There is no edition of this kind: choose another one."))
    chosen = Kind(kind) if kind else (Kind.UPDATE if appeared else Kind.FIRST)
    if chosen == Kind.FIRST and appeared:
        raise PublishingError(_("This article has already appeared: choose update or correction."))
    if chosen != Kind.FIRST and not appeared:
        raise PublishingError(_("This article has never appeared: publish it first."))
    if chosen == Kind.CORRECTION and not note.strip():
        raise PublishingError(_("A correction tells readers what was wrong: write its note."))
    return chosen


def aware(at: datetime) -> datetime:
    if timezone.is_naive(at):
        raise PublishingError(_("This time has no time zone: nobody can tell when it is."))
    return at


def at_or_now(at: datetime | None, now: datetime) -> datetime:
    if at is None:
        return now
    if aware(at) < now:
        raise PublishingError(
            _("%(when)s is past. Choose a time to come, or now.") % {"when": moment(at)}
        )
    return at


def refuse_times(article: Article, images: Iterable[Image], at: datetime) -> None:
    """The embargo must allow the instant `at`, and the rights of `images` cover it."""
    if article.embargo_until and at < article.embargo_until:
        raise PublishingError(
            _(
                "This article is under embargo until %(when)s. A chief editor alone may lift it, "
                "and says why."
            )
            % {"when": moment(article.embargo_until)}
        )
    refuse(rights_that_fail(images, at))


def refuse_return(article: Article, at: datetime, now: datetime) -> None:
    """Nothing begins after a planned withdrawal: the article would come back by itself."""
    ends = Edition.objects.end_of(article.pk)
    if ends is not None and now < ends <= at:
        raise PublishingError(
            _(
                "This article is to be withdrawn on %(when)s: choose an earlier time, or first "
                "keep it online."
            )
            % {"when": moment(ends)}
        )


def refuse_address(edition: Edition) -> None:
    """One address, one article, for ever."""
    taken = (
        Edition.objects.standing()
        .filter(path=edition.path)
        .exclude(article=edition.article_id)
        .first()
    )
    if taken:
        raise PublishingError(
            _("The address /%(path)s/ is that of “%(title)s”: change the address of this article.")
            % {"path": edition.path, "title": taken.title}
        )


@contextmanager
def refusals(at: datetime) -> Iterator[None]:
    """Says in a sentence what the line of time, or the database's guards beneath it, refuse."""
    try:
        yield
    except timeline.Clash:
        raise PublishingError(
            _("Another edition of this article begins on %(when)s: choose another time.")
            % {"when": moment(at)}
        ) from None
    except planning.Announced:
        raise PublishingError(
            _("This edition has just been announced: it cannot be moved any more.")
        ) from None
    except (IntegrityError, OperationalError) as error:
        # PostgreSQL ends one of two that wait for each other: it is told like any other loser.
        if guards.ADDRESS in str(error):
            raise PublishingError(
                _("At that date the address of this article is that of another one: change it.")
            ) from error
        raise PublishingError(
            _("Another publication was made at the same moment. Reload the page, then try again.")
        ) from error


def require(condition: bool, sentence: str) -> None:
    if not condition:
        raise PublishingError(sentence)


def require_publisher(by: User) -> None:
    require(permissions.may(by, "publish_article"), _("Your role cannot publish."))


def refuse(sentences: Iterator[str]) -> None:
    found = list(sentences)
    if found:
        raise PublishingError(" ".join(found))
