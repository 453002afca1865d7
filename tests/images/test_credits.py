"""Each form of a credit, to the sign: no-break space before a colon and after ©."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import printed_figure
from images.credits import credit_line, credit_text, parted, without_credit
from images.models import CreditForm, Image

NBSP = "\u00a0"
ZOE = {"photographer": "Zoé Müller", "credit": "AFP"}
AGENCY = {"credit": "AFP"}


@pytest.mark.parametrize(
    ("form", "parts", "printed"),
    [
        ("house", {"credit": "Ministère de la Santé"}, f"(Crédit{NBSP}: Ministère de la Santé)"),
        ("house", ZOE, f"(Crédit{NBSP}: Zoé Müller / AFP)"),
        ("copyright", ZOE, f"©{NBSP}Zoé Müller / AFP"),
        ("copyright", AGENCY, f"©{NBSP}AFP"),
        ("photo", ZOE, "Photo Zoé Müller/AFP"),
        ("photo", AGENCY, "Photo AFP"),
        ("illustration", AGENCY, f"Illustration{NBSP}: AFP"),
        ("illustration", ZOE, f"Illustration{NBSP}: Zoé Müller / AFP"),
        ("screenshot", AGENCY, f"Capture d’écran{NBSP}: AFP"),
        ("infographic", AGENCY, f"Infographie{NBSP}: AFP"),
        ("dr", {"credit": "DR"}, "DR"),
        (
            "generated",
            {"credit": "Le Pouls numérique", "generator": "Pinceau 3"},
            "Image générée par IA (Pinceau 3) — Le Pouls numérique",
        ),
    ],
)
def test_each_form_of_a_credit(form: str, parts: dict[str, str], printed: str) -> None:
    assert credit_line(Image(credit_form=form, **parts)) == printed


def test_the_house_form_is_the_default() -> None:
    assert Image().credit_form == CreditForm.HOUSE


@pytest.mark.parametrize(
    ("photographer", "credit", "printed"),
    [
        ("Zoé Müller", "Zoé Müller / AFP", "Zoé Müller / AFP"),
        ("Zoé Müller", "zoé müller", "zoé müller"),
        ("Zoé Müller / AFP", "AFP", "Zoé Müller / AFP"),
        ("", "AFP", "AFP"),
    ],
)
def test_nobody_is_named_twice(photographer: str, credit: str, printed: str) -> None:
    image = Image(photographer=photographer, credit=credit)
    assert credit_line(image) == f"(Crédit{NBSP}: {printed})"


def test_machines_get_the_names_without_the_brackets_of_the_house() -> None:
    assert credit_text(Image(**ZOE)) == "Zoé Müller / AFP"
    assert credit_text(Image(**ZOE, credit_form="copyright")) == f"©{NBSP}Zoé Müller / AFP"
    assert credit_text(Image(credit="DR", credit_form="dr")) == "DR"


@given(
    form=st.sampled_from(CreditForm.values),
    photographer=st.text(max_size=30),
    credit=st.text(min_size=1, max_size=30),
)
def test_no_form_loses_a_name(form: str, photographer: str, credit: str) -> None:
    line = credit_line(Image(credit_form=form, photographer=photographer, credit=credit))
    assert line
    if form != CreditForm.RESERVED:
        assert credit in line or credit.casefold() in photographer.casefold()
        assert photographer.casefold() in line.casefold()
    head = line.replace(photographer, "").replace(credit, "")
    assert not re.search(f"[^{NBSP}]:|©[^{NBSP}]", head)


# A caption of a use does not carry a credit ---------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "La salle, mardi. (Crédit : Un autre)",
        f"La salle, mardi. (Crédit{NBSP}: Un autre).",
        "La salle, mardi. (Crédits photos : X / Y)",
        "La salle, mardi. (Photo : X)",
        "La salle, mardi. © Un autre",
        "La salle, mardi. (© Un autre)",
        "La salle, mardi. Crédit : AFP",
        "La salle, mardi. Crédits photos : iStock / fizkes.",
        "La salle, mardi. Crédit photo © Agence d’Été",
        "La salle, mardi. Photo : J.-P. Martin/AFP",
        "La salle, mardi. (photo AFP)",
        "La salle, mardi. (Photo Anne Roux / AFP)",
        "La salle, mardi. © Jean M. Dupont/AFP",
        "La salle, mardi. © Ministère de la Santé",
        "La salle, mardi. – © 2025 Le Monde",
    ],
)
def test_a_credit_typed_in_a_caption_is_not_printed(typed: str) -> None:
    assert without_credit(typed) == "La salle, mardi."


@pytest.mark.parametrize(
    "typed",
    [
        "La salle, mardi.",
        "La salle (à gauche).",
        "Le © des images est débattu. Suite.",
        "",
        "AFP",
        "Le smartphone © présenté à Paris en mai",
        "Le hall (photo : à gauche, la directrice)",
        "Les banques attendent. Crédit : la hausse des taux inquiète.",
        "Le siège, à Montrouge. Crédit Agricole",
        "Le hall (photo prise mardi).",
        "Le hall. © AFP. Anne Roux est à gauche.",
        "Le photographe. Photos : les lauréats.",
    ],
)
def test_a_caption_that_holds_no_credit_stays_as_it_was_typed(typed: str) -> None:
    assert without_credit(typed) == typed


@pytest.mark.parametrize("credit", ["© Jean M. Dupont/AFP", "(photo AFP)", "(Photo : Anne Roux)"])
def test_a_credit_is_found_where_the_caption_does_not_end_with_a_full_stop(credit: str) -> None:
    assert parted(f"Le hall {credit}") == ("Le hall", credit)


@pytest.mark.parametrize("part", ["A/", "A. ", "A.A", "A , ", "Le de la ", "\u00a0", "@A/a "])
def test_a_long_caption_is_read_at_once(part: str) -> None:
    typed = f"© {part * (480 // len(part))}!"
    began = time.process_time()
    parted(typed)
    assert time.process_time() - began < 0.2


@given(st.text(alphabet="A.-/ ,©()dé:’", max_size=60))
def test_a_caption_is_parted_whatever_it_holds(typed: str) -> None:
    rest, credit = parted(typed)
    assert typed.startswith(rest)
    assert credit in typed
    assert bool(credit) == (rest != typed) or not typed.strip()


def test_a_use_that_types_a_credit_alone_prints_the_caption_of_the_library() -> None:
    image = Image(pk=3, alt="Une salle.", caption="La salle.", credit="AFP")
    assert printed_figure(image, "© Un autre")["caption"] == "La salle."
    assert printed_figure(image, "Vue d’en haut. © Un autre")["caption"] == "Vue d’en haut."
