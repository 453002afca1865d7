from django.urls import path

from events import views

app_name = "events"

# An event cannot take the addresses that come before its own: `RESERVED` in its model.
urlpatterns = [
    path("evenements/", views.agenda, name="agenda"),
    path("evenements/calendrier.ics", views.whole_calendar, name="whole_calendar"),
    path("evenements/archives/<int:year>/", views.archive, name="archive"),
    path("evenements/<slug:slug>/", views.event, name="event"),
    path("evenements/<slug:slug>.ics", views.calendar, name="calendar"),
]
