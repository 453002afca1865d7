"""A picture's rights: whether they cover an instant, which ends are near, and how near."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from images.models import Image
from images.models.image import ImageQuerySet
from prose.dates import moment

# Days before the end at which a newsroom is told, the nearest first.
MARKS = (1, 7, 30)


def ending(within_days: int = MARKS[-1], at: datetime | None = None) -> ImageQuerySet:
    """Pictures that readers may still see at `at` (now by default) and will not see `within_days`
    days later, the next to end first."""
    at = at or timezone.now()
    last = at + timedelta(days=within_days)
    return Image.objects.showable(at).filter(rights_until__lte=last).order_by("rights_until", "pk")


def mark(image: Image, at: datetime | None = None) -> int | None:
    """The smallest of MARKS that `image` has come to at `at`; None when its end is farther off."""
    if image.rights_until is None:
        return None
    left = image.rights_until - (at or timezone.now())
    return next((days for days in MARKS if left <= timedelta(days=days)), None)


def rights_that_fail(images: Iterable[Image], at: datetime) -> Iterator[str]:
    """Sentences on the pictures whose rights do not cover `at`."""
    for image in images:
        if not image.may_be_shown(at):
            yield _("The rights of the picture “%(picture)s” do not cover %(when)s.") % {
                "picture": image,
                "when": moment(at),
            }
