"""Runs the checks, and leaves out what somebody has settled for the article."""

from articles.desk.proofing.checks import CHECKS
from articles.desk.proofing.context import Context, context_of
from articles.desk.proofing.draft import Draft, of_article
from articles.desk.proofing.findings import Finding, Level
from articles.models import Article, Dismissal, Waiver

GRAVEST_FIRST = {level: rank for rank, level in enumerate((Level.BLOCK, Level.WARN, Level.INFO))}


def check(article: Article) -> list[Finding]:
    """What there is to settle or to look at in `article` as it is in memory, gravest first.

    What was dismissed or waived for this article, and has not changed since, is not repeated.
    """
    return remaining(of_article(article))


def remaining(draft: Draft) -> list[Finding]:
    """What `check` returns, of a text that may not be saved."""
    found = every(context_of(draft))
    if draft.article is None:
        return found
    dismissed = set(fingerprints(Dismissal, draft.article))
    waived = set(fingerprints(Waiver, draft.article))
    return [
        one
        for one in found
        if one.fingerprint not in (waived if one.level == Level.BLOCK else waived | dismissed)
    ]


def fingerprints(model: type[Dismissal] | type[Waiver], article: int) -> list[str]:
    return list(model.objects.filter(article=article).values_list("fingerprint", flat=True))


def every(context: Context) -> list[Finding]:
    """All that the checks find, whether or not it is settled: gravest first, then as it is read."""
    order = {(one.field, one.block): rank for rank, one in enumerate(context.passages)}
    found = dict.fromkeys(finding for check in CHECKS for finding in check.find(context))
    return sorted(
        found,
        key=lambda one: (
            GRAVEST_FIRST[one.level], order.get((one.field, one.block), 0), one.start, one.code,
        ),
    )  # fmt: skip
