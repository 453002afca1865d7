"""A link for somebody outside: who makes it, what it opens, and that nothing else is learnt."""

import hashlib
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing
from articles.desk import preview_links
from articles.desk.saving import saved
from articles.desk.versions_shown import Version, version
from articles.models import Article, Edition, PreviewLink
from tests.articles.desk.pages import desk_of, page
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_edition,
    make_picture,
    make_published,
    make_ready,
    make_user,
)
from tests.forms import errors_of, send

pytestmark = pytest.mark.django_db

UNKNOWN = "/nulle-part/" + "a" * 43 + "/"


@pytest.fixture
def article(journalist: User, clock: Clock) -> Article:
    return make_article(by=journalist, title="Le texte que personne n’a lu")


def make_link(article: Article, **fields: Any) -> tuple[PreviewLink, str]:
    """A link by an editor, for three days unless `expires_at` says otherwise, and its address."""
    given: dict[str, Any] = {
        "by": make_user("editor"),
        "recipient": "Maître Aubin",
        "expires_at": timezone.now() + timedelta(days=3),
    }
    link, token = preview_links.create(article=article, **given | fields)
    return link, f"/apercu/{token}/"


def ask(user: User, article: Article, **fields: str) -> HttpResponse:
    """Send the form of a link, as it stands but for `fields`."""
    answer: HttpResponse = send(client_of(user), page(article, "links"), **fields)
    return answer


def address_in(answer: HttpResponse) -> str:
    found = re.search(r'id="preview-address"[^>]*value="[^"]*(/apercu/[^"]+)"', text(answer))
    assert found
    return found[1]


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def learnt(answer: Any) -> tuple[int, bytes, dict[str, str]]:
    """All that an answer says, but for the name of its request."""
    headers = {name: value for name, value in answer.items() if name != "X-Request-ID"}
    return answer.status_code, answer.content, headers


def assert_unknown(reader: Client, address: str) -> None:
    for method in ("get", "head", "post", "put"):
        call = getattr(reader, method)
        assert learnt(call(address)) == learnt(call(UNKNOWN)), method


# Making one -----------------------------------------------------------------------------------


def test_an_editor_makes_a_link_that_opens_the_page(
    article: Article, editor: User, reader: Client
) -> None:
    answer = ask(editor, article, recipient="Maître Aubin")
    link = PreviewLink.objects.get()
    assert (link.recipient, link.article, link.created_by) == ("Maître Aubin", article, editor)
    assert link.expires_at - link.created_at == timedelta(days=3)
    seen = reader.get(address_in(answer))
    assert seen.status_code == 200
    assert article.title in text(seen)
    assert "Maître Aubin" in text(seen)


def test_the_address_is_shown_once_and_its_token_is_kept_nowhere(
    article: Article, editor: User
) -> None:
    address = address_in(ask(editor, article, recipient="Maître Aubin"))
    token = address.split("/")[2]
    assert len(token) == 43
    kept = str(list(PreviewLink.objects.values()))
    assert token not in kept
    assert hashlib.sha256(token.encode()).hexdigest() in kept
    again = client_of(editor).get(page(article, "links"))
    assert "/apercu/" not in text(again)
    assert "Maître Aubin" in text(again)


def test_two_links_have_two_tokens(article: Article) -> None:
    addresses = {make_link(article)[1] for _rank in range(3)}
    assert len(addresses) == 3


@pytest.mark.parametrize(("choice", "hours"), [("1", 24), ("3", 72), ("7", 168)])
def test_a_link_lasts_as_long_as_was_chosen(
    article: Article, editor: User, choice: str, hours: int
) -> None:
    ask(editor, article, recipient="Élise", expiry=choice)
    link = PreviewLink.objects.get()
    assert link.expires_at - link.created_at == timedelta(hours=hours)


def test_a_link_lasts_until_the_instant_that_was_typed(
    article: Article, editor: User, clock: Clock
) -> None:
    wanted = clock.after(days=2).replace(second=0, microsecond=0)
    typed = timezone.localtime(wanted).strftime("%Y-%m-%dT%H:%M")
    ask(editor, article, recipient="Élise", expiry="other", expires_at=typed)
    assert PreviewLink.objects.get().expires_at == wanted


