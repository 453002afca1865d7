"""A refusal is a sentence for the person who asked, in the language of the desk."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils.translation import gettext

from articles.publishing import PublishingError


@contextmanager
def refused(sentence: str, **values: object) -> Iterator[None]:
    """The block must be refused with that sentence (its English source), word for word."""
    with pytest.raises(PublishingError) as caught:
        yield
    assert str(caught.value) == (gettext(sentence) % values if values else gettext(sentence))


STALE = "Somebody changed this article meanwhile. Reload the page and read it again."
WRONG_STATUS = "This article is “%(status)s”: this is not possible from there."
DELETED = "This article has been deleted."
CANNOT_PUBLISH = "Your role cannot publish."
PAST = "%(when)s is past. Choose a time to come, or now."
CLASH = "Another edition of this article begins on %(when)s: choose another time."
