"""The picture library: a picture with its words, its credit and its rights, and its renditions."""

from images.models.image import CreditForm, Image, ImageQuerySet, Rights, original_name
from images.models.pending import PendingPicture
from images.models.rendition import Crop, Rendition, address_of

__all__ = [
    "CreditForm",
    "Crop",
    "Image",
    "ImageQuerySet",
    "PendingPicture",
    "Rendition",
    "Rights",
    "address_of",
    "original_name",
]
