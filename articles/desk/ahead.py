"""What an editor must know before a text goes out while another one is to come: what readers would
see change now, and whether the text has changed since an edition to come was scheduled."""

from dataclasses import dataclass
from datetime import datetime

from articles import timeline
from articles.desk import revisions
from articles.desk.comparing import Difference, State, differences
from articles.models import Article, Edition, Revision

# An embargo and an address typed later change nothing of what is printed.
NOT_PRINTED = {"embargo_until", "embargo_asked_by", "slug"}


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
    revision = frozen_from(article, live) if live else None
    if revision is None:
        return None
    found = differences(printed(revision.content), printed(revisions.snapshot(article)))
    return Change(revision, found) if found else None


def outdated(article: Article, now: datetime) -> set[int]:
    """The keys of the editions to come that would print another text than that of now."""
    coming = timeline.to_come(article.pk, now)
    if not coming:
        return set()
    current = printed(revisions.snapshot(article))
    frozen = {edition.pk: frozen_from(article, edition) for edition in coming}
    return {
        pk for pk, revision in frozen.items() if revision and printed(revision.content) != current
    }


def printed(state: State) -> State:
    return {name: value for name, value in state.items() if name not in NOT_PRINTED}
