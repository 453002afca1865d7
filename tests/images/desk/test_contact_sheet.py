"""The contact sheet: every picture at a glance, narrowed by what one remembers of it."""

import functools
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.translation import ngettext

from images.desk.rows import Standing, of_standing, standing, thumbnails
from images.models import Image, PendingPicture
from tests.articles.desk.pages import desk_of
from tests.clock import Clock
from tests.factories import (
    client_of,
    make_article,
    make_person,
    make_picture,
    make_published,
    make_user,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/images/image/"


@pytest.fixture
def desk(picture_editor: User) -> Client:
    return client_of(picture_editor)


def listed(desk: Client, **asked: Any) -> set[int]:
    answer = desk.get(LIST, asked)
    assert answer.status_code == 200
    return {int(key) for key in re.findall(rf'href="{LIST}(\d+)/change/', answer.content.decode())}


def test_a_card_says_caption_credit_and_rights(desk: Client) -> None:
    picture = make_picture(
        caption="La salle.", credit="Studio Exemple", rights_until=timezone.now() - timedelta(1)
    )
    words = desk.get(LIST).content.decode()
    assert "La salle." in words
    assert "(Crédit\u00a0: Studio Exemple)" in words
    assert str(Standing.ENDED.label) in words
    # Its file is shown to the desk, which must see which one it is, and to nobody else.
    assert "/admin/images/image/renditions/" in words
    row = picture.renditions.get(crop="16x9", format="jpeg")
    assert desk.get(f"{LIST}renditions/{row.pk}/").status_code == 200
    assert Client().get(f"{LIST}renditions/{row.pk}/").status_code == 403
    assert Client().get(row.address).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["sante", "Durand", "scene", "reunion ministere", "cimino", "saint malo"],
)
def test_pictures_are_found_by_all_their_words(desk: Client, query: str) -> None:
    wanted = make_picture(
        caption="La réunion de mardi.", credit="Ministère de la Santé", alt="Une scène.",
        photographer="Élise Durand", people_shown="Mariane Cimino", place="Saint-Malo",
    )  # fmt: skip
    make_picture(caption="Autre chose.", credit="Studio", alt="Un couloir.")
    assert listed(desk, q=query) == {wanted.pk}


def test_mine_are_those_that_i_sent(desk: Client, picture_editor: User) -> None:
    own = make_picture(by=picture_editor)
    make_picture()
    assert listed(desk, mine="1") == {own.pk}


def test_never_used_is_in_no_text_no_edition_and_no_portrait(desk: Client) -> None:
    free, hero, portrait, printed = (make_picture() for _ in range(4))
    make_article(hero_image=hero)
    make_person(portrait=portrait)
    article = make_published(hero_image=printed)
    article.hero_image = None
    article.save()
    assert listed(desk, used="0") == {free.pk}
    assert listed(desk, used="1") == {hero.pk, portrait.pk, printed.pk}


def test_pictures_whose_author_nobody_knows_are_found(desk: Client) -> None:
    unknown = make_picture(credit_form="dr", credit="DR", research_note="Cherché mardi.")
    make_picture()
    assert listed(desk, credit="dr") == {unknown.pk}


def test_what_waits_for_its_credit_is_told_beside_them(desk: Client, picture_editor: User) -> None:
    def told() -> list[str]:
        panel = desk.get(LIST).content.decode().split('id="changelist-filter"')[1]
        return re.findall(rf'<a href="{LIST}send/">([^<]+)</a>', panel)

    send = functools.partial(PendingPicture.objects.create, width=9, height=9, thumbnail=b"")
    send(sha256="0", uploaded_by=picture_editor, said={"credit": "AFP"})
    send(sha256="1", uploaded_by=make_user("editor"))
    assert told() == []
    send(sha256="2", uploaded_by=picture_editor)
    words = ngettext("%(number)s picture to complete", "%(number)s pictures to complete", 1)
    assert told() == [words % {"number": 1}]


