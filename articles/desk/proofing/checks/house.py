"""The house's own rules of style, as its editors wrote them."""

import logging
from collections.abc import Iterable, Iterator

import regex

from articles.desk.proofing.context import Context
from articles.desk.proofing.findings import Finding, Level
from articles.desk.proofing.passages import Passage
from articles.desk.proofing.patterns import compiled, matches
from articles.desk.proofing.registry import finds
from articles.models import HouseRule

logger = logging.getLogger(__name__)


@finds("house-style")
def house_rules(context: Context) -> Iterator[Finding]:
    for rule in context.rules:
        try:
            yield from of_rule(rule, context.prose)
        except (TimeoutError, regex.error) as error:
            # The text must be proofread whatever a rule does; the log says which one to mend.
            logger.warning("House-style rule %s was given up: %s", rule.pk, error)


def of_rule(rule: HouseRule, passages: Iterable[Passage]) -> Iterator[Finding]:
    """What the rule finds, live or not. Raises TimeoutError and regex.error."""
    pattern = compiled(rule.pattern, exact_case=rule.exact_case)
    for passage in passages:
        for found in matches(pattern, passage.plain):
            spoken = passage.is_spoken(found.start())
            if spoken and not rule.in_quotations:
                continue
            fix = found.expand(rule.replacement) if rule.replacement else None
            finding = passage.finding(
                "house-style", Level(rule.level), rule.message, found.start(), found.end(), fix
            )
            yield finding.capped() if spoken else finding
