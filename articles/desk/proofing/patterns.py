"""The house's own patterns: regular expressions written by editors, never trusted with the clock.

`regex` is the engine because it can be told when to stop; the standard one cannot.
"""

from collections.abc import Iterator

import regex
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.desk.proofing.passages import plain_text

# Seconds for one paragraph; a sane pattern takes a thousandth of it.
PATIENCE = 0.05
# What makes a catastrophic pattern show itself before it meets an article.
TRIALS = ("a" * 3_000 + "!", "0" * 3_000 + "!", "a " * 1_500 + "!", "é, " * 1_000 + "!")


def compiled(pattern: str, *, exact_case: bool) -> "regex.Pattern[str]":
    """As the texts are read: with one kind of space and one apostrophe, whatever was typed.

    Raises regex.error when the syntax is wrong. Compiled once: the engine keeps it.
    """
    return regex.compile(plain_text(pattern), 0 if exact_case else regex.IGNORECASE)


def matches(pattern: "regex.Pattern[str]", text: str) -> Iterator["regex.Match[str]"]:
    """The matches that are at least one sign long. Raises TimeoutError."""
    return (
        found for found in pattern.finditer(text, timeout=PATIENCE) if found.end() > found.start()
    )


def validate_pattern(pattern: str) -> None:
    """Refuses what is no expression, what matches nothing at all, and what never ends."""
    try:
        found = compiled(pattern, exact_case=True)
    except (regex.error, OverflowError, RecursionError) as error:
        raise ValidationError(
            _("This is not a regular expression: %(why)s."),
            code="syntax",
            params={"why": error},
        ) from None
    if found.fullmatch(""):
        raise ValidationError(
            _("This expression also matches nothing at all: it would be found everywhere."),
            code="empty",
        )
    try:
        for trial in TRIALS:
            for _match in matches(found, trial):
                pass
    except TimeoutError:
        raise ValidationError(
            _("This expression takes too long: avoid a repetition inside another, as in (a+)+."),
            code="slow",
        ) from None


def validate_replacement(pattern: str, replacement: str) -> None:
    """Refuses a replacement that names a group which the expression does not have."""
    if not replacement:
        return
    try:
        # Never matches, and yet reads the whole replacement.
        regex.sub(f"(?:{pattern})|\\Z", lambda found: found.expand(replacement) and "", "")
    except (regex.error, IndexError, TypeError):
        raise ValidationError(
            _("The replacement names a group that the expression does not have."), code="group"
        ) from None
