"""The door between the desk and the readers: the only code that makes, moves or ends an edition.

Every function is one transaction. It first takes the article by a compare-and-set on the version
that its caller saw, which also locks the row; of two at once, one wins and the other is told. A
refusal is a `PublishingError` whose text is a sentence for the person who asked.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions, timeline
from articles.desk.proofing.settling import standing
from articles.freezing import freeze
from articles.holding import current, lock, reload, still_scheduled, take
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
    refuse_return,
    refuse_times,
    require,
    require_publisher,
)
from articles.renewing import refreeze
from images.models import Image
from prose.dates import moment

__all__ = [
    "PublishingError",
    "approve",
    "cancel",
    "import_edition",
    "keep",
    "publish",
    "renew",
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
    """Return an article to its author with a note.

    What readers see stays; what they have not seen is cancelled, as the text is not to be printed.
    """
    require(permissions.may(by, "review_article"), _("Your role cannot send an article back."))
    require(bool(note.strip()), _("Tell the author what to change."))
    with transaction.atomic():
        take(article, {Status.IN_REVIEW, Status.READY, Status.ISSUED}, Status.DRAFT)
        for edition in timeline.to_come(article.pk, timezone.now()):
            give_up(edition, article, by)
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
    carry: bool = False,
) -> Edition:
    """Freeze the working copy and show it from `at` on (aware; now by default).

    `kind` is `first` for an article that never appeared, else `update` by default; a correction
    needs a `note`, which readers see. With `carry`, the editions that follow take this text too,
    each at its instant; without, they print what they were scheduled with. What the copy desk
    blocks is not published. Raises PublishingError.
    """
    require_publisher(by)
    with transaction.atomic():
        take(article, {Status.READY, Status.ISSUED}, Status.ISSUED)
        now = timezone.now()
        begins = at_or_now(at, now)
        source = current(article)
        refuse(lacks(source))
        refuse_times(source, images_of(source), begins)
        refuse_return(source, begins, now)
        # The text may have changed since it was approved; an update never was.
        refuse(standing(source))
        edition = issue(source, by, begins, kind_of(source, kind, note), note, now)
        planning.announce(edition)
        verb = Verb.SCHEDULED if begins > now else Verb.PUBLISHED
        note_down(article, by, verb, edition=edition, note=note)
        if carry:
            for following in timeline.to_come(article.pk, begins):
                put_into(following, source, by, now)
    reload(article)
    return edition


def renew(article: Article, edition: Edition, by: User) -> None:
    """Put the working copy into an edition that is still to come; its instant does not move.

    Refused like a publication at that instant. Raises PublishingError.
    """
    require_publisher(by)
    with transaction.atomic():
        take(article, {Status.READY, Status.ISSUED}, Status.ISSUED)
        now = timezone.now()
        fresh = still_scheduled(edition, now)
        source = current(article)
        refuse(lacks(source))
        refuse(standing(source))
        put_into(fresh, source, by, now)
    reload(article)
    edition.refresh_from_db()


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
    """Begin an edition that is not live yet at another instant to come, before the withdrawal
    that is planned, if one is."""
    require_publisher(by)
    with transaction.atomic():
        article = lock(edition.article_id)
        now = timezone.now()
        begins = at_or_now(at, now)
        fresh = still_scheduled(edition, now)
        refuse_times(article, Image.objects.filter(printed_in__edition=fresh), begins)
        refuse_return(article, begins, now)
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
        give_up(still_scheduled(edition, now), article, by)
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
        # One that was planned already is moved, to a later instant too.
        timeline.prolong(article.pk, now)
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


def keep(article: Article, by: User, seen: datetime | None = None) -> None:
    """Take back a withdrawal that has not come yet: the last edition goes on.

    `seen`: the instant of the withdrawal that the caller read, if it is to be that one.
    """
    require_publisher(by)
    with transaction.atomic():
        held = lock(article.pk)
        ends = Edition.objects.end_of(held.pk)
        if seen and ends and ends != seen:
            raise PublishingError(
                _("Somebody moved this withdrawal to %(when)s meanwhile. Reload the page.")
                % {"when": moment(ends)}
            )
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


def give_up(edition: Edition, article: Article, by: User) -> None:
    """Take an edition to come out of the line of time of `article`, whose row is held."""
    with refusals(edition.live_from):
        timeline.remove(edition)
        timeline.settle(article.pk, timezone.now())
        planning.realign(article.pk)
    note_down(article, by, Verb.CANCELLED, edition=edition, note=moment(edition.live_from))


def put_into(edition: Edition, article: Article, by: User, now: datetime) -> None:
    """Freeze the article, whose row is held, into an edition to come."""
    refuse_times(article, images_of(article), edition.live_from)
    with refusals(edition.live_from):
        refreeze(edition, article, by, now)
    note_down(article, by, Verb.RENEWED, edition=edition, note=moment(edition.live_from))


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
