"""What a check finds: where, how grave, what to write instead."""

import hashlib
from dataclasses import dataclass, replace
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

# Signs kept before and after the excerpt: enough to find the place again, and to know when the
# text around it changed.
AROUND = 32


class Level(models.TextChoices):
    """How grave a finding is: `block` stops approval, the others speak and no more."""

    BLOCK = "block", _("To settle before approval")
    WARN = "warn", _("To look at")
    INFO = "info", _("For information")


@dataclass(frozen=True)
class Finding:
    """One finding. `start` and `end` are offsets in the paragraph `block` of `field`."""

    code: str
    level: Level
    message: str
    excerpt: str
    field: str
    block: int = 0
    start: int = 0
    end: int = 0
    before: str = ""
    after: str = ""
    # What to write in the place of the excerpt, when that is certain.
    fix: str | None = None

    def capped(self) -> Self:
        """The same, as information only: what is said inside a quotation is not ours to change."""
        return replace(self, level=Level.INFO, fix=None)

    @property
    def fingerprint(self) -> str:
        """The same as long as the excerpt and the words around it are: 32 hexadecimal digits."""
        said = (self.code, self.field, self.before, self.excerpt, self.after)
        plain = "\0".join(" ".join(part.split()) for part in said)
        return hashlib.sha256(plain.encode()).hexdigest()[:32]
