"""Words that occur nowhere else, planted in every text of every row, to see where they come out.

Everything is found by looking at the models: a field or a model that is added is covered by itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count, product
from typing import Any, cast

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils import timezone

from articles.models import Article, Edition
from images.models import Image

WORD = re.compile(r"zq[a-z]{5}zq")
ADDRESS = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)+\Z")
LETTERS = "bcdfghjklm"
# Of JSON: what leads to an address or is read by machines as it stands.
KEPT_AS_THEY_ARE = {"slug", "machine_start", "machine_end", "form"}
# No words: fingerprints of bytes, and what code reads from a closed list of its own.
TECHNICAL = {
    "images.Image.sha256", "images.PendingPicture.sha256", "images.Rendition.recipe",
    "images.Rendition.crop", "images.Rendition.format", "events.Event.time_zone",
    "events.EventChange.old_time_zone", "events.EventChange.new_time_zone",
    "events.EventChange.old_status", "events.EventChange.new_status",
}  # fmt: skip

Row = models.Model
# What the rest is about; a state makes them itself.
SUBJECTS: set[type[Row]] = {Article, Edition, Image}


@dataclass(frozen=True)
class Place:
    """Where a word was planted: in what state, in which field, in which leaf of a JSON."""

    state: str
    model: str
    field: str

    @property
    def text(self) -> str:
        return f"{self.model}.{self.field}"


def own_models() -> list[type[Row]]:
    return [
        model
        for config in apps.get_app_configs()
        if (settings.BASE_DIR / config.label).is_dir()
        for model in config.get_models(include_auto_created=True)
    ]


def rows_of_everything() -> dict[type[Row], set[Any]]:
    return {
        model: set(model._default_manager.values_list("pk", flat=True)) for model in own_models()
    }


@dataclass
class Aviary:
    places: dict[str, Place] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self, place: Place) -> str:
        """A new word, of letters only so that no address or search breaks it."""
        digits = f"{next(self.numbers):05}"
        found = f"zq{''.join(LETTERS[int(digit)] for digit in digits)}zq"
        self.places[found] = place
        return found

    def heard(self, words: str) -> set[Place]:
        """The places whose words are in `words`."""
        return {self.places[found] for found in set(WORD.findall(words)) if found in self.places}

    def plant(self, state: str, rows: Iterable[Row]) -> None:
        for row in rows:
            for text in texts_of(type(row)):
                self.plant_one(state, row, text)

    def plant_one(self, state: str, row: Row, text: "models.Field[Any, Any]") -> None:
        label = row._meta.label
        words = self.with_words(getattr(row, text.attname), text, state, label)
        try:
            with transaction.atomic():
                type(row)._default_manager.filter(pk=row.pk).update(**{text.attname: words})
        except IntegrityError:
            # The database wants this text empty beside the others of the row.
            self.refused.add(f"{label}.{text.name}")

    def with_words(self, value: Any, text: "models.Field[Any, Any]", state: str, label: str) -> Any:
        place = Place(state, label, text.name)
        if isinstance(text, models.JSONField):
            return self.in_leaves(value or {"words": ""}, place)
        if isinstance(text, models.BinaryField):
            return self.word(place).encode()
        word = self.word(place)
        if isinstance(text, models.URLField):
            return f"https://example.org/{word}"
        if isinstance(text, models.SlugField) or ADDRESS.match(value or ""):
            grown = f"{value}-{word}" if value else word
        elif "<p>" in (value or ""):
            grown = f"{value}<p>{word}</p>"
        else:
            grown = f"{value} {word}".strip()
        longest = text.max_length or len(grown)
        assert len(word) <= longest, f"No word is as short as {place.text} wants it."
        return grown if len(grown) <= longest else word

    def in_leaves(self, value: Any, place: Place) -> Any:
        """The JSON with a word of its own in each text of it."""
        if isinstance(value, dict):
            return {
                key: one if key in KEPT_AS_THEY_ARE else self.in_leaves(
                    one, Place(place.state, place.model, f"{place.field}.{key}")
                )
                for key, one in value.items()
            }  # fmt: skip
        if isinstance(value, list):
            return [self.in_leaves(one, place) for one in value]
        return f"{value} {self.word(place)}".strip() if isinstance(value, str) else value


def texts_of(model: type[Row]) -> list["models.Field[Any, Any]"]:
    """The fields that hold words: not closed lists, files or numbers."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    return [
        found
        for found in model._meta.concrete_fields
        if isinstance(found, kinds)
        and not found.choices
        and f"{model._meta.label}.{found.name}" not in TECHNICAL
    ]


