"""Who may ask the library's JSON addresses, and how a refusal is said."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.models import User
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponseBase]


def refusal(
    errors: dict[str, list[str]], status: int = 400, *, login: bool = False
) -> JsonResponse:
    """What was wrong, by field: `file` and `all` are said of the whole."""
    return JsonResponse({"errors": errors} | ({"login": True} if login else {}), status=status)


def for_staff(permission: str) -> Callable[[View], View]:
    """For staff with `permission`; answers in JSON, and never with the login's page.

    The view is called with the user after the request.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: int) -> HttpResponseBase:
            user = request.user
            if not (isinstance(user, User) and user.is_active and user.is_staff):
                return refusal({"all": [_("You are logged out.")]}, 403, login=True)
            if not user.has_perm(permission):
                return refusal(
                    {"all": [_("Your role cannot do this in the picture library.")]}, 403
                )
            return view(request, user, **parts)

        return never_cache(guarded)

    return decorate
