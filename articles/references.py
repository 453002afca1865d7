"""Where the links of a text within the site lead, at a given instant."""

from datetime import datetime

from articles.body import Reference, link_ids
from articles.models import Edition
from events.models import Event
from people.models import Person


def addresses(source: str, at: datetime) -> dict[Reference, str]:
    """The address of each article, person and event that `source` links to.

    An article that readers do not see at `at` has none: a link to it would say that it is coming.
    """
    wanted = link_ids(source)
    if not wanted:
        return {}
    return {
        **{
            ("article", edition.article_id): edition.get_absolute_url()
            for edition in Edition.objects.visible(at)
            .filter(article__in=of_kind(wanted, "article"))
            .only("article_id", "path")
        },
        **{
            ("person", person.pk): person.survivor.get_absolute_url()
            for person in Person.objects.filter(pk__in=of_kind(wanted, "person")).select_related(
                "merged_into"
            )
        },
        **{
            ("event", event.pk): event.get_absolute_url()
            for event in Event.objects.filter(pk__in=of_kind(wanted, "event"))
        },
    }


def of_kind(wanted: set[Reference], kind: str) -> list[int]:
    return [pk for found, pk in wanted if found == kind]
