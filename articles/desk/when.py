"""The instants that editors ask for most, said on Paris clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prose import dates
from prose.fields import read_time

EVENING, MORNING = 18, 8
# An instant that is nearly there is better published now.
SOONEST = timedelta(minutes=5)


def quick_choices(now: datetime) -> list[tuple[datetime, str]]:
    """In an hour, this evening, tomorrow, Monday: each once, soonest first, all to come."""
    found: dict[datetime, str] = {}
    for instant, words in candidates(now):
        if instant.timestamp() >= (now.astimezone(UTC) + SOONEST).timestamp():
            found.setdefault(instant, words)
    return sorted(found.items())


def candidates(now: datetime) -> Iterator[tuple[datetime, str]]:
    local = dates.in_paris(now)
    # In UTC: the hour that passes is an hour, whatever the clocks do.
    in_an_hour = dates.in_paris(now.astimezone(UTC) + timedelta(hours=1))
    in_an_hour = in_an_hour.replace(second=0, microsecond=0)
    yield in_an_hour, _("In an hour (%(hour)s)") % {"hour": dates.hour(in_an_hour)}
    evening = at_hour(local, 0, EVENING)
    yield evening, _("This evening at %(hour)s") % {"hour": dates.hour(evening)}
    tomorrow = at_hour(local, 1, MORNING)
    yield tomorrow, _("Tomorrow at %(hour)s") % {"hour": dates.hour(tomorrow)}
    monday = at_hour(local, 7 - local.weekday(), MORNING)
    yield (
        monday,
        _("%(day)s at %(hour)s")
        % {
            "day": dates.weekday(monday.date()).capitalize(),
            "hour": dates.hour(monday),
        },
    )


def at_hour(local: datetime, days: int, hour: int) -> datetime:
    """That hour of the day `days` after `local`, on Paris clocks whatever they do meanwhile."""
    day = local.date() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=dates.PARIS)


class WhenField(forms.ChoiceField):
    """Now, one of the usual instants, or a time of its own. The usual ones move with the clock:
    one that was offered when the page was opened is still meant when the form is sent."""

    NOW, LATER = "now", "later"

    def __init__(self, *, now_label: str | Promise, **kwargs: Any) -> None:
        self.now_label = now_label
        super().__init__(
            label=gettext_lazy("When"), choices=self.offered, widget=forms.RadioSelect, **kwargs
        )

    def offered(self) -> list[tuple[str, str | Promise]]:
        quick = [(at.isoformat(), words) for at, words in quick_choices(timezone.now())]
        return [
            (self.NOW, self.now_label),
            *quick,
            (self.LATER, gettext_lazy("At a date and time")),
        ]

    def valid_value(self, value: Any) -> bool:
        return value in {self.NOW, self.LATER} or instant_of(value) is not None


def tie(form: forms.Form, choice: str, later: str, date: str) -> None:
    """Have a date that is typed in the field `date` choose `later` in the field `choice`."""
    form.fields[date].widget.attrs["data-chooses"] = f"{form.add_prefix(choice)}={later}"


def refuse_unmeant(form: forms.Form, choice: str, later: str, date: str) -> None:
    """A date goes with the choice of one: neither is there without the other.

    For `clean`. What was typed beside another choice is asked about, and never taken as “now”.
    """
    chosen, given = form.cleaned_data.get(choice), form.cleaned_data.get(date)
    if chosen is None or date in form.errors:
        return
    if chosen == later and not given:
        form.add_error(date, _("Say at what date and time."))
    elif chosen != later and given and date in form.changed_data:
        words = dict(form.fields[choice].choices)[later]  # type: ignore[attr-defined]
        form.add_error(
            choice,
            _("A date is typed below: choose “%(later)s”, or empty it.") % {"later": words},
        )


def instant_of(value: str) -> datetime | None:
    found = read_time(value)
    return found if found and timezone.is_aware(found) else None
