"""Renditions: the files that readers get, cut around the focal point, credited, without a position.

Never made while a page renders: JPEG and WebP when a picture enters the library, AVIF (slow) by
the worker.
"""

import hashlib
import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Exists, OuterRef
from PIL import Image as Pillow
from PIL import ImageCms, ImageOps

from images.models import Crop, Image, Rendition

# Pixels. The widest serves a 1280 px screen at double density without being the original.
WIDTHS = (480, 720, 960, 1200, 1600)
AT_ONCE = ("jpeg", "webp")
LATER = ("avif",)
FORMATS = AT_ONCE + LATER
SAVE_OPTIONS: dict[str, dict[str, int | bool]] = {
    "jpeg": {"quality": 78, "optimize": True, "progressive": True},
    "webp": {"quality": 76, "method": 4},
    "avif": {"quality": 55, "speed": 8},
}
SOCIAL_SIZE = (1200, 630)
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">'
    "<photoshop:Credit>{credit}</photoshop:Credit>"
    "<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>"
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def make(image: Image, formats: tuple[str, ...] = AT_ONCE) -> None:
    """Make the renditions of `image` in `formats` that are missing."""
    made = set(image.renditions.values_list("crop", "format", "width"))
    with image.file.open("rb") as file:
        original = screen_ready(Pillow.open(file))
    for crop, size in sizes(original.width, original.height):
        missing = [form for form in formats if (crop, form, size[0]) not in made]
        if crop == Crop.SOCIAL:
            # Networks that show a card do not all read newer formats.
            missing = [form for form in missing if form == "jpeg"]
        if missing:
            cut = cropped(original, size, (image.focal_x, image.focal_y))
            for form in missing:
                store(image, crop, form, cut)


def forget(image: Image) -> None:
    """Drop the renditions of `image`, rows and files, before they are made anew."""
    for rendition in image.renditions.all():
        rendition.file.delete(save=False)
    image.renditions.all().delete()


def pending(form: str = "avif") -> models.QuerySet[Image]:
    """Pictures that have no rendition in the format `form` yet."""
    made = Rendition.objects.filter(image=OuterRef("pk"), format=form)
    return Image.objects.filter(~Exists(made)).order_by("-id")


def screen_ready(picture: Pillow.Image) -> Pillow.Image:
    """The picture upright, in sRGB, on white where it was transparent."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        rgba = upright.convert("RGBA")
        ground = Pillow.new("RGBA", rgba.size, "white")
        return Pillow.alpha_composite(ground, rgba).convert("RGB")
    return in_srgb(upright)


def in_srgb(picture: Pillow.Image) -> Pillow.Image:
    profile = picture.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture.convert("RGB")
        return converted or picture.convert("RGB")
    return picture.convert("RGB")


def sizes(width: int, height: int) -> Iterator[tuple[Crop, tuple[int, int]]]:
    """Every crop and size in pixels to make of an original; a small one is never blown up."""
    for wanted in ladder(width):
        yield Crop.WHOLE, (wanted, max(1, round(height * wanted / width)))
    for wanted in ladder(min(width, max(1, height * 16 // 9))):
        yield Crop.WIDE, (wanted, max(1, round(wanted * 9 / 16)))
    yield Crop.SOCIAL, SOCIAL_SIZE


def ladder(widest: int) -> list[int]:
    return [width for width in WIDTHS if width <= widest] or [widest]


def cropped(
    original: Pillow.Image, size: tuple[int, int], focal: tuple[float, float]
) -> Pillow.Image:
    return ImageOps.fit(original, size, Pillow.Resampling.LANCZOS, centering=focal)


def store(image: Image, crop: Crop, form: str, cut: Pillow.Image) -> None:
    buffer = io.BytesIO()
    xmp = XMP.format(credit=escape(image.credit), creator=escape(image.photographer))
    cut.save(buffer, form.upper(), xmp=xmp.encode(), **SAVE_OPTIONS[form])
    data = buffer.getvalue()
    # Named by what it holds: for ever the same bytes, and not to be guessed. Two crops or two
    # pictures may hold the same ones: each keeps a file of its own, since rights differ.
    owner = f"{image.sha256} {crop} ".encode()
    name = f"{hashlib.sha256(owner + data).hexdigest()[:32]}.{form}"
    rendition, created = Rendition.objects.get_or_create(
        image=image,
        crop=crop,
        format=form,
        width=cut.width,
        defaults={"height": cut.height, "file": f"renditions/{name}", "size": len(data)},
    )
    if created and not default_storage.exists(str(rendition.file.name)):
        default_storage.save(str(rendition.file.name), ContentFile(data))
