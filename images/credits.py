"""The one formatter of credits: every form that row E14 names, from the parts that are kept."""

import re

from images.models import CreditForm, Image

# Neither breaks: a credit is one thing.
COLON = "\u00a0: "
COPYRIGHT = "©\u00a0"
# A credit at the end of a caption, as one pastes it: the page prints the library's own after it.
TYPED_CREDIT = re.compile(
    r"\s*(?:\(\s*(?:cr[ée]dits?(?:\s+photos?)?\s*:|photos?\s*:|©)[^()]*\)|©[^.]*)\s*\.?\s*$", re.I
)


def credit_line(image: Image) -> str:
    """The credit as readers see it, in the form that was chosen for the picture (rows E13, E14)."""
    match image.credit_form:
        case CreditForm.COPYRIGHT:
            return COPYRIGHT + named(image)
        case CreditForm.PHOTO:
            return f"Photo {named(image, '/')}"
        case CreditForm.ILLUSTRATION:
            return f"Illustration{COLON}{named(image)}"
        case CreditForm.SCREENSHOT:
            return f"Capture d’écran{COLON}{named(image)}"
        case CreditForm.INFOGRAPHIC:
            return f"Infographie{COLON}{named(image)}"
        case CreditForm.RESERVED:
            return "DR"
        case CreditForm.GENERATED:
            return f"Image générée par IA ({image.generator}) — {named(image)}"
        case _:
            return f"(Crédit{COLON}{named(image)})"


def credit_text(image: Image) -> str:
    """For machines (`creditText`, `media:credit`, XMP): without the brackets of the house form."""
    return named(image) if image.credit_form == CreditForm.HOUSE else credit_line(image)


def named(image: Image, joint: str = " / ") -> str:
    """Photographer, then agency or body; once when the agency's name already holds the other."""
    if not image.photographer or image.photographer.casefold() in image.credit.casefold():
        return image.credit
    if image.credit.casefold() in image.photographer.casefold():
        return image.photographer
    return f"{image.photographer}{joint}{image.credit}"


def without_credit(caption: str) -> str:
    """`caption` without a credit at its end: the library's stands there, and no use changes it."""
    found = TYPED_CREDIT.search(caption)
    return caption[: found.start()].rstrip() if found else caption
