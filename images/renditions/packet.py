"""The XMP packet of a rendition: who made the picture, and on what terms (row M23).

XMP alone, and ours alone: nothing of the original's metadata is copied, so that no position, no
serial number and no thumbnail can come along. EXIF would turn a © into a question mark.
"""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from images.credits import credit_text
from images.models import CreditForm, Image, Rights
from images.source_types import COMPOSITE, GENERATED, VOCABULARY

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
# What XML 1.0 cannot hold, escaped or not.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def packet(image: Image) -> bytes:
    """The packet of `image`, in UTF-8; an empty field is left out."""
    declared = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {declared}>{"".join(properties(image))}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def properties(image: Image) -> Iterator[str]:
    yield plain("photoshop:Credit", credit_text(image))
    if image.photographer:
        names = f"<rdf:Seq><rdf:li>{text(image.photographer)}</rdf:li></rdf:Seq>"
        yield f"<dc:creator>{names}</dc:creator>"
    yield in_french("dc:rights", image.copyright)
    yield in_french("xmpRights:UsageTerms", image.licence)
    # Where search engines look for "licence details" of a picture.
    yield plain("xmpRights:WebStatement", image.licence_url)
    yield in_french("Iptc4xmpCore:AltTextAccessibility", image.printed_alt)
    if generated(image):
        kind = COMPOSITE if image.composite else GENERATED
        yield plain("Iptc4xmpExt:DigitalSourceType", VOCABULARY + kind)


def generated(image: Image) -> bool:
    """Whether readers must be told that a machine made the picture (row L20)."""
    return image.rights == Rights.GENERATED or image.credit_form == CreditForm.GENERATED


def text(value: str) -> str:
    return escape(FORBIDDEN.sub("", value))


def plain(name: str, value: str) -> str:
    return f"<{name}>{text(value)}</{name}>" if value else ""


def in_french(name: str, value: str) -> str:
    if not value:
        return ""
    said = f'<rdf:li xml:lang="x-default">{text(value)}</rdf:li>'
    return f"<{name}><rdf:Alt>{said}</rdf:Alt></{name}>"
