from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person
from prose.fields import RichTextField


class PersonForm(forms.ModelForm):
    biography = RichTextField(label=_("Biography"), required=False)

    class Meta:
        model = Person
        fields = (
            "honorific", "given_name", "family_name", "slug", "grammatical_gender", "biography",
            "portrait", "user",
        )  # fmt: skip
