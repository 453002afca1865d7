"""What a file says of itself: IPTC, then XMP, then EXIF, accents right, each text bounded.

Rows M22: caption, byline, credit, copyright, alternative text, place, date, people, licence. The
alternative text comes from the IPTC field of that name alone: a caption is none.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypedDict
from urllib.parse import urlsplit

from PIL import Image, ImageFile, IptcImagePlugin

from images.credits import without_credit
from images.intake import xmp
from images.models import Image as Picture
from images.rules import FILE_NAME
from images.source_types import COMPOSITE, GENERATED
from prose.plain import shortened

# The caption's; a field of the library that is shorter sets its own.
TEXT_LIMIT = 500
NOTE_LIMIT = 2_000
UTF8_ESCAPE = b"\x1b%G"
IPTC_FIELDS = {
    "caption": (2, 120),
    "credit": (2, 110),
    "photographer": (2, 80),
    "copyright": (2, 116),
    "source": (2, 115),
    "taken_on": (2, 55),
    "rights_note": (2, 40),
}
IPTC_PLACE = ((2, 92), (2, 90), (2, 101))
EXIF_FIELDS = {"caption": 270, "photographer": 315, "copyright": 33432}
EXIF_IFD, EXIF_TAKEN = 0x8769, 36867
# What cameras write when nobody says anything.
CAMERA_WORDS = re.compile(
    r"<?\s*(?:(?:konica )?minolta|olympus|samsung|sony)"
    r"(?:\s+(?:digital camera|camera pictures|camera|dsc))?\s*>?"
    r"|digital camera|dcim\S*|dsc|img|exif_jpeg\w*|default|untitled",
    re.I,
)
# Not to be read: controls, and signs that turn the direction of a text or take no place.
UNREAD = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]")
BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
DAY = re.compile(r"(\d{4})[-:]?(\d{2})[-:]?(\d{2})")
# An agency writes its credit as it wants it printed; the parts are kept without the form.
CREDIT_FORM = re.compile(
    r"\(?\s*(?:©|\(c\)|copyright\b|cr[ée]dits?(?:\s+photos?)?\s*:|photos?\s*:"
    r"|cr[ée]dits?\s+photos?\b|cr[ée]dit\s+(?!agricole|mutuel|lyonnais|suisse|foncier|du\b))\s*",
    re.I,
)
CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/zero)"
)


class Words(TypedDict, total=False):
    """Fields of the library, by name."""

    caption: str
    credit: str
    photographer: str
    copyright: str
    alt: str
    long_description: str
    people_shown: str
    place: str
    taken_on: date | None
    source: str
    permitted_uses: str
    licence: str
    licence_url: str
    rights_note: str
    generated: bool
    composite: bool
    generator: str


def words_of(picture: ImageFile.ImageFile) -> Words:
    """All that `picture` says of itself; what cannot be read is left out."""
    said: dict[str, str] = {}
    properties = xmp.properties(picture.info.get("xmp"))
    for texts in (iptc_texts(picture), xmp_texts(properties), exif_texts(picture)):
        for name, value in texts.items():
            known = said.get(name, "")
            if name == "caption" and FILE_NAME.fullmatch(value):
                continue
            # IPTC cuts names at 32 signs: XMP often has the whole of what it begins.
            if value and (not known or value.startswith(known)):
                said[name] = value
    found = Words(taken_on=day_of(said.pop("taken_on", "")))
    for name, value in said.items():
        found[name] = bounded(name, value)  # type: ignore[literal-required]
    for name in ("credit", "photographer"):
        if name in found:
            found[name] = bare(found[name])  # type: ignore[literal-required]
    if "caption" in found:
        found["caption"] = without_credit(found["caption"])
    return found | licence_of(properties) | made_by(properties)


def bounded(name: str, value: str) -> str:
    column = getattr(Picture._meta.get_field(name), "max_length", None)
    return shortened(value, column or NOTE_LIMIT)


def bare(credit: str) -> str:
    """A credit without the forms in which it is printed: "(Crédit photo : © AFP)" is "AFP"."""
    credit = one_line(credit)
    while found := CREDIT_FORM.match(credit):
        rest = credit[found.end() :].strip()
        credit = rest.removesuffix(")") if credit.startswith("(") and "(" not in rest else rest
    return credit


def day_of(value: str) -> date | None:
    found = DAY.match(value)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


def one_line(value: str) -> str:
    return UNREAD.sub("", BLANK.sub(" ", value[: NOTE_LIMIT * 4])).strip()


# IPTC -----------------------------------------------------------------------------------------


def iptc_texts(picture: ImageFile.ImageFile) -> dict[str, str]:
    try:
        records: dict[Any, Any] = IptcImagePlugin.getiptcinfo(picture) or {}
    except (SyntaxError, ValueError, LookupError, TypeError):
        return {}
    utf8 = records.get((1, 90)) == UTF8_ESCAPE

    def texts(key: tuple[int, int]) -> Iterator[str]:
        raw = records.get(key, b"")
        for one in raw if isinstance(raw, list) else [raw]:
            if isinstance(one, bytes) and one:
                yield decoded(one, utf8=utf8)

    found = {name: ", ".join(texts(key)) for name, key in IPTC_FIELDS.items()}
    return found | {"place": joined(text for key in IPTC_PLACE for text in texts(key))}


def decoded(raw: bytes, *, utf8: bool = False) -> str:
    """UTF-8 when it is declared or valid; else what Windows wrote, "œ" and "’" included."""
    for codec in ("utf-8", "cp1252"):
        try:
            return one_line(raw.decode(codec))
        except UnicodeDecodeError:
            continue
    return one_line(raw.decode("utf-8" if utf8 else "latin-1", "ignore"))


def joined(parts: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(part for part in parts if part))


# XMP ------------------------------------------------------------------------------------------


def xmp_texts(properties: xmp.Properties) -> dict[str, str]:
    def first(name: str) -> str:
        return one_line(next(iter(properties.get(name, [])), ""))

    def every(name: str) -> str:
        return joined(one_line(value) for value in properties.get(name, []))

    return {
        "caption": first("dc:description"),
        "photographer": every("dc:creator"),
        "credit": first("photoshop:Credit"),
        "copyright": first("dc:rights"),
        "alt": first("Iptc4xmpCore:AltTextAccessibility"),
        "long_description": first("Iptc4xmpCore:ExtDescrAccessibility"),
        "source": first("photoshop:Source"),
        "taken_on": first("photoshop:DateCreated"),
        "rights_note": first("photoshop:Instructions"),
        "permitted_uses": first("xmpRights:UsageTerms"),
        "people_shown": every("Iptc4xmpExt:PersonInImage"),
        "place": joined(
            first(name) for name in ("Iptc4xmpCore:Location", "photoshop:City", "photoshop:Country")
        ),
    }


def licence_of(properties: xmp.Properties) -> Words:
    """The licence that the file names by its address; its short name for Creative Commons."""
    for name in ("cc:license", "xmpRights:WebStatement"):
        for address in properties.get(name, []):
            url = one_line(address)
            if urlsplit_or_none(url) is None or len(url) > 300:
                continue
            found = Words(licence_url=url)
            common = CREATIVE_COMMONS.match(url)
            if common:
                kind, version = common.groups()
                found["licence"] = f"CC {kind.upper()} {version}" if kind else "CC0"
            return found
    return Words()


def urlsplit_or_none(url: str) -> str | None:
    """The host of an address of the web; None for anything else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in {"http", "https"} else None


