"""Embargoes: what is promised not to appear before an instant, by whom it was asked, on what paper.

Whoever writes sets one on the article's form. From then on a chief alone lifts or moves it, with a
reason that the journal keeps. What an embargo holds back is refused by `articles.publishing`.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.holding import reload, take
from articles.models import Article, EmbargoDocument, JournalEntry, Status
from articles.models.edition import Edition
from articles.publishing import note_down
from articles.refusals import PublishingError, aware, require
from prose.dates import moment

Verb = JournalEntry.Verb
# What the journal says of embargoes.
VERBS = (Verb.EMBARGOED, Verb.LIFTED, Verb.POSTPONED)

# A letter or a press kit; what is larger is a press kit's pictures.
LARGEST_DOCUMENT = 10_000_000  # bytes


def runs_until(article: Article) -> datetime | None:
    """The instant before which nothing of the article may appear; None once it is past."""
    until = article.embargo_until
    return until if until and until > timezone.now() else None


def refuse_until(article: Article, until: datetime) -> None:
    """An embargo ends at an instant to come, and no edition is scheduled before that.

    A live edition stays as it is: the embargo holds back what would follow. Raises PublishingError.
    """
    now = timezone.now()
    if aware(until) <= now:
        raise PublishingError(
            _("%(when)s is past: an embargo ends at a time to come.") % {"when": moment(until)}
        )
    early = (
        Edition.objects.standing()
        .filter(article=article.pk, live_from__gt=now, live_from__lt=until)
        .order_by("live_from")
        .first()
    )
    if early is not None:
        raise PublishingError(
            _(
                "An edition is scheduled on %(when)s, before the end of this embargo: "
                "move it or cancel it first."
            )
            % {"when": moment(early.live_from)}
        )


def note_setting(*, article: Article, by: User) -> None:
    """Journal the embargo that a save of the article has just set."""
    if article.embargo_until is not None:
        words = in_words(article.embargo_until, article.embargo_asked_by)
        note_down(article, by, Verb.EMBARGOED, note=words)


def lift(*, article: Article, by: User, reason: str, until: datetime | None = None) -> None:
    """End the embargo now, or have it end at `until` instead (aware, to come).

    `reason` is kept in the journal with what the embargo was. Raises PublishingError.
    """
    require(permissions.may(by, "lift_embargo"), _("Only a chief editor may lift an embargo."))
    require(bool(reason.strip()), _("Say why the embargo changes: the journal keeps it."))
    with transaction.atomic():
        take(article, set(Status), Status(article.status))
        stored = Article.objects.get(pk=article.pk)
        if stored.embargo_until is None:
            raise PublishingError(_("This article is under no embargo."))
        if until is not None:
            refuse_until(stored, until)
        asked_by = stored.embargo_asked_by if until else ""
        Article.objects.filter(pk=article.pk).update(embargo_until=until, embargo_asked_by=asked_by)
        note_down(
            article,
            by,
            Verb.POSTPONED if until else Verb.LIFTED,
            note=_("%(embargo)s. %(reason)s")
            % {
                "embargo": in_words(stored.embargo_until, stored.embargo_asked_by),
                "reason": reason.strip(),
            },
        )
    article.embargo_until, article.embargo_asked_by = until, asked_by
    reload(article)


def in_words(until: datetime, asked_by: str) -> str:
    """ "Jusqu’au 12 février 2025 à 9 h 30, à la demande du ministère"."""
    words = {"when": moment(until), "who": asked_by}
    if asked_by:
        return _("Until %(when)s, asked by %(who)s") % words
    return _("Until %(when)s") % words


def add_document(*, article: Article, by: User, name: str, content: bytes) -> EmbargoDocument:
    """Keep a file of at most LARGEST_DOCUMENT bytes beside the article. Raises PublishingError."""
    require(permissions.can_change(by, article), _("You cannot change this article as it stands."))
    require(len(content) <= LARGEST_DOCUMENT, _("This file is too large: 10 MB at most."))
    return EmbargoDocument.objects.create(
        article=article,
        name=name,
        content=content,
        size=len(content),
        added_at=timezone.now(),
        added_by=by,
    )


def remove_document(*, document: EmbargoDocument, by: User) -> None:
    """Forget a file that was put in by mistake. Raises PublishingError."""
    require(
        permissions.can_remove_document(by, document),
        _("Who added this document, or a chief editor, may remove it."),
    )
    document.delete()