@pytest.mark.parametrize(
    "typed", ["", "demain", "2024-02-30T10:00", "2001-01-01T10:00", "0000-00-00T00:00"]
)
def test_a_date_typed_badly_or_past_is_refused_at_its_field(
    article: Article, editor: User, typed: str
) -> None:
    answer = ask(editor, article, recipient="Élise", expiry="other", expires_at=typed)
    assert answer.status_code == 200
    assert not PreviewLink.objects.exists()
    assert set(errors_of(answer)) == {"expires_at"}
    assert 'value="Élise"' in text(answer)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"recipient": ""}, "recipient"),
        ({"recipient": "   "}, "recipient"),
        ({"recipient": "a" * 121}, "recipient"),
        ({"recipient": "a\0b"}, "recipient"),
        ({"email": "pas une adresse"}, "email"),
        ({"expiry": "999"}, "expiry"),
        ({"version": "save-99"}, "version"),
        ({"version": "<script>"}, "version"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    article: Article, editor: User, fields: dict[str, str], field: str
) -> None:
    answer = ask(editor, article, **{"recipient": "Élise"} | fields)
    assert answer.status_code == 200
    assert set(errors_of(answer)) == {field}
    assert not PreviewLink.objects.exists()


def test_the_database_refuses_a_link_that_ends_before_it_begins(article: Article) -> None:
    link, _address = make_link(article)
    with pytest.raises(IntegrityError), transaction.atomic():
        PreviewLink.objects.filter(pk=link.pk).update(expires_at=link.created_at)


# Who makes one --------------------------------------------------------------------------------


def test_a_journalist_makes_links_to_own_texts_alone(article: Article, journalist: User) -> None:
    assert ask(journalist, article, recipient="La source").status_code == 200
    assert PreviewLink.objects.count() == 1
    foreign = make_published(title="Le texte d’un autre")
    desk = client_of(journalist)
    for answer in (
        desk.get(page(foreign, "links")),
        desk.post(page(foreign, "links"), {"recipient": "La source", "expiry": "3"}),
    ):
        assert answer.status_code == 403
    with pytest.raises(preview_links.Refused):
        make_link(foreign, by=journalist)
    assert PreviewLink.objects.count() == 1


@pytest.mark.parametrize("role", ["journalist", "picture_editor", ""])
def test_who_may_not_see_the_article_is_not_told_that_it_exists(
    article: Article, role: str
) -> None:
    for name in ("links", "side_by_side"):
        answer = desk_of(role).get(page(article, name))
        assert answer.status_code == 404
        assert article.title not in text(answer)


def test_the_button_is_shown_to_those_who_may_press_it(
    article: Article, journalist: User, editor: User
) -> None:
    foreign = make_published()
    for user, shown in ((editor, True), (journalist, False)):
        assert (page(foreign, "links") in text(client_of(user).get(page(foreign)))) is shown
    assert page(article, "links") in text(client_of(journalist).get(page(article)))


# Opening it -----------------------------------------------------------------------------------


def test_what_it_answers_is_kept_by_nobody(article: Article, reader: Client) -> None:
    answer = reader.get(make_link(article)[1])
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert 'name="robots" content="noindex' in text(answer)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "<script" not in text(answer)
    assert "canonical" not in text(answer)


def test_visits_are_counted_and_dated(article: Article, reader: Client, clock: Clock) -> None:
    link, address = make_link(article)
    for _rank in range(3):
        clock.forward(minutes=1)
        reader.get(address)
    reader.head(address)
    link.refresh_from_db()
    assert (link.visits, link.last_visit_at) == (3, clock.now())
    listed = text(desk_of("editor").get(page(article, "links")))
    assert "3 visit" in listed


def test_it_answers_with_and_without_its_last_bar(article: Article, reader: Client) -> None:
    address = make_link(article)[1]
    assert reader.get(address.rstrip("/")).status_code == 200


def test_the_latest_link_follows_the_working_copy(article: Article, reader: Client) -> None:
    address = make_link(article)[1]
    Article.objects.update(title="Le titre de ce soir")
    assert "Le titre de ce soir" in text(reader.get(address))


def test_a_link_to_a_save_shows_that_save(article: Article, editor: User, reader: Client) -> None:
    saved(article=article, by=editor)
    bound = version(article, "save-1")
    address = make_link(article, version=bound)[1]
    Article.objects.update(title="Le titre de ce soir", body="<p>Autre chose.</p>")
    article.bylines.all().delete()
    words = text(reader.get(address))
    assert article.title in words
    assert "Le titre de ce soir" not in words
    assert "Louise Martin" in words
    assert "Les éditeurs ont six mois" in words


