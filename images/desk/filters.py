"""How the contact sheet is narrowed."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.db.models import CASCADE, Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from images.desk.rows import Standing, of_standing
from images.models import CreditForm, Image, PendingPicture
from prose.dates import in_paris

Choices = Iterable[tuple[str, Any]]


def references() -> list[ForeignObjectRel]:
    """What points at a picture and would miss it: texts, what was printed, portraits.

    Whatever application declares it; what goes with the picture is none.
    """
    found = Image._meta.get_fields(include_hidden=True)
    return [
        field
        for field in found
        if isinstance(field, ForeignObjectRel) and field.on_delete is not CASCADE
    ]


def used() -> Q:
    """The pictures that something refers to."""
    found = Q()
    for relation in references():
        rows = relation.related_model._default_manager.filter(
            **{f"{relation.field.name}_id": OuterRef("pk")}
        )
        found |= Q(Exists(rows))
    return found


class Mine(admin.SimpleListFilter):
    title = _("sent by")
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("1", _("Me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        return queryset.filter(uploaded_by=request.user.pk) if self.value() else queryset


class Use(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("0", _("Never used")), ("1", _("Used"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        if self.value() == "0":
            return queryset.filter(~used())
        return queryset.filter(used()) if self.value() == "1" else queryset


def waiting_for(user: int | None) -> tuple[int, int]:
    """How many pictures wait for who sent them, and how many of these without a credit."""
    credited = Count("pk", filter=Q(said__has_key="credit"))
    found = PendingPicture.objects.filter(uploaded_by=user).aggregate(
        all=Count("pk"), credited=credited
    )
    return found["all"], found["all"] - found["credited"]


class Uncredited(admin.SimpleListFilter):
    """A picture of the library names its author, or says that nobody knows who it is. What waits
    without a credit is not in it yet: that choice leads to where it is completed."""

    title = _("credit")
    parameter_name = "credit"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(request, *args)
        self.waiting, self.uncredited = waiting_for(request.user.pk)

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(CreditForm.RESERVED.value, CreditForm.RESERVED.label)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        reserved = self.value() == CreditForm.RESERVED
        return queryset.filter(credit_form=CreditForm.RESERVED) if reserved else queryset

    def choices(self, changelist: Any) -> Iterator[Any]:
        yield from super().choices(changelist)
        if self.uncredited:
            yield {
                "selected": False,
                "query_string": reverse("admin:images_image_send"),
                "display": ngettext(
                    "%(number)s picture to complete", "%(number)s pictures to complete",
                    self.uncredited,
                ) % {"number": self.uncredited},
            }  # fmt: skip


class RightsStand(admin.SimpleListFilter):
    title = _("rights now")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return Standing.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        return queryset.filter(of_standing(self.value() or ""))


class Year(admin.SimpleListFilter):
    title = _("year of arrival")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """From the last to the first: asking which of them are empty would read every row."""
        found = Image.objects.aggregate(first=Min("uploaded_at"), last=Max("uploaded_at"))
        if found["first"] is None:
            return []
        first, last = in_paris(found["first"]).year, in_paris(found["last"]).year
        return [(str(year), str(year)) for year in range(last, first - 1, -1)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> QuerySet[Image]:
        year = self.value() or ""
        if not (year.isascii() and year.isdecimal() and len(year) == 4 and int(year)):
            return queryset
        return queryset.filter(uploaded_at__year=int(year))
