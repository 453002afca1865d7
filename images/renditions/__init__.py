"""Renditions: the files that readers get, cut around the focal point, credited, without a position.

Never made while a page renders: JPEG and WebP when a picture enters the library, AVIF (slow) by
the worker.
"""

from images.renditions.encoding import AT_ONCE, FORMATS, LATER
from images.renditions.making import forget, make, pending
from images.renditions.working_copy import Undecodable

__all__ = ["AT_ONCE", "FORMATS", "LATER", "Undecodable", "forget", "make", "pending"]
