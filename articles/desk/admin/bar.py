"""The sticky bar: which decisions this person has on this article as it stands."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.models import Article, Edition, Status


@dataclass(frozen=True)
class Decision:
    name: str
    label: str | Promise
    # The step that usually comes next is the one that stands out.
    main: bool = False


SUBMIT = Decision("submit", _("Submit for review"), main=True)
APPROVE = Decision("approve", _("Approve"), main=True)
SEND_BACK = Decision("send_back", _("Send back…"))
PUBLISH = Decision("publish", _("Publish or schedule…"), main=True)
PUBLISH_CHANGE = Decision("publish", _("Publish the change…"), main=True)
MEND = Decision("mend", _("Mend a typo now"))
CORRECT = Decision("correct", _("Publish as a correction…"))
WITHDRAW = Decision("withdraw", _("Withdraw…"))


def decisions(user: User, article: Article) -> list[Decision]:
    """What `user` may decide now, the usual next step last, where the eye ends."""
    reviews = permissions.may(user, "review_article")
    publishes = permissions.may(user, "publish_article")
    found = []
    editions = Edition.objects.filter(article=article)
    live = publishes and editions.visible().exists()
    scheduled = publishes and editions.standing().filter(live_from__gt=timezone.now()).exists()
    if live or scheduled:
        found.append(WITHDRAW)
    if reviews and article.status != Status.DRAFT:
        found.append(SEND_BACK)
    if article.status == Status.DRAFT and permissions.can_change(user, article):
        found.append(SUBMIT)
    if article.status == Status.IN_REVIEW and reviews:
        found.append(APPROVE)
    if article.status in {Status.READY, Status.ISSUED} and publishes:
        if live and article.status == Status.ISSUED:
            found += [MEND, CORRECT]
        found.append(PUBLISH_CHANGE if live or scheduled else PUBLISH)
    return found