# Rows of every model --------------------------------------------------------------------------


def furnish(known: dict[type[Row], Row], before: dict[type[Row], set[Any]]) -> None:
    """Make one row of each model that has none since `before` and speaks of something `known`,
    or of a row made here that does.

    A model of articles that is added later gets its row, and its words, by this.
    """
    mine = {type(row) for row in beside(cast(Article, known[Article]))}
    made: dict[type[Row], Row] = {}
    for model in [*own_models(), *own_models()]:
        if model in SUBJECTS | mine or model in known or has_new_row(model, before):
            continue
        needed = required_by(model)
        at_hand = known | {other: row for other, row in made.items() if other in needed}
        about = targets_of(model) & (SUBJECTS | made.keys()) & at_hand.keys()
        if about and needed & (SUBJECTS | made.keys()) <= at_hand.keys():
            made[model] = make(model, at_hand)


def furnish_the_rest(known: dict[type[Row], Row]) -> None:
    """Make one row of each model that has none at all, if it can stand by itself."""
    for model in own_models():
        if (
            not model._default_manager.exists()
            and not targets_of(model) & SUBJECTS
            and all(needed._default_manager.exists() for needed in required_by(model))
        ):
            make(model, known)


def beside(article: Article) -> Iterator[Row]:
    """The rows that speak of the article itself, whatever its editions print."""
    for model in own_models():
        if model not in SUBJECTS:
            for relation in relations_of(model):
                if relation.related_model is Article:
                    yield from model._default_manager.filter(**{relation.name: article})


def has_new_row(model: type[Row], before: dict[type[Row], set[Any]]) -> bool:
    return model._default_manager.exclude(pk__in=before.get(model, set())).exists()


def relations_of(model: type[Row]) -> list[Any]:
    return [found for found in model._meta.concrete_fields if found.is_relation]


def targets_of(model: type[Row]) -> set[type[Row]]:
    return {relation.related_model for relation in relations_of(model)}


def required_by(model: type[Row]) -> set[type[Row]]:
    return {relation.related_model for relation in relations_of(model) if not relation.null}


def make(model: type[Row], known: dict[type[Row], Row]) -> Row:
    """A row as plain as the database takes it: optional texts empty, then filled; no, then yes;
    of closed lists what a new row has, then their second and third value.
    """
    refusals = []
    for choice, word, truth in product((None, 1, 2), ("", "x"), (False, True)):
        values = {
            found.name: filling(found, known, word, truth, choice)
            for found in model._meta.concrete_fields
            if not found.primary_key and not getattr(found, "auto_now", False)
        }
        try:
            with transaction.atomic():
                made = model._default_manager.create(**values)
        except (DatabaseError, ValueError, TypeError) as error:
            refusals.append(str(error))
        else:
            return made
    pytest.fail(f"No row of {model._meta.label} can be made for its words: {refusals}")


# Each instant a little after the one before: what ends has begun, and no change is of nothing.
TICKS = count(1)
FILLINGS: list[tuple[type["models.Field[Any, Any]"], Callable[[], Any]]] = [
    (models.DateTimeField, lambda: timezone.now() + timedelta(microseconds=next(TICKS))),
    (models.DateField, lambda: timezone.now().date()),
    (models.JSONField, lambda: {"words": ""}),
    (models.BinaryField, lambda: b""),
    (models.IntegerField, lambda: 1),
    (models.FloatField, lambda: 0.5),
    (models.URLField, lambda: "https://example.org/"),
]


def filling(
    found: Any, known: dict[type[Row], Row], word: str, truth: bool, choice: int | None
) -> Any:
    if found.is_relation:
        if found.related_model in known:
            return known[found.related_model]
        return None if found.null else found.related_model._default_manager.first()
    if isinstance(found, models.BooleanField):
        return truth
    if found.choices and choice is not None:
        return found.choices[min(choice, len(found.choices) - 1)][0]
    if found.has_default() or found.null:
        return found.get_default()
    if found.choices:
        return found.choices[0][0]
    for kind, value in FILLINGS:
        if isinstance(found, kind):
            return value()
    return word if found.blank else f"x{Article.objects.count()}"
