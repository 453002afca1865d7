from django.urls import path

from events import views

app_name = "events"

urlpatterns = [
    path("evenements/", views.agenda, name="agenda"),
    path("evenements/<slug:slug>/", views.event, name="event"),
    path("evenements/<slug:slug>.ics", views.calendar, name="calendar"),
]
