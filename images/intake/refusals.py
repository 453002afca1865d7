"""Why a file is not taken: one sentence each, and a code for the tests and the screens."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def unknown() -> ValidationError:
    return ValidationError(
        _("We do not print this kind of file: send a JPEG, PNG, WebP, AVIF, GIF, TIFF or HEIC."),
        code="unknown",
    )


def drawing() -> ValidationError:
    return ValidationError(
        _("An SVG drawing may hold a program: export it as PNG, then send it."), code="unknown"
    )


def misnamed(said: str, real: str) -> ValidationError:
    """`said`: the ending of the name; `real`: what the file holds."""
    return ValidationError(
        _("The name ends in “.%(said)s” but the file is a %(real)s: export it again."),
        code="name",
        params={"said": said, "real": real},
    )


def heavy() -> ValidationError:
    return ValidationError(
        _("This file weighs more than 40 MB: export a lighter one."), code="heavy"
    )


def too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than 50 million pixels: export a smaller one."), code="pixels"
    )


def too_costly() -> ValidationError:
    return ValidationError(
        _("This picture takes too much memory in this format: export it as an ordinary JPEG."),
        code="memory",
    )


def unbounded() -> ValidationError:
    """Floating point: nothing in the file says which values are black and white."""
    return ValidationError(
        _("This picture is in 32 bits, for a photo editor: export it as an ordinary JPEG."),
        code="unbounded",
    )


def damaged() -> ValidationError:
    return ValidationError(
        _("This picture is damaged or cut short: export it again, then send it."), code="damaged"
    )


def archive() -> ValidationError:
    return ValidationError(
        _("An archive is hidden in this file: open the picture and export it anew."),
        code="archive",
    )


def animation() -> ValidationError:
    return ValidationError(
        _("This animation is too long: only its first image is printed; export that one."),
        code="animation",
    )


def overloaded() -> ValidationError:
    return ValidationError(
        _("This file carries far more data than its picture: export it without its metadata."),
        code="metadata",
    )
