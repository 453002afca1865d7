"""What the desk's templates say that the readers' never do."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import typography_report
from prose.dates import hour, in_paris, moment

register = template.Library()


@register.filter
def since_when(instant: datetime) -> str:
    """ "à 10 h 32" for today, "le 12 février 2025 à 9 h 30" for another day."""
    if in_paris(instant).date() == in_paris(timezone.now()).date():
        return _("at %(hour)s") % {"hour": hour(instant)}
    return _("on %(moment)s") % {"moment": moment(instant)}


@register.filter
def visible(text: str) -> str:
    """`text` with a sign for each kind of space."""
    return typography_report.visible(text)
