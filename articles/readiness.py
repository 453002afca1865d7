"""What an article needs before it leaves the desk; each lack is a sentence for its author."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body import image_ids
from articles.models import Article
from images.models import Image
from images.rights import rights_that_fail
from prose.plain import text_of


def lacks(article: Article) -> Iterator[str]:
    """Sentences on what is missing, in the order of the page."""
    if article.section is None:
        yield _("Choose a section.")
    if not article.standfirst.strip():
        yield _("Write a standfirst.")
    if not text_of(article.body):
        yield _("Write the body of the article.")
    if not article.signature and not article.bylines.exists():
        yield _("Say who signs: a byline or a collective signature.")


def images_of(article: Article) -> list[Image]:
    """The pictures that the working copy would print."""
    found = list(Image.objects.filter(pk__in=image_ids(article.body)))
    return [article.hero_image, *found] if article.hero_image else found


def rights_of_added(*, body: str, before: Article | None) -> Iterator[str]:
    """A sentence for each picture outside its rights that `body` adds to the text `before`.

    A picture whose rights end once it is in a text stays there: readers do not see it, and the
    text can still be saved. No query when no picture is new.
    """
    kept = image_ids(before.body) if before else set()
    if before and before.hero_image_id:
        kept.add(before.hero_image_id)
    added = image_ids(body) - kept
    if added:
        yield from rights_that_fail(Image.objects.filter(pk__in=added), timezone.now())
