"""RSS 2.0 of what readers see, each picture with its credit (row M17)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.models import Edition
from articles.public.hub import announced, hub_links
from articles.public.listing import Entry, entries
from articles.public.page import Figure
from articles.public.views import fresh
from images.figures import Picture

ITEMS = 30


class PressFeed(Rss201rev2Feed):
    """RSS with one `dc:creator` an author, Media RSS, and the hub that tells of changes."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation, address in hub_links(self.feed["feed_url"]):
            if relation != "self":  # Django writes it already.
                handler.addQuickElement("atom:link", None, {"rel": relation, "href": address})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        if item["picture"] and item["picture"].shown.whole:
            self.add_picture(handler, item["picture"], item["picture"].shown.whole)

    def add_picture(self, handler: SimplerXMLGenerator, use: Figure, whole: Picture) -> None:
        """Media RSS: the picture with the very credit that readers see."""
        described = {
            "url": settings.SITE_URL + whole.largest,
            "medium": "image",
            "type": "image/jpeg",
            "width": str(whole.width),
            "height": str(whole.height),
        }
        handler.startElement("media:content", AttributesImpl(described))
        handler.addQuickElement("media:credit", use.shown.credit, {"role": "photographer"})
        for name, words in (("media:description", use.caption), ("media:text", use.alt)):
            if words:
                handler.addQuickElement(name, words)
        handler.endElement("media:content")


class Newest(Feed):
    feed_type = PressFeed
    language = "fr-FR"
    title = settings.SITE_NAME
    link = "/"
    description = settings.SITE_TAGLINE

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return announced(fresh(super().__call__(request, *args, **kwargs)), request.path)

    def feed_url(self) -> str:
        """The address that the hub is told of, whatever name the site was asked by."""
        return settings.SITE_URL + reverse("articles:rss")

    def items(self) -> Iterable[Entry]:
        now = timezone.now()
        found = Edition.objects.visible(now).cards().with_modified_at(now)[:ITEMS]
        return entries(list(found), now)

    def item_title(self, item: Entry) -> str:
        return item.edition.title

    def item_description(self, item: Entry) -> str:
        return item.edition.standfirst

    def item_link(self, item: Entry) -> str:
        return settings.SITE_URL + item.edition.get_absolute_url()

    def item_guid(self, item: Entry) -> str:
        """Stable whatever becomes of the title and the address."""
        return f"{settings.SITE_URL}/#{item.edition.article_id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Entry) -> datetime:
        return item.edition.first_published_at

    def item_categories(self, item: Entry) -> list[str]:
        return [item.edition.printed["section"]["name"]]

    def item_extra_kwargs(self, item: Entry) -> dict[str, Any]:
        names = [author["name"] for author in item.edition.printed["authors"]]
        return {"authors": names or [item.edition.printed["signature"]], "picture": item.picture}
