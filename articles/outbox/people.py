"""Telling people, each as they chose: a notice in the admin, an e-mail, both or neither."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User

from articles.models import NoticeChoice, OutboxItem

Kind = OutboxItem.Kind


def items_for(
    people: Iterable[User],
    text: str,
    *,
    key: str,
    article_id: int,
    at: datetime,
    edition_id: int | None = None,
) -> list[OutboxItem]:
    """The items that tell `people` the sentence `text` at `at`; their keys begin with `key`."""
    people = list(people)
    choices = {choice.user_id: choice for choice in NoticeChoice.objects.filter(user__in=people)}
    found = []
    for person in people:
        choice = choices.get(person.pk, NoticeChoice())
        kinds = [Kind.NOTICE] if choice.in_admin else []
        kinds += [Kind.MAIL] if choice.by_mail and person.email else []
        found += [
            OutboxItem(
                key=f"{key}-{kind}-{person.pk}",
                kind=kind,
                article_id=article_id,
                edition_id=edition_id,
                recipient=person,
                payload={"text": text},
                due_at=at,
                next_at=at,
            )
            for kind in kinds
        ]
    return found
