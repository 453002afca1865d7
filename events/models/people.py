"""Who makes an event, and who takes part in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from people.models import Organisation, Person


class Organiser(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name=_("organisation")
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ("rank", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"],
                name="organiser_is_named_once",
                violation_error_message=_("This organiser is already named."),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Participation(models.Model):
    """Somebody at an event. Their title is not kept here: it is the one of the event's day."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=80, help_text=_("Speaker, moderator…"))
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("rank", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "role"],
                name="participant_has_a_role_once",
                violation_error_message=_("This person already has this role here."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"
