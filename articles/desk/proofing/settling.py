"""What people decide on findings: to let one through for a reason, or to hear no more of it."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.running import check
from articles.models import Article, Dismissal, JournalEntry, Waiver

LONGEST = {"excerpt": 300, "message": 500, "reason": 500}


class Refused(Exception):
    """A decision that is refused, with a sentence that says why."""


def standing(article: Article) -> Iterator[str]:
    """A sentence for each finding that stops the approval of `article` as it is stored."""
    for one in check(article):
        if one.level == Level.BLOCK:
            yield _("“%(excerpt)s”: %(message)s Mend it, or waive it with a reason.") % {
                "excerpt": shortened(one.excerpt),
                "message": one.message,
            }


def shortened(excerpt: str) -> str:
    return excerpt if len(excerpt) <= 60 else f"{excerpt[:57]}…"


def waive(*, article: Article, by: User, fingerprint: str, reason: str) -> Waiver:
    """Let a finding of the stored text through; the reason goes into the article's journal.

    For who may waive: editors and chiefs. Raises Refused.
    """
    if not permissions.may(by, "waive_finding"):
        raise Refused(_("Your role cannot waive a finding: ask an editor."))
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why: the reason is kept."))
    if len(reason) > LONGEST["reason"]:
        raise Refused(_("This reason is too long: 500 signs at most."))
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        found = current(stored, fingerprint)
        if found.level != Level.BLOCK:
            raise Refused(_("This finding stops nothing: dismiss it instead."))
        waiver = Waiver.objects.create(
            article=stored,
            code=found.code,
            fingerprint=fingerprint,
            excerpt=found.excerpt[: LONGEST["excerpt"]],
            message=found.message[: LONGEST["message"]],
            reason=reason,
            by=by,
            at=timezone.now(),
        )
        JournalEntry.objects.create(
            article=stored,
            by=by,
            verb=JournalEntry.Verb.WAIVED,
            at=waiver.at,
            note=_("%(code)s, “%(excerpt)s”: %(reason)s")
            % {"code": found.code, "excerpt": shortened(found.excerpt), "reason": reason},
        )
    return waiver


def dismiss(*, article: Article, by: User, finding: Finding) -> None:
    """Hear no more of a remark in this article, until the text there changes. Raises Refused."""
    if not permissions.can_change(by, article):
        raise Refused(_("You cannot change this article as it stands."))
    if finding.level == Level.BLOCK:
        raise Refused(_("This finding stops approval: mend it, or ask an editor to waive it."))
    Dismissal.objects.get_or_create(
        article=article,
        fingerprint=finding.fingerprint,
        defaults={
            "code": finding.code,
            "excerpt": finding.excerpt[: LONGEST["excerpt"]],
            "by": by,
            "at": timezone.now(),
        },
    )


def current(article: Article, fingerprint: str) -> Finding:
    """The finding of the stored text that has this fingerprint. Raises Refused."""
    for one in check(article):
        if one.fingerprint == fingerprint:
            return one
    raise Refused(_("The text changed, or somebody settled this: save, then look again."))
