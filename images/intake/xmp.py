"""XMP as plain lists of texts, by the usual names of its properties.

Parsed by defusedxml: no entity is expanded, nothing is fetched. A packet of more than a megabyte
holds a program's history, not what a picture shows: it is left unread.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

Properties = dict[str, list[str]]

MOST_BYTES = 1_000_000
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://creativecommons.org/ns#": "cc",
}
CONTAINERS = {f"{RDF}Alt", f"{RDF}Seq", f"{RDF}Bag"}


def properties(packet: Any) -> Properties:
    """`{"dc:creator": ["Zoé Müller"]}`; empty when there is no packet or it cannot be read."""
    data = packet.encode() if isinstance(packet, str) else packet
    if not isinstance(data, bytes) or not data or len(data) > MOST_BYTES:
        return {}
    try:
        root = fromstring(data.strip(b"\0 \r\n\t"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return {}
    found: Properties = {}
    for described in root.iterfind(f".//{RDF}RDF/{RDF}Description"):
        for name, values in stated(described):
            if name and name not in found:
                found[name] = values
    return found


def stated(described: Element) -> Iterator[tuple[str, list[str]]]:
    """What one description says, as attributes and as elements."""
    for attribute, value in described.attrib.items():
        yield short(attribute), [value]
    for element in described:
        yield short(str(element.tag)), values_of(element)


def short(name: str) -> str:
    """ "dc:creator"; "" for a vocabulary that nothing here asks for."""
    namespace, _brace, local = name.removeprefix("{").rpartition("}")
    return f"{PREFIXES[namespace]}:{local}" if namespace in PREFIXES else ""


def values_of(element: Element) -> list[str]:
    """The texts of a property: plain, a resource, a list, or languages with French first."""
    if resource := element.get(f"{RDF}resource"):
        return [resource]
    for container in element:
        if container.tag in CONTAINERS:
            items = (
                sorted(container, key=language_rank) if container.tag == f"{RDF}Alt" else container
            )
            return [text for item in items if (text := "".join(item.itertext()).strip())]
    text = "".join(element.itertext()).strip()
    return [text] if text else []


def language_rank(item: Element) -> int:
    language = item.get(XML_LANGUAGE, "").lower()
    if language.startswith("fr"):
        return 0
    return 1 if language == "x-default" else 2
