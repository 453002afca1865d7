"""The contact sheet: the library's list as its readers look through it, picture by picture."""

from dataclasses import dataclass

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import reverse

from images.credits import credit_line
from images.desk.filters import Uncredited
from images.desk.rows import Standing, Thumbnail, rights_line, standing, thumbnails
from images.models import Image


@dataclass(frozen=True)
class Card:
    image: Image
    url: str
    thumbnail: Thumbnail | None
    credit: str
    standing: Standing
    rights: str


class Sheet(ChangeList):
    """Adds to the page of results what each card shows. One query, whatever their number."""

    cards: list[Card]

    @property
    def waiting(self) -> int:
        """How many pictures wait for the person; one of the filters has counted them."""
        return sum(spec.waiting for spec in self.filter_specs if isinstance(spec, Uncredited))

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        images = list(self.result_list)
        files = thumbnails(images)
        self.cards = [
            Card(
                image=image,
                url=reverse("admin:images_image_change", args=[image.pk]),
                thumbnail=files.get(image.pk),
                credit=credit_line(image),
                standing=standing(image),
                rights=rights_line(image),
            )
            for image in images
        ]
