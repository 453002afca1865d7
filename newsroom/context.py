"""What every template may print."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from newsroom.publisher import PUBLISHER


def publication(request: HttpRequest) -> dict[str, Any]:
    return {"publisher": PUBLISHER, "site_url": settings.SITE_URL}
