"""The address that a link for somebody outside opens."""

from django.urls import re_path

from articles.desk.outsiders import outsider

urlpatterns = [
    # With or without its last bar: a redirect from one to the other would tell it from an
    # unknown address.
    re_path(r"^apercu/(?P<token>[A-Za-z0-9_-]{43})/?$", outsider, name="outsider")
]
