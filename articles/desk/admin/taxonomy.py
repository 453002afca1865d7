from django.contrib import admin

from articles.models import Section, Topic
from prose.kept import KeptWhenUsed


@admin.register(Section)
class SectionAdmin(KeptWhenUsed):
    list_display = ("name", "slug", "rank")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Topic)
class TopicAdmin(KeptWhenUsed):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
