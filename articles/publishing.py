"""The door between the desk and the readers: the only code that makes, moves or ends an edition.

Every function is one transaction. It first takes the article by a compare-and-set on the version
that its caller saw, which also locks the row; of two at once, one wins and the other is told. A
refusal is a `PublishingError` whose text is a sentence for the person who asked.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions, timeline
from articles.desk.proofing.settling import standing
from articles.freezing import freeze
from articles.models import Article, Byline, Edition, JournalEntry, Status
from articles.models.edition import Kind
from articles.outbox import planning
from articles.readiness import images_of, lacks
from articles.refusals import (
    PublishingError,
    at_or_now,
    aware,
    kind_of,
    refusals,
    refuse,
    refuse_address,
    refuse_times,
    require,
    require_publisher,
)
from images.models import Image
from prose.dates import moment

__all__ = [
    "PublishingError",
    "approve",
    "cancel",
    "import_edition",
    "keep",
    "publish",
    "reschedule",
    "send_back",
    "submit",
    "withdraw",
]

Verb = JournalEntry.Verb


def submit(article: Article, by: User) -> None:
    """Hand a draft over to the editors."""
    require(
        permissions.can_submit(by, article),
        _("You can submit only your own articles."),
    )
    with transaction.atomic():
        take(article, {Status.DRAFT}, Status.IN_REVIEW)
        refuse(lacks(current(article)))
        note_down(article, by, Verb.SUBMITTED)
    reload(article)


def send_back(article: Article, by: User, note: str) -> None:
    """Return an article to its author with a note. A live edition stays as it is."""
    require(permissions.may(by, "review_article"), _("Your role cannot send an article back."))
    require(bool(note.strip()), _("Tell the author what to change."))
    with transaction.atomic():
        take(article, {Status.IN_REVIEW, Status.READY, Status.ISSUED}, Status.DRAFT)
        note_down(article, by, Verb.SENT_BACK, note=note)
        tell_authors(
            article,
            by,
            _("“%(title)s” comes back to you: %(note)s")
            % {"title": article.title, "note": note.strip()},
        )
    reload(article)


def approve(article: Article, by: User) -> None:
    """Declare a submitted text ready to be published: what the copy desk blocks is not."""
    require(permissions.may(by, "review_article"), _("Your role cannot approve an article."))
    with transaction.atomic():
        take(article, {Status.IN_REVIEW}, Status.READY)
        stored = current(article)
        refuse(lacks(stored))
        # Under the same lock as the decision: no other text is approved than the one proofread.
        refuse(standing(stored))
        note_down(article, by, Verb.APPROVED)
        tell_authors(article, by, _("“%(title)s” is approved.") % {"title": article.title})
    reload(article)


def publish(
    article: Article,
    by: User,
    at: datetime | None = None,
    kind: Kind | str | None = None,
    note: str = "",
) -> Edition:
    """Freeze the working copy and show it from `at` on (aware; now by default).

    `kind` is `first` for an article that never appeared, else `update` by default; a correction
    needs a `note`, which readers see. What the copy desk blocks is not published. Raises
    PublishingError.
    """
    require_publisher(by)
    with transaction.atomic():
        take(article, {Status.READY, Status.ISSUED}, Status.ISSUED)
        now = timezone.now()
        begins = at_or_now(at, now)
        source = current(article)
        refuse(lacks(source))
        refuse_times(source, images_of(source), begins)
        # The text may have changed since it was approved; an update never was.
        refuse(standing(source))
        edition = issue(source, by, begins, kind_of(source, kind, note), note, now)
        planning.announce(edition)
        verb = Verb.SCHEDULED if begins > now else Verb.PUBLISHED
        note_down(article, by, verb, edition=edition, note=note)
    reload(article)
    return edition


def import_edition(
    article: Article, by: User, at: datetime, kind: Kind | str | None = None, note: str = ""
) -> Edition:
    """Record an edition that readers saw from the past instant `at` on, elsewhere or on paper.

    For archives: needs the right to import, and follows what the article already printed.
    """
    require(permissions.may(by, "import_edition"), _("Your role cannot import archives."))
    with transaction.atomic():
        take(article, set(Status), Status.ISSUED)
        now = timezone.now()
        require(aware(at) <= now, _("An imported edition has already appeared: give a past date."))
        source = current(article)
        refuse(lacks(source))
        require(
            not source.editions.filter(live_from__gte=at).exists(),
            _("A later edition of this article is already recorded."),
        )
        edition = issue(source, by, at, kind_of(source, kind, note), note, now)
        note_down(article, by, Verb.IMPORTED, edition=edition, note=note)
    reload(article)
    return edition


def reschedule(edition: Edition, by: User, at: datetime) -> None:
    """Begin an edition that is not live yet at another instant to come."""
    require_publisher(by)
    with transaction.atomic():
        article = lock(edition.article_id)
        now = timezone.now()
        begins = at_or_now(at, now)
        fresh = still_scheduled(edition, now)
        refuse_times(article, Image.objects.filter(printed_in__edition=fresh), begins)
        with refusals(begins):
            timeline.move(fresh, begins)
            timeline.settle(article.pk, now)
            planning.realign(article.pk)
        note_down(article, by, Verb.RESCHEDULED, edition=fresh, note=moment(begins))
    edition.refresh_from_db()


def cancel(edition: Edition, by: User) -> None:
    """Give up an edition that is not live yet; what it would have replaced goes on."""
    require_publisher(by)
    with transaction.atomic():
        article = lock(edition.article_id)
        now = timezone.now()
        fresh = still_scheduled(edition, now)
        with refusals(fresh.live_from):
            timeline.remove(fresh)
            timeline.settle(article.pk, now)
            planning.realign(article.pk)
        note_down(article, by, Verb.CANCELLED, edition=fresh, note=moment(fresh.live_from))
        if not has_future(article, now):
            # Nothing of it is or will be public: it is ready again, not issued.
            Article.objects.filter(pk=article.pk, status=Status.ISSUED).update(status=Status.READY)
    edition.refresh_from_db()


def withdraw(article: Article, by: User, reason: str, at: datetime | None = None) -> None:
    """Take an article away from readers at `at` (aware; now by default), and what would follow.

    Until a later instant it goes on as it is; `keep` takes the decision back.
    """
    require_publisher(by)
    require(bool(reason.strip()), _("Say why the article is withdrawn: the journal keeps it."))
    with transaction.atomic():
        now = timezone.now()
        ends = at_or_now(at, now)
        later = ends > now
        take(article, set(Status), Status(article.status) if later else Status.DRAFT)
        last = Edition.objects.filter(article=article.pk).visible(ends).first()
        if last is None and later:
            raise PublishingError(
                _("On %(when)s nothing of this article will be online.") % {"when": moment(ends)}
            )
        if last is None:
            raise PublishingError(
                _("Nothing of this article is online. To give up a schedule, cancel it.")
            )
        timeline.end(article.pk, ends)
        planning.announce_withdrawal(last, ends, reason.strip())
        planning.realign(article.pk, withdrawing=True)
        verb = Verb.ENDING if later else Verb.WITHDRAWN
        note_down(article, by, verb, edition=last, note=reason)
    reload(article)


def keep(article: Article, by: User) -> None:
    """Take back a withdrawal that has not come yet: the last edition goes on."""
    require_publisher(by)
    with transaction.atomic():
        held = lock(article.pk)
        last = timeline.prolong(held.pk, timezone.now())
        if last is None:
            raise PublishingError(_("No withdrawal of this article is planned."))
        planning.realign(held.pk)
        note_down(held, by, Verb.KEPT, edition=last)
    reload(article)


# What the door is made of ---------------------------------------------------------------------


def issue(
    article: Article, by: User, at: datetime, kind: Kind, note: str, now: datetime
) -> Edition:
    """Write the edition and its place in time. The article's row is held."""
    appeared = timeline.standing(article.pk).order_by("live_from").first()
    frozen = freeze(article, min(appeared.first_published_at, at) if appeared else at, at)
    edition = frozen.edition
    edition.number = Edition.objects.filter(article=article).count() + 1
    edition.kind, edition.note = kind, note.strip()
    edition.issued_by, edition.issued_at = by, now
    refuse_address(edition)
    # From here on a title may be mended without moving the page.
    Article.objects.filter(pk=article.pk, slug="").update(slug=article.address)
    with refusals(at):
        timeline.insert(edition, at)
        frozen.save_links()
        timeline.settle(article.pk, now)
        planning.realign(article.pk)
    edition.refresh_from_db()
    return edition


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


def has_future(article: Article, now: datetime) -> bool:
    editions = timeline.standing(article.pk)
    return editions.visible(now).exists() or editions.filter(live_from__gt=now).exists()


def note_down(
    article: Article, by: User, verb: Verb, *, edition: Edition | None = None, note: str = ""
) -> None:
    JournalEntry.objects.create(
        article=article, by=by, verb=verb, edition=edition, at=timezone.now(), note=note.strip()
    )


def tell_authors(article: Article, by: User, text: str) -> None:
    """Tell those who sign or began the article of a decision that somebody else made."""
    signing = Byline.objects.filter(article=article.pk).values("person")
    concerned = Q(person__in=signing) | Q(pk=article.created_by_id)
    people = User.objects.filter(concerned, is_active=True).exclude(pk=by.pk).distinct()
    planning.tell(
        people,
        text,
        article_id=article.pk,
        key=f"article-{article.pk}-{article.version}",
        at=timezone.now(),
    )
