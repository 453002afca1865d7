"""The one formatter of credits: every form that row E14 names, from the parts that are kept."""

import re

from images.models import CreditForm, Image

# Neither breaks: a credit is one thing.
COLON = "\u00a0: "
COPYRIGHT = "©\u00a0"
# What a name or an agency looks like: capitals, initials, brands and addresses; what joins them.
WORD = (
    r"(?>(?:[A-ZÀ-ÖØ-Þ]\.-?)+(?!\w)|(?:[dDlL][’'])?[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\.\w+)*|\d[\w-]*|@[\w.]+"
    r"|[a-z]{1,2}[A-Z]\w*|[a-z][a-z-]+\.(?:com|fr|org|net|eu))"
)
JOINT = r"(?:\s*[/,|&+]\s*|\s+(?:[-–—]\s+)?)"
PARTICLE = r"(?:d[eu]|des|la|les?|et|pour|via|van|von|der|den|di|da|of|the|for|and|[àl])"
# Possessive: whatever is pasted, there is one way to read it.
NAME = rf"{WORD}(?>{JOINT}(?:{PARTICLE}\s+){{0,3}}{WORD}|\s*/\s*[a-zà-ÿ]\w*)*+"
# A credit at the end of a caption, as one pastes it: the page prints the library's own after it.
# Without brackets it is one only where it looks like a name: a sentence is never cut.
TYPED_CREDIT = re.compile(
    rf"""
    (?:
        \(\s*(?:(?i:cr[ée]dits?(?:\s+photos?)?)\s*:|©)[^()]*\)
      | \(\s*(?i:(?:cr[ée]dits?\s+)?photos?)\s*[:©]?\s*(?:©\s*)?{NAME}\s*\)
      | (?:^|(?<=[.!?…»])\s*|(?<!\s)\s++[-–—|]\s*)
        (?:
            (?i:(?:cr[ée]dits?(?:\s+photos?)?|photos?)\s*[:©]|cr[ée]dits?\s+photos?)\s*
            (?:©\s*)?{NAME}
          | ©[^.!?…()]{{1,80}}
        )
      | (?:©|\([cC]\))\s*{NAME}
    )
    \s*+\.?\s*$
    """,
    re.X,
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
    return parted(caption)[0]


def parted(caption: str) -> tuple[str, str]:
    """A caption, and the credit that was typed at its end, or ""."""
    found = TYPED_CREDIT.search(caption)
    if found is None:
        return caption, ""
    return caption[: found.start()].rstrip(), found.group().strip(" \n\t-–—|")
