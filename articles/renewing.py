"""An edition that nobody has seen takes the text of now, and keeps its instant and its number."""

from datetime import datetime

from django.contrib.auth.models import User

from articles.freezing import freeze
from articles.models import (
    Article,
    Edition,
    EditionEvent,
    EditionImage,
    EditionPerson,
    EditionTopic,
    Quotation,
)
from articles.refusals import refuse_address

FROZEN = (
    "path", "title", "short_title", "kicker", "standfirst", "html", "section", "printed",
    "issued_by", "issued_at",
)  # fmt: skip
LINKS = (EditionPerson, Quotation, EditionTopic, EditionEvent, EditionImage)


def refreeze(edition: Edition, article: Article, by: User, now: datetime) -> None:
    """Freeze the working copy anew into `edition`, which is still to come.

    Callers hold the article's row and have asked whether this text may be printed then. Raises
    PublishingError when its address is that of another article.
    """
    frozen = freeze(article, edition.first_published_at, edition.live_from)
    printed = frozen.edition
    printed.issued_by, printed.issued_at = by, now
    for name in FROZEN:
        setattr(edition, name, getattr(printed, name))
    refuse_address(edition)
    edition.save(update_fields=FROZEN)
    for link in LINKS:
        link.objects.filter(edition=edition).delete()
    frozen.edition = edition
    frozen.save_links()
