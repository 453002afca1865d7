from django.contrib import admin

from articles.models import Section, Topic
from prose.kept import KeptWhenUsed
from prose.searched import SearchedByWords


@admin.register(Section)
class SectionAdmin(SearchedByWords, KeptWhenUsed):
    list_display = ("name", "slug", "rank")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Topic)
class TopicAdmin(SearchedByWords, KeptWhenUsed):
    list_display = ("name", "slug")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