def made_by(properties: xmp.Properties) -> Words:
    """Row L20: what the file says of an AI that made it, and of the tool."""
    kinds = {
        one_line(value).rpartition("/")[2]
        for value in properties.get("Iptc4xmpExt:DigitalSourceType", [])
    }
    if not kinds & {GENERATED, COMPOSITE}:
        return Words()
    tools = properties.get("Iptc4xmpExt:AISystemUsed") or properties.get("xmp:CreatorTool") or [""]
    return Words(
        generated=True,
        composite=GENERATED not in kinds,
        generator=bounded("generator", one_line(tools[0])),
    )


# EXIF -----------------------------------------------------------------------------------------


def exif_texts(picture: Image.Image) -> dict[str, str]:
    try:
        exif = picture.getexif()
        found = {name: repaired(exif.get(tag, "")) for name, tag in EXIF_FIELDS.items()}
        found["taken_on"] = repaired(exif.get_ifd(EXIF_IFD).get(EXIF_TAKEN, ""))
        if CAMERA_WORDS.fullmatch(found["caption"]):
            del found["caption"]
    except (SyntaxError, ValueError, LookupError, TypeError, OSError, ArithmeticError):
        return {}
    return found


def repaired(value: object) -> str:
    """EXIF text is ASCII by its standard, so Pillow reads Latin-1; cameras write UTF-8."""
    if not isinstance(value, str):
        return ""
    # The photographer's copyright and the editor's are parted by a zero.
    text = value.replace("\0", " ")
    try:
        return decoded(text.encode("latin-1"))
    except UnicodeEncodeError:
        return one_line(text)
