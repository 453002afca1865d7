"""Links that show one article to one person outside: made, opened, revoked, written to.

A token is 256 bits drawn at random; only its SHA-256 is kept. While an embargo runs, no link is
made or opens anything but what readers have already seen.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import embargo, permissions
from articles.desk import tokens
from articles.desk.versions_shown import Version
from articles.models import Article, Byline, Edition, PreviewLink, PreviewNote
from articles.models.preview import LONGEST_NOTE
from articles.outbox import planning
from prose.dates import moment

MOST_NOTES = 50
# Authors are told of the first note, then again once the reader has paused that long.
PAUSE = timedelta(hours=1)


class Refused(Exception):
    """Nothing was done; the text is a sentence for the person who asked."""


def create(
    *,
    article: Article,
    by: User,
    recipient: str,
    expires_at: datetime,
    email: str = "",
    version: Version | None = None,
) -> tuple[PreviewLink, str]:
    """A link to `version` (to the latest without one), and its token, which nothing keeps.

    Raises Refused.
    """
    now = timezone.now()
    require_sharer(by, article)
    if not recipient.strip():
        raise Refused(_("Say for whom this link is."))
    if expires_at <= now:
        raise Refused(_("This time is past: choose one to come."))
    bound = version or Version()
    refuse_under_embargo(article, bound.edition)
    token = tokens.draw()
    link = PreviewLink.objects.create(
        article=article,
        revision=bound.revision,
        edition=bound.edition,
        recipient=recipient.strip(),
        email=email,
        token_hash=tokens.hash_of(token),
        created_by=by,
        created_at=now,
        expires_at=expires_at,
    )
    return link, token


def revoke(*, link: PreviewLink, by: User) -> bool:
    """Close the link for ever. False when somebody had already. Raises Refused."""
    require_sharer(by, link.article)
    open_ones = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    return bool(open_ones.update(revoked_at=timezone.now(), revoked_by=by))


def opened(*, token: str, visit: bool) -> PreviewLink | None:
    """The link of `token`, its visit counted; None when nothing answers to it."""
    now = timezone.now()
    alive = PreviewLink.objects.alive(now).filter(token_hash=tokens.hash_of(token))
    link = alive.select_related(
        "article__section", "article__hero_image", "revision", "edition__section"
    ).first()
    if link is None or closed(link, now):
        return None
    if visit and not alive.update(visits=F("visits") + 1, last_visit_at=now):
        # Revoked between the two.
        return None
    return link


def is_open(number: int) -> bool:
    """Whether the link of that number answers now. Two queries at most."""
    now = timezone.now()
    link = PreviewLink.objects.alive(now).filter(pk=number)
    found = link.select_related("article", "edition").defer("edition__html").first()
    return found is not None and not closed(found, now)


def closed(link: PreviewLink, now: datetime) -> bool:
    """Whether an embargo holds a living link back, or a withdrawal closed those made before it."""
    return held_back(link.article, link.edition) is not None or withdrawn_since(link, now)


def held_back(article: Article, edition: Edition | None) -> datetime | None:
    """Until when an embargo forbids to show `edition`, the working copy without one; else None.

    An embargo set on a live article holds back what follows, not what everybody has read.
    """
    if edition and not edition.cancelled and not edition.is_scheduled():
        return None
    return embargo.runs_until(article)


def refuse_under_embargo(article: Article, edition: Edition | None) -> None:
    if until := held_back(article, edition):
        raise Refused(
            _("This article is under embargo until %(when)s: no link shows it outside before.")
            % {"when": moment(until)}
        )


def withdrawn_since(link: PreviewLink, now: datetime) -> bool:
    """Whether the article went from the site, for good, since the link was made."""
    editions = Edition.objects.standing().filter(article=link.article_id)
    if not editions.filter(live_until__gt=link.created_at, live_until__lte=now).exists():
        return False
    return not editions.filter(Q(live_until=None) | Q(live_until__gt=now)).exists()


def leave_note(
    *, link: PreviewLink, text: str, paragraph: int = 0, excerpt: str = ""
) -> PreviewNote:
    """Write in the margin of the page that `link` shows, and tell the authors. Raises Refused."""
    now = timezone.now()
    with transaction.atomic():
        # One at a time: the count below holds.
        if PreviewLink.objects.alive(now).select_for_update().filter(pk=link.pk).first() is None:
            raise Refused(_("This link has just been closed: your note was not kept."))
        if not text.strip():
            raise Refused(_("Write your note first."))
        if len(text) > LONGEST_NOTE:
            raise Refused(
                _("This note is too long: %(length)s signs, %(most)s at most.")
                % {"length": len(text), "most": LONGEST_NOTE}
            )
        if link.notes.count() >= MOST_NOTES:
            raise Refused(
                _("This link takes %(most)s notes, and has them: write to the newsroom.")
                % {"most": MOST_NOTES}
            )
        told = link.notes.filter(at__gt=now - PAUSE).exists()
        note = PreviewNote.objects.create(
            link=link, text=text.strip(), paragraph=paragraph, excerpt=excerpt, at=now
        )
        if not told:
            planning.tell(
                concerned(link),
                _("%(recipient)s left a note in the margin of “%(title)s”.")
                % {"recipient": link.recipient, "title": link.article},
                article_id=link.article_id,
                key=f"preview-note-{note.pk}",
                at=now,
            )
    return note


def concerned(link: PreviewLink) -> QuerySet[User]:
    """Who signs or began the article, and who made the link."""
    signing = Byline.objects.filter(article=link.article_id).values("person")
    wanted = Q(person__in=signing) | Q(pk=link.article.created_by_id) | Q(pk=link.created_by_id)
    return User.objects.filter(wanted, is_active=True).distinct()


def settle(*, note: PreviewNote, by: User) -> bool:
    """Mark a note as dealt with. False when somebody had already. Raises Refused."""
    require_sharer(by, note.link.article)
    waiting = PreviewNote.objects.filter(pk=note.pk, settled_at=None)
    return bool(waiting.update(settled_at=timezone.now(), settled_by=by))


def links_of(article: Article) -> QuerySet[PreviewLink]:
    """The article's links, the newest first, with `note_count`."""
    found = PreviewLink.objects.filter(article=article).annotate(note_count=Count("notes"))
    texts = ("revision__content", "revision__typed", "edition__html", "edition__printed")
    return found.select_related("created_by", "revision", "edition").defer(*texts)


def waiting_notes(article: Article) -> QuerySet[PreviewNote]:
    """The notes that nobody dealt with yet, in the order of the text."""
    found = PreviewNote.objects.filter(link__article=article, settled_at=None)
    return found.select_related("link").order_by("paragraph", "at", "id")


def require_sharer(by: User, article: Article) -> None:
    if not permissions.can_share(by, article):
        raise Refused(_("You cannot show this article outside: it is somebody else’s."))
