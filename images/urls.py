from django.urls import path

from images import views

app_name = "images"

urlpatterns = [path("images/renditions/<str:name>", views.rendition, name="rendition")]
