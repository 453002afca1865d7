"""A journalist writes in the admin: what is typed is put right, kept, and shown again."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Revision, Status
from images.credits import credit_line
from tests.articles.desk.pages import ADD, page, signing
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_event,
    make_person,
    make_picture,
    make_position,
    make_section,
    make_topic,
    make_user,
)
from tests.forms import errors_of, form_of, said, send, sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(journalist: User) -> Client:
    signing(journalist)
    return client_of(journalist)


def written(desk: Client, **typed: Any) -> Article:
    """A new article with these fields, as it is stored."""
    answer = send(desk, ADD, **{"title": "Un titre", "_continue": "1"} | typed)
    assert answer.status_code == 302, errors_of(answer)
    return Article.objects.latest("pk")


def rows(prefix: str, *found: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    fields: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(found),
        f"{prefix}-INITIAL_FORMS": stored,
    }
    for rank, row in enumerate(found):
        fields |= {f"{prefix}-{rank}-{name}": value for name, value in row.items()}
    return fields


def signatures(article: Article) -> list[str]:
    return [byline.person.family_name for byline in article.bylines.all()]


def test_the_length_commissioned_is_kept_and_may_be_unknown(desk: Client) -> None:
    assert written(desk, commissioned_length="4500").commissioned_length == 4500
    assert written(desk, commissioned_length="").commissioned_length is None
    refused = send(desk, ADD, title="Un titre", commissioned_length="-3", _continue="1")
    assert "commissioned_length" in errors_of(refused)


# Who signs ------------------------------------------------------------------------------------


def test_a_new_article_is_signed_by_who_writes_it(desk: Client, journalist: User) -> None:
    assert form_of(desk.get(ADD))["bylines-0-person"] == str(signing(journalist).pk)
    article = written(desk)
    assert signatures(article) == ["Martin"]
    assert article.created_by == journalist


def test_the_writer_may_leave_the_article_unsigned(desk: Client) -> None:
    assert signatures(written(desk, **{"bylines-0-person": ""}, signature="La rédaction")) == []


def test_another_may_sign_in_the_writer_s_place(desk: Client) -> None:
    other = make_person("Nadia", "Zidi")
    assert signatures(written(desk, **{"bylines-0-person": other.pk})) == ["Zidi"]


def test_a_writer_without_a_name_in_the_directory_writes_all_the_same() -> None:
    assert signatures(written(client_of(make_user("journalist")))) == []


def test_two_people_sign_in_the_order_given(desk: Client, journalist: User) -> None:
    second = make_person("Nadia", "Zidi")
    article = written(desk, **rows(
        "bylines", {"person": signing(journalist).pk, "rank": 2},
        {"person": second.pk, "rank": 1, "role": "envoyée spéciale à Lyon"},
    ))  # fmt: skip
    assert signatures(article) == ["Zidi", "Martin"]
    assert article.bylines.get(person=second).role == "envoyée spéciale à Lyon"


def test_a_byline_that_is_removed_is_gone(desk: Client) -> None:
    article = written(desk)
    send(desk, page(article), **{"bylines-0-DELETE": "on"}, signature="La rédaction")
    assert signatures(article) == []


# What the article refers to -------------------------------------------------------------------


def test_the_section_the_topics_and_the_events_are_kept(desk: Client) -> None:
    section, topics, events = (
        make_section(), [make_topic(), make_topic()], [make_event(), make_event()]
    )  # fmt: skip
    article = written(
        desk, section=section.pk, topic_choices=[topic.pk for topic in topics],
        event_choices=[event.pk for event in events],
    )  # fmt: skip
    assert article.section == section
    assert set(article.topics.all()) == set(topics)
    assert set(article.events.all()) == set(events)
    form = form_of(desk.get(page(article)))
    assert set(form.values["topic_choices"]) == {str(topic.pk) for topic in topics}
    send(desk, page(article), topic_choices=[topics[1].pk], event_choices=None)
    assert list(article.topics.all()) == [topics[1]]
    assert not article.events.exists()


def test_a_save_keeps_what_it_does_not_touch(desk: Client, journalist: User) -> None:
    article = make_article(
        by=journalist, topics=[make_topic()], events=[make_event()], mentions=[make_person()],
        hero_image=make_picture(), hero_caption="La salle, mardi soir.", signature="Avec AFP",
        authors=[signing(journalist)], slug="un-accord", short_title="Un accord",
    )  # fmt: skip
    before = (article.taggings.get().pk, article.coverages.get().pk, article.mentions.get().pk)
    fields: dict[str, Any] = {**Article.objects.values().get()}
    send(desk, page(article))
    changed = {"updated_at", "version"}
    kept: dict[str, Any] = {**Article.objects.values().get()}
    assert {name for name in fields if fields[name] != kept[name]} == changed
    assert before == (
        article.taggings.get().pk, article.coverages.get().pk, article.mentions.get().pk
    )  # fmt: skip


def test_the_people_mentioned_are_kept_in_order_with_their_title(desk: Client) -> None:
    first, second = make_person("Anne", "Roux"), make_person("Paul", "Vidal")
    article = written(desk, **rows(
        "mentions", {"person": first.pk, "rank": 2},
        {"person": second.pk, "rank": 1, "attribution": "alors directeur"},
    ))  # fmt: skip
    found = [(mention.person, mention.attribution) for mention in article.mentions.all()]
    assert found == [(second, "alors directeur"), (first, "")]


def test_the_position_that_will_be_printed_is_shown(desk: Client, clock: Clock) -> None:
    person = make_person("Anne", "Roux")
    make_position(person, "directrice des systèmes d’information")
    article = written(desk, **rows("mentions", {"person": person.pk, "rank": 0}))
    assert "directrice des systèmes d’information" in desk.get(page(article)).content.decode()


# The text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["kicker", "title", "standfirst", "hero_caption", "short_title"])
def test_french_spaces_and_apostrophes_are_put_right(desk: Client, field: str) -> None:
    article = written(desk, **{field: 'L\'IA : "promesse" ou menace ?'})
    assert getattr(article, field) == ("L’IA\u00a0: «\u00a0promesse\u00a0» ou menace\u202f?")


def test_the_body_is_typeset(desk: Client) -> None:
    article = written(desk, body="<p>L'IA : une <em>menace</em> ?</p>")
    assert article.body == "<p>L’IA\u00a0: une <em>menace</em>\u202f?</p>"


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    '<a href="javascript:alert(1)">ici</a>',
    '<p onclick="alert(1)" style="color: red">rouge</p>',
    '<iframe src="https://example.com"></iframe>',
    "<svg><script>alert(1)</script></svg>",
    '<form action="/admin/"><input name="x"></form>',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<style>p { display: none }</style>",
    '<figure data-image="1&quot; onload=&quot;alert(1)"></figure>',
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_markup_is_not_stored(desk: Client, hostile: str) -> None:
    article = written(desk, body=f"<p>Avant.</p>{hostile}<p>Après.</p>")
    stored = article.body.lower()
    assert "avant." in stored
    assert "après." in stored
    for sign in ("script", "onerror", "onclick", "onload", "style", "iframe", "<form", "<!--"):
        assert sign not in stored


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_old_row_does_not_act_in_the_form(desk: Client, journalist: User, hostile: str) -> None:
    article = make_article(by=journalist, body=f"<p>Avant.</p>{hostile}")
    shown = form_of(desk.get(page(article)))["body"].lower()
    assert "avant." in shown
    assert not any(sign in shown for sign in ("script", "onerror", "onclick", "onload", "iframe"))


@pytest.mark.parametrize("field", ["title", "kicker", "standfirst", "signature", "hero_caption"])
def test_markup_in_a_plain_field_is_only_letters(desk: Client, field: str) -> None:
    typed = "<b onclick=x>gras</b>"
    article = written(desk, **{field: typed})
    words = desk.get(page(article)).content.decode()
    assert typed not in words
    preview = desk.get(page(article, "preview")).content.decode()
    assert typed not in preview


def test_subheads_quotes_lists_and_links_are_kept(desk: Client) -> None:
    body = (
        "<h2>Former</h2><blockquote><p>Une citation.</p></blockquote><ul><li>Un</li></ul>"
        '<p><a href="https://example.com/">Un lien</a> et <strong>du gras</strong>.</p>'
        '<aside class="exergue"><blockquote><p>Fort.</p></blockquote><footer>Anne Roux</footer>'
        "</aside>"
    )
    article = written(desk, body=body)
    assert "".join(article.body.split("\n")) == body


# Pictures -------------------------------------------------------------------------------------


def test_the_picture_is_shown_with_its_caption_and_credit(desk: Client) -> None:
    picture = make_picture(caption="La salle, mardi.", credit="Studio Exemple", alt="Une salle.")
    article = written(desk, hero_image=picture.pk)
    words = desk.get(page(article)).content.decode()
    assert picture.renditions.filter(crop="16x9", format="jpeg").get().file.url in words
    assert "La salle, mardi." in words
    assert credit_line(picture) in words
    assert 'alt="Une salle."' in words


def test_a_picture_whose_rights_ended_is_not_shown(desk: Client, journalist: User) -> None:
    picture = make_picture(rights_until=timezone.now())
    article = make_article(by=journalist, hero_image=picture)
    words = desk.get(page(article)).content.decode()
    assert "/images/renditions/" not in words


def test_the_pictures_of_the_body_are_noted(desk: Client) -> None:
    first, second = make_picture(), make_picture()
    body = '<p>Un.</p><figure data-image="{}"></figure>'
    article = written(desk, body=body.format(first.pk))
    assert [use.image for use in article.illustrations.all()] == [first]
    send(desk, page(article), body=body.format(second.pk))
    assert [use.image for use in article.illustrations.all()] == [second]
    send(desk, page(article), body="<p>Sans image.</p>")
    assert not article.illustrations.exists()


# Saves ----------------------------------------------------------------------------------------


def test_each_save_that_changes_something_is_a_revision(
    desk: Client, journalist: User, clock: Clock
) -> None:
    article = written(desk, title="Premier jet")
    clock.forward(minutes=5)
    send(desk, page(article), title="Deuxième jet")
    kept = [(row.number, row.by, row.at, row.content["title"]) for row in article.revisions.all()]
    assert kept == [
        (2, journalist, clock.now(), "Deuxième jet"),
        (1, journalist, clock.after(minutes=-5), "Premier jet"),
    ]


def test_a_save_that_changes_nothing_is_no_revision(desk: Client) -> None:
    article = written(desk, body="<p>Un corps.</p>")
    send(desk, page(article))
    assert article.revisions.count() == 1


@pytest.mark.parametrize("part", ["byline", "mention", "topic", "event", "picture"])
def test_a_change_of_a_part_alone_is_a_revision(desk: Client, part: str) -> None:
    article = written(desk)
    person = make_person("Paul", "Vidal")
    typed: dict[str, dict[str, Any]] = {
        "byline": {"bylines-0-role": "à Lyon"},
        "mention": rows("mentions", {"person": person.pk, "rank": 0, "article": article.pk}),
        "topic": {"topic_choices": [make_topic().pk]},
        "event": {"event_choices": [make_event().pk]},
        "picture": {"hero_image": make_picture().pk},
    }
    send(desk, page(article), **typed[part])
    assert article.revisions.count() == 2


def test_a_refused_form_is_no_revision(desk: Client) -> None:
    article = written(desk)
    send(desk, page(article), title="")
    assert Revision.objects.count() == 1


def test_a_working_title_is_enough_to_begin(desk: Client) -> None:
    article = written(desk, title="À creuser")
    assert article.status == Status.DRAFT
    assert desk.get(page(article, "preview")).status_code == 200


# Submitting -----------------------------------------------------------------------------------

WHOLE = {"standfirst": "Un chapô.", "body": "<p>Un corps.</p>"}


def test_an_article_is_submitted_as_it_is_begun(desk: Client) -> None:
    article = written(desk, **WHOLE, section=make_section().pk, _decision="submit", _continue=None)
    assert article.status == Status.IN_REVIEW


def test_an_article_is_submitted_with_what_was_just_typed(desk: Client) -> None:
    article = written(desk, **WHOLE, section=make_section().pk)
    answer = send(desk, page(article), title="Un titre plus juste", _decision="submit")
    article.refresh_from_db()
    assert (article.title, article.status) == ("Un titre plus juste", Status.IN_REVIEW)
    assert any("Un titre plus juste" in words for words in said(answer))


def test_what_lacks_is_said_and_what_was_typed_is_kept(desk: Client) -> None:
    article = written(desk, title="À compléter", kicker="Enquête", _decision="submit")
    assert (article.kicker, article.status) == ("Enquête", Status.DRAFT)
    answer = send(desk, page(article), _decision="submit")
    (words,) = said(answer)
    for lack in ("Choose a section.", "Write a standfirst.", "Write the body of the article."):
        assert sentence(lack) in words
    assert answer.headers["Location"] == page(article)


def test_enter_in_a_field_saves_and_decides_nothing(desk: Client) -> None:
    article = written(desk)
    for address in (ADD, page(article)):
        # A browser presses the first button of the form.
        assert form_of(desk.get(address)).buttons[0] == ("_continue", "1")


def test_the_preview_button_saves_first(desk: Client) -> None:
    article = written(desk)
    answer = send(desk, page(article), title="Vu tel quel", _decision="preview")
    assert answer.headers["Location"] == page(article, "side_by_side")
    assert page(article, "preview") in desk.get(answer.headers["Location"]).content.decode()
    assert "Vu tel quel" in desk.get(page(article, "preview")).content.decode()
