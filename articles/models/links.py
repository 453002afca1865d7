"""What an edition speaks of, as keys: to find the editions of a person, a topic, an event or a
picture, and so that nothing that was printed can be deleted. What is printed is in `printed`."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.taxonomy import Topic
from events.models import Event
from images.models import Image
from people.models import Person, Position


def still_read(at: datetime) -> Q:
    """Of an edition that readers saw until `at`, in an article that they still read then.

    A picture that an update took out stays: feeds and shares of the day before show it.
    """
    return Q(
        edition__in=Edition.objects.seen_by(at).values("pk"),
        edition__article__in=Edition.objects.visible(at).values("article"),
    )


class EditionPerson(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="printed_in")
    as_author = models.BooleanField()
    # The position of the directory whose words are printed; none when they were written by hand.
    position = models.ForeignKey(
        Position, on_delete=models.SET_NULL, null=True, related_name="printed_in"
    )
    # As printed: the person may have another one since.
    portrait = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, related_name="portrays_in"
    )

    class Meta:
        verbose_name = _("person of an edition")
        verbose_name_plural = _("people of editions")
        constraints = [
            models.UniqueConstraint(
                # The person's page: what they sign, what mentions them.
                fields=["person", "as_author", "edition"],
                name="edition_person_is_said_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.edition)

    @classmethod
    def seen_by_readers(cls, at: datetime) -> "models.QuerySet[EditionPerson]":
        """See images.showing."""
        return cls._default_manager.filter(still_read(at))


class EditionTopic(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="printed_in")

    class Meta:
        verbose_name = _("topic of an edition")
        verbose_name_plural = _("topics of editions")
        constraints = [
            models.UniqueConstraint(fields=["topic", "edition"], name="edition_topic_is_said_once")
        ]

    def __str__(self) -> str:
        return str(self.edition)


class EditionEvent(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="events")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="printed_in")

    class Meta:
        verbose_name = _("event of an edition")
        verbose_name_plural = _("events of editions")
        constraints = [
            models.UniqueConstraint(fields=["event", "edition"], name="edition_event_is_said_once")
        ]

    def __str__(self) -> str:
        return str(self.edition)


class EditionImage(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="images")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="printed_in")

    class Meta:
        verbose_name = _("picture of an edition")
        verbose_name_plural = _("pictures of editions")
        constraints = [
            models.UniqueConstraint(fields=["image", "edition"], name="edition_image_is_said_once")
        ]

    def __str__(self) -> str:
        return str(self.edition)

    @classmethod
    def seen_by_readers(cls, at: datetime) -> "models.QuerySet[EditionImage]":
        """See images.showing."""
        return cls._default_manager.filter(still_read(at))
