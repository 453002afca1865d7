from django.urls import path

from newsroom import pages

app_name = "pages"

urlpatterns = [path(f"{name}/", pages.page, {"name": name}, name=name) for name in pages.PAGES]
