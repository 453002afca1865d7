"""The registry of checks: which codes there are, and what finds them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles.desk.proofing.findings import Finding

if TYPE_CHECKING:
    from articles.desk.proofing.context import Context

Find = Callable[["Context"], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """A function that reads the context and yields findings of `codes` and of no other."""

    codes: frozenset[str]
    find: Find


CHECKS: list[Check] = []


def finds(*codes: str) -> Callable[[Find], Find]:
    """Decorator: put a check in the registry. Raises ValueError when a code is already found."""

    def register(find: Find) -> Find:
        known = {code for check in CHECKS for code in check.codes}
        if twice := known.intersection(codes):
            raise ValueError(f"Two checks find {', '.join(sorted(twice))}.")
        CHECKS.append(Check(frozenset(codes), find))
        return find

    return register


def codes() -> list[str]:
    """All the codes, in the order of the alphabet."""
    return sorted(code for check in CHECKS for code in check.codes)
