from django.urls import path

from people import views

app_name = "people"

urlpatterns = [
    path("personnes/<slug:slug>/", views.person, name="person"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
]
