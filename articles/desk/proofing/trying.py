"""A rule tried out on the last articles, before it speaks to everybody."""

from dataclasses import dataclass

import regex

from articles.desk.proofing.checks.house import of_rule
from articles.desk.proofing.draft import of_article
from articles.desk.proofing.findings import Finding
from articles.desk.proofing.reading import page_of
from articles.models import Article, HouseRule

# Articles that a rule is tried on, the last changed first; and findings that are listed.
MOST = 100
LISTED = 200


@dataclass(frozen=True)
class Tried:
    """What the rule found. `gave_up`: it took too long, and the articles after were not read."""

    articles: int
    findings: list[tuple[Article, Finding]]
    gave_up: bool = False


def try_out(rule: HouseRule) -> Tried:
    found: list[tuple[Article, Finding]] = []
    read = 0
    for article in Article.objects.order_by("-updated_at")[:MOST]:
        try:
            passages, _body = page_of(of_article(article))
            found.extend((article, one) for one in of_rule(rule, passages))
        except (TimeoutError, regex.error):
            return Tried(read, found, gave_up=True)
        read += 1
        if len(found) >= LISTED:
            break
    return Tried(read, found[:LISTED])