def test_rights_are_told_to_the_second(clock: Clock) -> None:
    now = clock.now()
    picture = make_picture(rights_from=now, rights_until=now + timedelta(days=31))
    seen = []
    for step in (-1, 0, 86_400 - 1, 86_400, 31 * 86_400 - 1, 31 * 86_400):
        at = now + timedelta(seconds=step)
        seen.append(standing(picture, at))
        found = [one for one in Standing if Image.objects.filter(of_standing(one, at)).exists()]
        assert found == [standing(picture, at)]
    assert seen == [
        Standing.LATER, Standing.VALID, Standing.VALID, Standing.SOON, Standing.SOON,
        Standing.ENDED,
    ]  # fmt: skip


def test_the_sheet_is_narrowed_by_rights(desk: Client) -> None:
    now = timezone.now()
    held = make_picture()
    soon = make_picture(rights_until=now + timedelta(days=29))
    ended = make_picture(rights_until=now)
    later = make_picture(rights_from=now + timedelta(days=1))
    for wanted, pictures in (
        ("valid", {held}), ("soon", {soon}), ("ended", {ended}), ("later", {later}),
        ("nonsense", {held, soon, ended, later}),
    ):  # fmt: skip
        assert listed(desk, standing=wanted) == {picture.pk for picture in pictures}


def test_the_sheet_is_narrowed_by_year(desk: Client) -> None:
    old, new = make_picture(), make_picture()
    Image.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(days=800))
    year = timezone.localtime(Image.objects.get(pk=old.pk).uploaded_at).year
    assert listed(desk, year=str(year)) == {old.pk}
    for nonsense in ("0000", "deux", "²²²²", "20000"):
        assert listed(desk, year=nonsense) == {old.pk, new.pk}


def test_a_page_costs_the_same_whatever_its_number_of_pictures(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        make_picture()
    desk.get(LIST)
    with django_assert_max_num_queries(11):
        assert len(listed(desk)) == 12


def test_thumbnails_are_lazy_and_keep_their_place(desk: Client) -> None:
    for _ in range(12):
        make_picture()
    tags = re.findall(r"<img[^>]+loading=[^>]+>", desk.get(LIST).content.decode())
    assert len(tags) == 12
    assert all('width="32" height="18"' in tag for tag in tags)
    assert sum('loading="lazy"' in tag for tag in tags) == 4


def test_a_picture_in_use_says_where(clock: Clock) -> None:
    picture = make_picture()
    article = make_published(hero_image=picture, title="Un accord")
    desk = desk_of("editor")
    words = desk.get(f"{LIST}{picture.pk}/change/").content.decode()
    assert words.count(f"/admin/articles/article/{article.pk}/change/") == 2


@pytest.mark.parametrize("ended", [False, True])
def test_the_focal_point_is_set_on_the_whole_picture_whatever_its_rights(
    desk: Client, ended: bool
) -> None:
    until = timezone.now() - timedelta(days=1) if ended else None
    picture = make_picture(width=300, height=600, rights_until=until)
    words = desk.get(f"{LIST}{picture.pk}/change/").content.decode()
    stage = words.split('class="photo-stage"')[1].split("</div>")[0]
    src, size = re.findall(r'src="([^"]+)"[^>]*(width="\d+" height="\d+")', stage)[0]
    assert size == 'width="300" height="600"'
    if ended:
        assert desk.get(src).status_code == 200
    else:
        assert src == picture.renditions.get(crop="whole", format="jpeg").address


def test_an_article_that_one_may_not_open_is_counted_and_not_named(picture_editor: User) -> None:
    picture = make_picture()
    make_article(hero_image=picture, title="Un secret bien gardé")
    words = client_of(picture_editor).get(f"{LIST}{picture.pk}/change/").content.decode()
    assert "Un secret bien gardé" not in words
    assert "photo-uses" in words


def test_a_picture_that_is_not_cropped_is_on_the_sheet_as_it_is(desk: Client) -> None:
    picture = make_picture(width=300, height=600, keep_whole=True)
    thumbnail = thumbnails([picture])[picture.pk]
    assert (thumbnail.width, thumbnail.height) == (300, 600)
    assert thumbnail.src in desk.get("/admin/images/image/").content.decode()
