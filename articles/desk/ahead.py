"""What an editor must know before a text goes out while another one is to come: what readers would
see change now, and whether the text has changed since an edition to come was scheduled."""

from dataclasses import dataclass
from datetime import datetime

from articles import timeline
from articles.desk import revisions
from articles.desk.comparing import Difference, differences
from articles.models import Article, Edition, Revision


@dataclass(frozen=True)
class Change:
    """What a publication now would change of the text that readers see."""

    revision: Revision
    differences: list[Difference]


def frozen_from(article: Article, edition: Edition) -> Revision | None:
    """The save that `edition` printed: the last one when it was issued. None for an archive."""
    return article.revisions.filter(at__lte=edition.issued_at).first()


def change_for_readers(article: Article, now: datetime) -> Change | None:
    """From the text that readers see to the working copy; None when nothing is known to differ."""
    live = Edition.objects.visible(now).filter(article=article).first()
    printed = frozen_from(article, live) if live else None
    if printed is None:
        return None
    found = differences(printed.content, revisions.snapshot(article))
    return Change(printed, found) if found else None


def outdated(article: Article, now: datetime) -> set[int]:
    """The keys of the editions to come that would print another text than that of now."""
    coming = timeline.to_come(article.pk, now)
    if not coming:
        return set()
    current = revisions.snapshot(article)
    printed = {edition.pk: frozen_from(article, edition) for edition in coming}
    return {
        pk for pk, revision in printed.items() if revision and differs(revision.content, current)
    }


# An embargo and an address typed later change nothing of what is printed.
NOT_PRINTED = {"embargo_until", "embargo_asked_by", "slug"}


def differs(before: dict[str, object], after: dict[str, object]) -> bool:
    return any(before.get(name) != after.get(name) for name in {*before, *after} - NOT_PRINTED)
