"""Private addresses of the calendar: made, revoked, and whose each is."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.desk import tokens
from articles.models import CalendarAddress


def make(*, user: User) -> str:
    """A new address for `user`, whose old one opens nothing any more; its token, kept nowhere."""
    token = tokens.draw()
    CalendarAddress.objects.update_or_create(
        user=user,
        defaults={
            "token_hash": tokens.hash_of(token),
            "created_at": timezone.now(),
            "last_read_at": None,
        },
    )
    return token


def revoke(*, user: User) -> bool:
    """False when there was none."""
    deleted, _models = CalendarAddress.objects.filter(user=user).delete()
    return deleted == 1


def reader_of(token: str) -> User | None:
    """Whose calendar `token` opens now, the reading noted; None when nothing answers to it.

    Who has left the newsroom reads nothing, whatever address they kept.
    """
    known = CalendarAddress.objects.filter(token_hash=tokens.hash_of(token))
    of_staff = known.filter(user__is_active=True, user__is_staff=True)
    address = of_staff.select_related("user").first()
    if address is None or not known.update(last_read_at=timezone.now()):
        return None
    return address.user