def test_a_link_to_a_future_edition_shows_it_before_its_time(reader: Client, clock: Clock) -> None:
    edition = make_edition(at=clock.after(hours=5), title="Demain à huit heures")
    Article.objects.update(title="Autre titre")
    address = make_link(edition.article, version=Version(edition=edition))[1]
    assert "Demain à huit heures" in text(reader.get(address))
    assert reader.get(edition.get_absolute_url()).status_code == 404


def test_the_preview_of_what_is_online_does_not_say_that_it_is_not(
    reader: Client, editor: User, clock: Clock
) -> None:
    edition = make_edition(publisher=editor)
    _link, address = make_link(edition.article, version=Version(edition=edition))
    staff = client_of(editor)
    number = edition.number
    staffs = staff.get(f"/admin/articles/article/{edition.article_id}/editions/{number}/")
    for online in (staffs.content.decode(), reader.get(address).content.decode()):
        assert "de ce qui est en ligne" in online
        assert "non publié" not in online
    draft = staff.get(page(edition.article, "preview"))
    assert "Aperçu, non publié" in draft.content.decode()


def test_the_list_of_links_says_where_each_was_to_be_sent(article: Article, editor: User) -> None:
    make_link(article, email="aubin@example.org")
    assert "aubin@example.org" in client_of(editor).get(page(article, "links")).content.decode()


def test_a_link_is_bound_to_the_version_that_was_chosen(article: Article, editor: User) -> None:
    saved(article=article, by=editor)
    ask(editor, article, recipient="Élise", version="save-1")
    assert PreviewLink.objects.get().revision == article.revisions.get()


def test_pictures_of_an_unpublished_article_are_shown(
    journalist: User, reader: Client, clock: Clock
) -> None:
    picture = make_picture(credit="Studio Exemple")
    article = make_article(by=journalist, hero_image=picture)
    words = text(reader.get(make_link(article)[1]))
    names = set(re.findall(r"/images/renditions/([^\s\"]+)", words))
    assert names
    for name in names:
        # Named by their bytes: nobody comes upon one by counting.
        assert re.match(r"[0-9a-f]{20,}", name)
        assert reader.get(f"/images/renditions/{name}").status_code == 200


def test_an_embargo_holds_back_the_links_that_were_made_before(
    article: Article, editor: User, reader: Client, clock: Clock
) -> None:
    picture = make_picture()
    Article.objects.update(hero_image=picture)
    link, address = make_link(article)
    shown = re.findall(r"/images/renditions/[^\s\"]+", text(reader.get(address)))[0]
    Article.objects.update(embargo_until=clock.after(days=1))
    assert_unknown(reader, address)
    assert_unknown(client_of(editor), address)
    assert reader.get(shown).status_code == 404
    for name in ("preview", "side_by_side", "links"):
        assert "embargo" in text(client_of(editor).get(page(article, name))).lower()
    clock.forward(days=1)
    assert reader.get(address).status_code == 200
    assert reader.get(shown).status_code == 200
    link.refresh_from_db()
    assert link.visits == 2


def test_no_link_is_made_to_what_an_embargo_holds_back(
    article: Article, editor: User, clock: Clock
) -> None:
    Article.objects.update(embargo_until=clock.after(days=1))
    article.refresh_from_db()
    answer = ask(editor, article, recipient="Maître Aubin")
    assert "embargo" in " ".join(errors_of(answer).values()).lower()
    assert not PreviewLink.objects.exists()


def test_an_embargo_set_later_does_not_hold_back_what_was_read(
    editor: User, reader: Client, clock: Clock
) -> None:
    article = make_published(publisher=editor)
    live = Version(edition=article.editions.get())
    address, latest = make_link(article, version=live)[1], make_link(article)[1]
    Article.objects.update(embargo_until=clock.after(days=1))
    assert reader.get(address).status_code == 200
    assert_unknown(reader, latest)


def test_a_link_makes_nothing_public(article: Article, reader: Client) -> None:
    reader.get(make_link(article)[1])
    assert not Edition.objects.exists()
    assert article.title not in text(reader.get("/"))


