"""The one formatter of credits: every form that row E14 names."""

from images.models import Image


def credit_line(image: Image) -> str:
    """The credit in the house form; the space before the colon does not break (rows E13, E14)."""
    return f"(Crédit\u00a0: {image.credit})"
