"""Pictures of the demo newsroom, drawn from code: the same ones on every machine."""

from __future__ import annotations

import random
from collections.abc import Callable

from PIL import Image

from newsroom.demo.pictures import (
    charts,
    desks,
    facades,
    halls,
    hospital,
    laboratory,
    machines,
    ministry,
    portraits,
    seine,
    street,
    surgery,
    tablet,
    village,
)

Painter = Callable[[random.Random], Image.Image]

PICTURES: dict[str, Painter] = {
    "station-f-matinee": halls.morning_hall,
    "parisante-campus": facades.campus,
    "ministere": ministry.ministry,
    "imagerie": hospital.scanner_room,
    "bloc-operatoire": surgery.operating_room,
    "centre-de-donnees": machines.data_centre,
    "tablette-infirmiere": tablet.tablet,
    "laboratoire": laboratory.laboratory,
    "pharmacie": street.pharmacy,
    "cabinet-rural": village.village_surgery,
    "paris-seine": seine.seine,
    "assemblee-europeenne": halls.hemicycle,
    "serveurs-hds": machines.padlocked_rack,
    "salle-de-presse": desks.newsroom,
    "alertes-injustifiees": charts.one_alert_in_five,
    "portrait-1": portraits.first,
    "portrait-2": portraits.second,
    "portrait-3": portraits.third,
    "portrait-4": portraits.fourth,
}


def paint(key: str) -> Image.Image:
    """Paint one picture; the key alone decides every random choice."""
    return PICTURES[key](random.Random(key))
