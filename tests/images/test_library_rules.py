"""What a picture must say: refused by the library with a sentence, and by the database beneath."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from images import library, rules
from images.models import Image
from tests.factories import make_picture, picture_bytes
from tests.images.test_intake_words import SOURCE_TYPES, packet

pytestmark = pytest.mark.django_db

DR: dict[str, Any] = {
    "credit_form": "dr",
    "credit": "DR",
    "research_note": "Cherché dans trois fonds, mardi.",
}
GENERATED: dict[str, Any] = {
    "rights": "generated",
    "credit_form": "generated",
    "generator": "Pinceau 3",
}


def refused(**fields: Any) -> set[str]:
    """The fields at which a picture with `fields` is refused."""
    with pytest.raises(ValidationError) as caught:
        make_picture(**fields)
    assert not Image.objects.exists()
    return set(caught.value.message_dict) - {"__all__"}


# Credit ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("credit", ["DR", "D.R.", "d. r.", "(DR)", "Droits réservés", "dr"])
def test_dr_is_no_credit_in_another_form(credit: str) -> None:
    assert refused(credit=credit) == {"credit"}


@pytest.mark.parametrize("credit", ["-", ".", "…", "\u200b", "\u2060\u200d", "_", "©"])
def test_a_credit_without_a_letter_nor_a_figure_is_none(credit: str) -> None:
    assert refused(credit=credit) == {"credit"}


@pytest.mark.parametrize(
    "credit",
    ["Tous droits réservés", "inconnu", "Auteur inconnu", "DR / AFP", "D.R./AFP", "DR - inconnu"],
)
def test_a_credit_that_names_nobody_is_none(credit: str) -> None:
    assert refused(credit=credit) == {"credit"}


@pytest.mark.parametrize("photographer", ["DR", "D.R.", "Inconnu", "droits réservés"])
def test_a_photographer_that_names_nobody_is_none(photographer: str) -> None:
    assert refused(photographer=photographer) == {"photographer"}


@pytest.mark.parametrize("credit", ["DRH Conseil", "L’Inconnu du lac", "Dr Paul Roux", "ADR"])
def test_a_name_that_looks_like_dr_is_a_name(credit: str) -> None:
    assert make_picture(credit=credit).credit == credit


def test_dr_needs_the_search_that_was_made() -> None:
    assert refused(**DR | {"research_note": "  "}) == {"research_note"}
    assert make_picture(**DR).credit == "DR"


def test_dr_is_for_an_author_whom_nobody_knows() -> None:
    assert refused(**DR, photographer="Zoé Müller") == {"credit_form"}


def test_choosing_dr_is_enough_to_be_credited_so() -> None:
    file = ContentFile(picture_bytes(), name="a.jpg")
    note = {"research_note": "Cherché.", "alt": "Une salle.", "credit_form": "dr"}
    assert library.add(file=file, by=None, **note).credit == "DR"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"rights": "generated"}, "credit_form"),
        ({"credit_form": "generated", "generator": "Pinceau 3"}, "credit_form"),
        (GENERATED | {"generator": ""}, "generator"),
    ],
)
def test_a_generated_picture_says_so_and_names_its_tool(fields: dict[str, str], field: str) -> None:
    assert refused(**fields) == {field}
    assert make_picture(**GENERATED).generator == "Pinceau 3"


def test_a_file_that_says_that_an_ai_made_it_is_entered_so() -> None:
    fields = (
        f"<ext:DigitalSourceType>{SOURCE_TYPES}trainedAlgorithmicMedia</ext:DigitalSourceType>"
        "<ext:AISystemUsed>Pinceau 3</ext:AISystemUsed>"
    )
    file = ContentFile(picture_bytes(xmp=packet(fields)), name="a.jpg")
    image = library.add(file=file, by=None, alt="Un robot.", credit="La rédaction")
    assert (image.rights, image.credit_form) == ("generated", "generated")
    assert image.generator == "Pinceau 3"


# Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("La  salle mardi.", "La salle mardi."),
        ("La salle, mardi", "LA SALLE MARDI."),
        ("La grande salle mardi soir", "La grande salle, mardi soir à Lyon."),
        ("Photo d’une salle pleine.", "Lyon, mardi."),
        ("Une photographie de la salle", "Lyon, mardi."),
        ("Image du ministre", "Lyon, mardi."),
        ("La photo d’un mur", "Lyon, mardi."),
        (".", "Lyon, mardi."),
        ("— …", ""),
        ("DSC_0042.JPG", "Lyon, mardi."),
        ("", "Lyon, mardi."),
    ],
)
def test_a_description_that_describes_nothing_is_refused(alt: str, caption: str) -> None:
    assert refused(alt=alt, caption=caption) == {"alt"}


@pytest.mark.parametrize(
    "alt",
    ["Photographe au travail.", "Images médicales sur un écran.", "Photos de famille au mur."],
)
def test_a_description_may_speak_of_photographs(alt: str) -> None:
    assert make_picture(alt=alt).alt == alt


@pytest.mark.parametrize("fields", [{"credit_form": "infographic"}, {"text_inside": True}])
def test_what_is_to_be_read_in_a_picture_is_told_in_words(fields: dict[str, Any]) -> None:
    assert refused(**fields, long_description="  ") == {"long_description"}
    told = make_picture(**fields, long_description="Douze lits en 2024, dix-huit en 2025.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=told.pk).update(long_description="")


def test_text_in_a_picture_is_remarked_on_unless_it_is_an_infographic() -> None:
    poster = make_picture(text_inside=True, long_description="« Entrée par la cour. »")
    assert "text_inside" in dict(rules.remarks(poster))
    poster.credit_form = "infographic"
    assert "text_inside" not in dict(rules.remarks(poster))


def test_a_caption_that_is_a_file_name_is_refused() -> None:
    assert refused(caption="IMG_20250211_093000.jpg") == {"caption"}


def test_a_decorative_picture_needs_no_description() -> None:
    assert make_picture(alt="", decorative=True).pk


def test_what_would_be_better_said_otherwise_is_remarked() -> None:
    image = Image(alt="a" * 151, caption="La salle mardi", credit="AFP", rights="licence")
    assert [name for name, _sentence in rules.remarks(image)] == ["alt", "caption", "rights_until"]
    assert [name for name, _sentence in rules.remarks(Image(alt="Un.", credit="AFP"))] == [
        "caption"
    ]
    sound = Image(alt="Une salle.", caption="Lyon, mardi.", credit="AFP", rights="own")
    assert list(rules.remarks(sound)) == []


# Rights ---------------------------------------------------------------------------------------


def test_a_licence_is_named() -> None:
    assert refused(rights="free") == {"licence"}
    assert make_picture(rights="free", licence="CC BY 4.0").pk


def test_what_is_under_licence_says_from_whom() -> None:
    assert refused(rights="licence") == {"source"}
    assert make_picture(rights="licence", source="Agence Été").pk
    assert make_picture(rights="licence", licence="Presse, un an").pk


def test_every_rule_that_is_broken_is_said_at_once() -> None:
    fields = {"alt": "", "caption": "a.jpg", "credit_form": "dr", "rights": "free"}
    assert refused(**fields) == {"alt", "caption", "credit_form", "research_note", "licence"}


# Beneath --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"credit": "DR"},
        {"credit_form": "dr"},
        {"credit_form": "dr", "credit": "DR"},
        {"credit_form": "dr", "credit": "Zoé", "research_note": "Cherché."},
        {"credit_form": "dr", "credit": "DR", "research_note": "Cherché.", "photographer": "Zoé"},
        {"rights": "generated"},
        {"credit_form": "generated"},
        {"rights": "generated", "credit_form": "generated"},
        {"rights": "free"},
        {"rights": "licence"},
    ],
)
def test_the_database_refuses_what_the_library_refuses(wrong: dict[str, str]) -> None:
    image = make_picture()
    with pytest.raises(IntegrityError), transaction.atomic():
        Image.objects.filter(pk=image.pk).update(**wrong)


# Names and the same file again ----------------------------------------------------------------


def test_a_picture_is_called_by_its_caption_cut_at_a_word() -> None:
    image = Image(caption="La matinée consacrée à la santé lors du sommet " * 3)
    assert str(image) == (
        "La matinée consacrée à la santé lors du sommet La matinée consacrée à la santé…"
    )
    assert str(Image(caption="La salle.")) == "La salle."
    assert str(Image(alt="Une salle.")) == "Une salle."


def test_the_same_file_again_is_said_to_be_known() -> None:
    data = picture_bytes()
    words = {"alt": "Une salle.", "credit": "AFP"}
    first = library.take(file=ContentFile(data, name="a.jpg"), by=None, **words)
    again = library.take(file=ContentFile(data, name="b.jpg"), by=None, **words)
    assert (first.known, again.known) == (False, True)
    assert first.image == again.image
