"""The forms of the desk: the article, and the decisions on it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.embargo import refuse_until
from articles.models import Article, Edition, Topic
from articles.readiness import rights_of_added
from articles.refusals import PublishingError
from events.models import Event
from images.desk.choosing import PictureChoice, PictureField
from prose.autocomplete import AutocompleteSeveral, SeveralField
from prose.dates import moment
from prose.fields import LINE_BREAKS, LocalDateTimeField, RichTextField, TypesetField
from prose.sanitise import clean as fenced

LONG_LINE = forms.Textarea(attrs={"rows": 1})


class ArticleForm(forms.ModelForm):
    """The working copy. Remembers which version its writer saw, and refuses to cover another's."""

    kicker = TypesetField(label=_("Kicker"), max_length=60, required=False)
    title = TypesetField(label=_("Title"), max_length=110, widget=LONG_LINE)
    standfirst = TypesetField(
        label=_("Standfirst"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One paragraph of 150 to 500 signs that stands by itself."),
    )
    body = RichTextField(label=_("Body"), required=False)
    hero_image = PictureField(
        label=_("Picture"), required=False, widget=PictureChoice(caption="hero_caption")
    )
    hero_caption = TypesetField(
        label=_("Caption for this article"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Empty: the caption of the library."),
    )
    embargo_until = LocalDateTimeField(
        label=_("Embargo until"),
        required=False,
        help_text=_("Nothing appears before. Once it is saved, a chief editor alone may lift it."),
    )
    topic_choices = SeveralField(
        Topic.objects.all(),
        label=_("Topics"),
        required=False,
        widget=AutocompleteSeveral(Article._meta.get_field("topics"), admin.site),
    )
    event_choices = SeveralField(
        Event.objects.all(),
        label=_("Events covered"),
        required=False,
        widget=AutocompleteSeveral(Article._meta.get_field("events"), admin.site),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = (
            "kicker", "title", "standfirst", "body", "section", "hero_image", "hero_caption",
            "signature", "commissioned_length", "short_title", "slug", "embargo_until",
            "embargo_asked_by",
        )  # fmt: skip
        field_classes = {"short_title": TypesetField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The fields that typesetting changed, as they were typed: for the report, and to undo it.
        self.typed: dict[str, str] = {}
        if "seen_version" in self.fields:
            self.initial["seen_version"] = self.instance.version
        if self.instance.pk:
            self.initial["topic_choices"] = [tag.topic_id for tag in self.instance.taggings.all()]
            self.initial["event_choices"] = [
                coverage.event_id for coverage in self.instance.coverages.all()
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.refuse_stale()
        self.note_what_was_typed(cleaned)
        self.refuse_taken_address(cleaned)
        self.refuse_pictures_outside_their_rights(cleaned)
        self.refuse_embargo(cleaned)
        return cleaned

    def refuse_embargo(self, cleaned: dict[str, Any]) -> None:
        until = cleaned.get("embargo_until")
        if until is not None:
            try:
                refuse_until(self.instance, until)
            except PublishingError as refusal:
                self.add_error("embargo_until", str(refusal))
        elif cleaned.get("embargo_asked_by") and "embargo_until" in cleaned:
            self.add_error("embargo_until", _("Say until when this embargo holds."))

    def refuse_pictures_outside_their_rights(self, cleaned: dict[str, Any]) -> None:
        """Those that the text adds: it keeps a picture whose rights ended since, and is saved."""
        before = self.instance if self.instance.pk else None
        for sentence in rights_of_added(body=cleaned.get("body") or "", before=before):
            self.add_error("body", sentence)

    def note_what_was_typed(self, cleaned: dict[str, Any]) -> None:
        """Where the writer undid the typography, what they did not touch since stays as it is."""
        last = self.instance.revisions.first() if self.instance.pk else None
        undone = (last.typed if last else None) or {}
        for name, field in self.fields.items():
            if name not in cleaned or not isinstance(field, RichTextField | TypesetField):
                continue
            raw = self.data.get(self.add_prefix(name), "")
            if isinstance(field, RichTextField):
                raw = fenced(raw)
            else:
                raw = LINE_BREAKS.sub(" ", raw.strip())
            if raw and undone.get(name) == raw == self.initial.get(name):
                cleaned[name] = self.typed[name] = raw
            elif raw != cleaned[name]:
                self.typed[name] = raw

    def refuse_stale(self) -> None:
        """Holds the row until the save is done: of two at once, the second is told."""
        if not self.instance.pk:
            return
        stored = Article.objects.select_for_update().get(pk=self.instance.pk)
        if self.cleaned_data.get("seen_version") == stored.version:
            return
        last = stored.revisions.select_related("by").first()
        raise ValidationError(
            _(
                "%(who)s changed this article on %(when)s while you were writing. Nothing was "
                "saved, and your text is still below: copy it, reload the page, then merge."
            ),
            code="stale",
            params={
                "who": (last.by.get_full_name() or last.by) if last and last.by else _("Somebody"),
                "when": moment(stored.updated_at),
            },
        )

    def refuse_taken_address(self, cleaned: dict[str, Any]) -> None:
        section = cleaned.get("section")
        if section is None or "title" not in cleaned:
            return
        address = Article(title=cleaned["title"], slug=cleaned.get("slug", "")).address
        taken = (
            Edition.objects.standing()
            .filter(section=section, path__endswith=f"/{address}")
            .exclude(article=self.instance.pk)
            .first()
        )
        if taken:
            self.add_error(
                "slug",
                ValidationError(
                    _("The address “%(address)s” is that of “%(title)s”: choose another one."),
                    code="taken",
                    params={"address": address, "title": taken.title},
                ),
            )
