"""Addresses that a secret opens, for people and programs that are not logged in."""

from django.urls import re_path

from articles.desk.calendar.subscribing import private_calendar
from articles.desk.outsiders import outsider

# 256 bits, see articles.desk.tokens.
IN_HAND = r"(?P<token>[A-Za-z0-9_-]{43})"

urlpatterns = [
    # With or without its last bar: a redirect from one to the other would tell it from an
    # unknown address.
    re_path(rf"^apercu/{IN_HAND}/?$", outsider, name="outsider"),
    re_path(rf"^calendrier/{IN_HAND}\.ics$", private_calendar, name="private_calendar"),
]
