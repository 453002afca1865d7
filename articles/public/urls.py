"""The readers' addresses that are made of editions. Included last: a section is a bare word."""

from django.urls import path, register_converter

from articles.public import feeds, views

app_name = "articles"


class Year:
    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str | int) -> str:
        return str(value)


class Month(Year):
    regex = "0[1-9]|1[0-2]"


register_converter(Year, "yyyy")
register_converter(Month, "mm")

urlpatterns = [
    path("", views.home, name="home"),
    path("rss.xml", feeds.Newest(), name="rss"),
    path("corrections/", views.corrections, name="corrections"),
    path("themes/<slug:slug>/", views.topic, name="topic"),
    path("archives/<yyyy:year>/<mm:month>/", views.archive, name="archive"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<yyyy:year>/<mm:month>/<slug:slug>/", views.article, name="article"),
]