def test_a_link_costs_the_same_for_one_note_and_for_thirty(
    article: Article, reader: Client, django_assert_num_queries: Any
) -> None:
    link, address = make_link(article)
    for notes in (1, 29):
        for _rank in range(notes):
            preview_links.leave_note(link=link, text="Bien.", paragraph=1, excerpt="Le comité")
        with django_assert_num_queries(10):
            reader.get(address)


# What answers like an unknown address ---------------------------------------------------------


def test_a_wrong_token_answers_like_an_unknown_address(article: Article, reader: Client) -> None:
    address = make_link(article)[1]
    for wrong in ("a" * 43, address.split("/")[2][:-1] + "!", "court", "é" * 43, "%00" * 43):
        assert_unknown(reader, f"/apercu/{wrong}/")
    assert learnt(reader.get("/apercu/" + "b" * 43)) == learnt(reader.get("/rien/" + "b" * 43))


def test_an_expired_link_answers_like_an_unknown_address(
    article: Article, reader: Client, clock: Clock
) -> None:
    link, address = make_link(article, expires_at=clock.after(hours=1))
    clock.forward(minutes=59, seconds=59)
    assert reader.get(address).status_code == 200
    clock.forward(seconds=1)
    assert_unknown(reader, address)
    link.refresh_from_db()
    assert link.visits == 1


def test_a_revoked_link_answers_like_an_unknown_address(
    article: Article, editor: User, reader: Client
) -> None:
    link, address = make_link(article)
    desk = client_of(editor)
    address_of_button = f"{page(article, 'links')}{link.pk}/revoke/"
    assert address_of_button in text(desk.get(page(article, "links")))
    assert desk.post(address_of_button).status_code == 302
    assert_unknown(reader, address)
    link.refresh_from_db()
    assert (link.revoked_by, link.visits) == (editor, 0)
    assert preview_links.revoke(link=link, by=editor) is False


def test_the_link_of_a_deleted_article_answers_like_an_unknown_address(
    article: Article, reader: Client
) -> None:
    address = make_link(article)[1]
    article.delete()
    assert_unknown(reader, address)


def test_a_withdrawal_closes_the_links_made_before_it(
    editor: User, reader: Client, clock: Clock
) -> None:
    article = make_published(publisher=editor)
    before = make_link(article)[1]
    clock.forward(hours=1)
    publishing.withdraw(article, editor, "Demande de la justice.")
    clock.forward(minutes=1)
    assert_unknown(reader, before)
    # Made knowingly since: for who must read what is to be mended.
    assert reader.get(make_link(article)[1]).status_code == 200


def test_an_open_link_takes_no_other_method(article: Article, reader: Client) -> None:
    assert reader.put(make_link(article)[1]).status_code == 405


def test_robots_are_asked_to_stay_away(reader: Client) -> None:
    assert "Disallow: /apercu/\n" in text(reader.get("/robots.txt"))


# Revoking -------------------------------------------------------------------------------------


def test_somebody_else_s_link_is_not_revoked(article: Article) -> None:
    link, _address = make_link(article)
    stranger = make_user("journalist")
    answer = client_of(stranger).post(f"{page(article, 'links')}{link.pk}/revoke/")
    assert answer.status_code == 404
    with pytest.raises(preview_links.Refused):
        preview_links.revoke(link=link, by=stranger)
    assert PreviewLink.objects.alive().exists()


def test_a_link_is_revoked_on_its_own_article_alone(article: Article, editor: User) -> None:
    link, _address = make_link(article)
    other = make_ready()
    answer = client_of(editor).post(f"{page(other, 'links')}{link.pk}/revoke/")
    assert answer.status_code == 404
    assert PreviewLink.objects.alive().exists()


def test_a_list_of_links_costs_the_same_for_one_and_for_twenty(
    article: Article, editor: User, django_assert_num_queries: Any
) -> None:
    desk = client_of(editor)
    saved(article=article, by=editor)
    desk.get(page(article, "links"))
    for links in (1, 19):
        for _rank in range(links):
            make_link(article, version=version(article, "save-1"))
        with django_assert_num_queries(9):
            desk.get(page(article, "links"))


def test_the_words_of_a_refusal_are_translated(article: Article, editor: User) -> None:
    with pytest.raises(preview_links.Refused, match=re.escape(_("Say for whom this link is."))):
        make_link(article, by=editor, recipient=" ")
