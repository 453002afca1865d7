"""The page where a person makes or revokes the private address of the calendar, and the address."""

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.desk.calendar import addresses
from articles.desk.calendar.ics import calendar_of
from articles.desk.calendar.pages import of_the_desk
from articles.models import CalendarAddress


def urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("calendar/address/", site.admin_view(subscribe), name="calendar_address")]


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Whether the person has an address, and since when it was last read. A new one is shown once,
    in the answer to the form that asked for it."""
    user, made = of_the_desk(request), ""
    if request.method == "POST":
        if "revoke" in request.POST:
            addresses.revoke(user=user)
            messages.success(request, _("The private address opens nothing any more."))
            return HttpResponseRedirect(reverse("admin:calendar_address"))
        token = addresses.make(user=user)
        made = settings.SITE_URL + reverse("private_calendar", args=[token])
    context = admin.site.each_context(request) | {
        "title": _("My calendar address"),
        "address": CalendarAddress.objects.filter(user=user).first(),
        "made": made,
    }
    response = TemplateResponse(request, "admin/calendar/address.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def private_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """No cookie is read: what opens is the token in the address, and shows what its person may
    see now. Anything else is the page of an unknown address."""
    user = addresses.reader_of(token)
    if user is None:
        raise Http404
    response = HttpResponse(
        calendar_of(user, timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
