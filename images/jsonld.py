"""A picture for machines (rows M03, M05): one description, whatever page it stands on."""

from typing import Any

from images.figures import Picture, Showable
from images.models import Image
from images.renditions.packet import generated
from prose.jsonld import absolute, said

# Row L20, in the words of schema.org.
GENERATED = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
COMPOSITE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


def image_object(shown: Showable, picture: Picture, caption: str = "") -> dict[str, Any]:
    """The `picture` of `shown` as an ImageObject, with the very credit that readers see."""
    source = shown.image
    creator = {"@type": "Person", "name": source.photographer} if source.photographer else None
    return said(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(picture.largest),
            "width": picture.width,
            "height": picture.height,
            "creditText": shown.credit,
            "caption": caption,
            "description": source.long_description,
            "copyrightNotice": source.copyright,
            "license": source.licence_url,
            "creator": creator,
            "digitalSourceType": source_type(source),
        }
    )


def source_type(image: Image) -> str:
    if not generated(image):
        return ""
    return COMPOSITE if image.composite else GENERATED
