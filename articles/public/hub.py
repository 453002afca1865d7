"""Where a reader's machine subscribes to a page or a feed (WebSub, section 4).

The addresses are those that the hub is told of at each change, to the letter.
"""

from django.conf import settings
from django.http import HttpResponse


def hub_links(address: str) -> list[tuple[str, str]]:
    """The relations and addresses to print for what stands at `address`; none without a hub."""
    if not settings.WEBSUB_HUB:
        return []
    return [("hub", settings.WEBSUB_HUB), ("self", address)]


def announced(response: HttpResponse, path: str) -> HttpResponse:
    """Says in the headers of the answer where its changes are told."""
    links = hub_links(settings.SITE_URL + path)
    if links:
        response["Link"] = ", ".join(f'<{address}>; rel="{name}"' for name, address in links)
    return response
