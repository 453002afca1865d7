"""French titles as addresses."""

import re

from django.utils.text import slugify

# What `slugify` would swallow together with the words around it.
SEPARATORS = re.compile(r"[\s'’‘ʼ–—/«»“”…]+")
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"})


def slug_of(title: str, max_length: int = 80) -> str:
    """An ASCII slug of whole words, `max_length` signs at most; "" when no letter is left."""
    slug = slugify(SEPARATORS.sub(" ", title.translate(LIGATURES)))
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
