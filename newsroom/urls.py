"""Every address of the site. The readers' come last: a section is a bare word."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from newsroom import pages
from newsroom.health import healthz

handler403 = "newsroom.pages.forbidden"
handler404 = "newsroom.pages.not_found"
handler500 = "newsroom.pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("admin/", admin.site.urls),
    path("", include("articles.desk.outside_urls")),
    path("", include("images.urls")),
    path("", include("people.urls")),
    path("", include("events.urls")),
    path("", include("newsroom.pages_urls")),
    path("", include("articles.public.urls")),
]
