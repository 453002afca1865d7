"""What the tests of publishing ask of an article, again and again."""

from datetime import datetime, timedelta

from articles.models import Article, Edition, JournalEntry

SECOND = timedelta(seconds=1)


def shown(article: Article, at: datetime | None = None) -> int | None:
    """The number of the edition that readers see at `at`; never two."""
    numbers = [edition.number for edition in Edition.objects.visible(at).filter(article=article.pk)]
    assert len(numbers) <= 1
    return numbers[0] if numbers else None


def around(article: Article, instant: datetime) -> list[int | None]:
    """What readers see one second before `instant`, at it, and one second after."""
    return [shown(article, instant + step * SECOND) for step in (-1, 0, 1)]


def chain(article: Article) -> list[tuple[int, datetime, datetime | None]]:
    """Number, beginning and end of what stands, in order."""
    editions = Edition.objects.standing().filter(article=article.pk).order_by("live_from")
    return [(edition.number, edition.live_from, edition.live_until) for edition in editions]


def journal(article: Article) -> list[str]:
    """What was decided, oldest first."""
    entries = JournalEntry.objects.filter(article=article.pk).order_by("pk")
    return [entry.verb for entry in entries]


def last_entry(article: Article) -> JournalEntry:
    return JournalEntry.objects.filter(article=article.pk).latest("pk")


def seen_twice(article: Article) -> tuple[Article, Article]:
    """The same article in two browsers."""
    return Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)
