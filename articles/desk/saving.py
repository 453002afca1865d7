"""What follows a save of the working copy, whoever saves: form, demo, import."""

from django.contrib.auth.models import User

from articles.body import image_ids
from articles.desk import revisions
from articles.models import Article, Illustration, Revision
from images.models import Image


def saved(
    *, article: Article, by: User | None, typed: dict[str, str] | None = None
) -> Revision | None:
    """Note which pictures the body refers to, and keep a revision if something changed.

    `typed`: see `revisions.record`.
    """
    wanted = set(Image.objects.filter(pk__in=image_ids(article.body)).values_list("pk", flat=True))
    article.illustrations.exclude(image__in=wanted).delete()
    known = set(article.illustrations.values_list("image", flat=True))
    Illustration.objects.bulk_create(
        Illustration(article=article, image_id=pk) for pk in wanted - known
    )
    return revisions.record(article=article, by=by, typed=typed)
