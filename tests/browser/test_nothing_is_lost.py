"""Keys, crashes and closed sessions, as a person meets them: the text is there, letter for letter.

The server is "down" when every request to it is refused in the browser.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import override_settings

from articles.models import Article, Unsaved
from tests.articles.desk.pages import ADD
from tests.articles.desk.pages import page as address
from tests.browser.conftest import Visits, visiting
from tests.browser.hands import EDITOR, drop, editor_of
from tests.clock import Clock
from tests.factories import PASSWORD, make_article, make_user
from tests.images.files import jpeg_saying

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

TYPED = 'L\'IA "promet" : vraiment ? Oui ! 10 000 œuvres — <b>pas une balise</b>'
SAVED = "#desk-saved"
KEPT_HERE = "() => Object.keys(localStorage).filter(key => key.startsWith('newsroom')).length"


@pytest.fixture
def writer(transactional_db: None, clock: Clock) -> User:
    return make_user("journalist", username="plume")


@pytest.fixture
def visits(browser: "Browser", server: str, writer: User) -> Iterator[Visits]:
    with visiting(browser, server) as found:
        yield found


@pytest.fixture
def article(writer: User) -> Article:
    return make_article(by=writer, title="Un titre", body="<p>Le début.</p>")


@pytest.fixture
def desk(visits: Visits) -> "Page":
    page = visits.visitor()
    page.goto("/admin/")
    log_in(page)
    page.wait_for_selector(".desk-lists")
    return page


def log_in(page: "Page") -> None:
    page.fill("#id_username", "plume")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


def opened(page: "Page", where: str) -> "Page":
    page.goto(where)
    editor_of(page)
    page.wait_for_selector(".desk[data-ready]")
    return page


def at_the_end(page: "Page") -> None:
    editor_of(page).click()
    page.keyboard.press("Control+End")


def says(page: "Page", words: str) -> None:
    page.wait_for_function(
        "words => document.getElementById('desk-saved')?.textContent"
        ".replace(/\\u00a0/g, ' ').includes(words)",
        arg=words,
    )


def down(page: "Page") -> None:
    page.context.set_offline(True)


def up(page: "Page") -> None:
    page.context.set_offline(False)


def body_of(page: "Page") -> str:
    return str(page.evaluate("() => CKEDITOR.instances.id_body.getData()"))


def stored(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# The last key ---------------------------------------------------------------------------------


@pytest.mark.parametrize("wait", [0, 50, 100, 200])
@pytest.mark.parametrize("way", ["chord", "command", "button"])
def test_a_save_right_after_the_last_key_has_that_key(
    desk: "Page", article: Article, wait: int, way: str
) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    page.keyboard.type(" Mot de la finz")
    page.wait_for_timeout(wait)
    with page.expect_navigation():
        if way == "button":
            page.click('.desk-bar button[name="_continue"]')
        else:
            page.keyboard.press("Control+s" if way == "chord" else "Meta+s")
    page.wait_for_selector(".messagelist .success")
    assert stored(article).body == "<p>Le début. Mot de la finz</p>"
    says(page, "Enregistré à 12 h")


@pytest.mark.parametrize("wait", [0, 50, 100, 200])
@pytest.mark.parametrize("field", ["title", "standfirst", "kicker", "slug"])
def test_the_chord_saves_from_any_field(
    desk: "Page", article: Article, field: str, wait: int
) -> None:
    page = opened(desk, address(article))
    page.fill(f"#id_{field}", "")
    page.focus(f"#id_{field}")
    page.keyboard.type("un-mot-jusqu-au-bouz")
    page.wait_for_timeout(wait)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert getattr(stored(article), field) == "un-mot-jusqu-au-bouz"


@pytest.mark.parametrize("dialog", ["exergue", "link"])
def test_the_chord_leaves_a_dialog_and_its_text_alone(
    desk: "Page", article: Article, dialog: str
) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    page.keyboard.press({"exergue": "Control+Alt+e", "link": "Control+k"}[dialog])
    typing = page.locator("dialog[open] textarea:focus, .cke_dialog input:focus")
    typing.wait_for()
    page.keyboard.type("example.com")
    # The copy desk has read the text as it was opened: it asks nothing more.
    page.wait_for_selector("#desk-proof[data-state=read]")
    # A save would ask the server something at once.
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Control+s")
    page.keyboard.press("Control+s")
    page.evaluate("() => fetch('/healthz')")
    assert [url for url in asked if not url.endswith("/healthz")] == []
    assert typing.input_value() == "example.com"
    # CKEditor asks whether what was typed may go.
    page.on("dialog", lambda asked: asked.accept())
    page.keyboard.press("Escape")
    typing.wait_for(state="hidden")
    with page.expect_navigation():
        page.keyboard.press("Control+s")


@pytest.mark.parametrize("is_refused", [False, True])
def test_a_save_waits_for_the_picture_that_is_being_sent(
    desk: "Page", article: Article, is_refused: bool
) -> None:
    page = opened(desk, address(article))
    on_the_way: list[Route] = []
    page.route("**/send/file/", lambda route: on_the_way.append(route))
    picture = jpeg_saying(caption="Le hall.", credit="Agence", alt="Un hall.")
    drop(page, f"{EDITOR} p", picture)
    page.keyboard.press("Control+s")
    says(page, "dès que la photo sera arrivée")
    with page.expect_navigation():
        (route,) = on_the_way
        if is_refused:
            route.abort()
        else:
            route.continue_()
    found = stored(article).body
    assert found.startswith("<p>Le début.</p>")
    assert ("<figure data-image=" in found) is not is_refused


def test_what_is_typed_while_the_server_saves_is_put_in_again(
    desk: "Page", article: Article
) -> None:
    page = opened(desk, address(article))

    def slowly(route: object) -> None:
        if route.request.method == "POST":  # type: ignore[attr-defined]
            page.wait_for_timeout(600)
        route.continue_()  # type: ignore[attr-defined]

    at_the_end(page)
    page.keyboard.type(" Avant")
    page.route(f"**{address(article)}", slowly)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(150)
    page.keyboard.type(" et pendant.")
    page.wait_for_selector(".messagelist .success")
    page.unroute(f"**{address(article)}")
    page.wait_for_selector(".desk[data-ready]")
    assert stored(article).body == "<p>Le début. Avant</p>"
    page.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('et pendant.')")
    page.keyboard.type(" Après.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(article).body == "<p>Le début. Avant et pendant. Après.</p>"


def test_what_is_typed_before_the_saved_page_is_ready_is_typed_in(
    desk: "Page", article: Article
) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    page.keyboard.type(" Avant ")
    held: list[Route] = []
    page.route("**/desk/editor/photo/plugin.js*", lambda route: held.append(route))
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    while not held:
        page.wait_for_timeout(20)
    # The editor has still to come; Chromium passes keys to a page once it is painted.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    page.keyboard.type("le printemps, enfinx")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.keyboard.type("Et la suite.")
    for route in held:
        route.continue_()
    page.unroute("**/desk/editor/photo/plugin.js*")
    page.wait_for_selector(".desk[data-ready]")
    page.keyboard.type(" Fin.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(article).body.split("\n\n") == [
        "<p>Le début. Avant le printemps, enfin</p>",
        "<p>Et la suite. Fin.</p>",
    ]


def test_the_space_before_a_save_stands_before_the_next_word(
    desk: "Page", article: Article
) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    page.keyboard.type(" Une phrase. ")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".desk[data-ready]")
    assert page.locator(SAVED).inner_text().startswith("Enregistré")
    page.keyboard.type("La suivante.")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert stored(article).body == "<p>Le début. Une phrase. La suivante.</p>"


def test_the_caret_is_where_it_was_after_a_save(desk: "Page", article: Article) -> None:
    Article.objects.update(body="<p>Un deux trois.</p><p>Quatre cinq.</p>")
    page = opened(desk, address(article))
    editor_of(page).click()
    page.keyboard.press("Control+Home")
    page.wait_for_timeout(100)
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.type(" : et demi !")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".desk[data-ready]")
    page.keyboard.type("X")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    text = stored(article).body.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Un deux : et demi !X trois." in text


def test_the_caret_stays_at_its_word_when_letters_before_it_are_mended(
    desk: "Page", article: Article
) -> None:
    Article.objects.update(body="<p>La 2ème fois au coeur du sujet.</p>")
    page = opened(desk, address(article))
    at_the_end(page)
    for _ in " sujet.":
        page.keyboard.press("ArrowLeft")
    page.keyboard.type(",")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".desk[data-ready]")
    page.keyboard.type("X")
    assert body_of(page).strip() == "<p>La 2e fois au cœur du,X sujet.</p>"


# The safety copy ------------------------------------------------------------------------------


def test_the_server_keeps_a_copy_and_the_line_says_so(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    page.keyboard.type(" Encore.")
    says(page, "Modifications non enregistrées")
    says(page, "Brouillon de secours à 12 h")
    assert stored(article).body == "<p>Le début.</p>"
    assert "Encore." in Unsaved.objects.get().content["values"]["body"][0]


def test_somebody_who_never_stops_typing_is_kept_too(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    for _ in range(70):
        page.keyboard.type("a")
        page.wait_for_timeout(200)
    assert Unsaved.objects.exists()


@pytest.mark.parametrize("new", [False, True])
def test_a_closed_page_s_text_is_offered_and_restored(
    desk: "Page", article: Article, new: bool
) -> None:
    where = ADD if new else address(article)
    page = opened(desk, where)
    page.fill("#id_title", TYPED)
    at_the_end(page)
    page.keyboard.insert_text(" Une phrase perdue.")
    says(page, "Brouillon de secours")
    page.goto("/admin/")
    opened(page, where)
    offer = page.locator(".unsaved-copy")
    offer.wait_for()
    assert "texte non enregistré du 12" in offer.inner_text().replace("\u00a0", " ")
    offer.locator("summary").click()
    assert "Une phrase perdue." in offer.inner_text()
    offer.get_by_role("button", name="Restaurer").click()
    offer.wait_for(state="detached")
    assert page.input_value("#id_title") == TYPED
    assert "Une phrase perdue." in body_of(page)
    assert Article.objects.count() == 1
    assert stored(article).title == "Un titre"
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert Unsaved.objects.count() == 0
    assert Article.objects.count() == (2 if new else 1)
    opened(page, where)
    page.wait_for_timeout(500)
    assert page.locator(".unsaved-copy").count() == 0


def test_a_text_that_is_dropped_is_not_offered_again(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    page.fill("#id_title", "À oublier")
    says(page, "Brouillon de secours")
    opened(page, address(article))
    page.get_by_role("button", name="Abandonner").click()
    page.locator(".unsaved-copy").wait_for(state="detached")
    assert not Unsaved.objects.exists()
    assert page.input_value("#id_title") == "Un titre"


def test_a_text_that_is_offered_outlives_what_is_typed_beside_it(
    desk: "Page", article: Article
) -> None:
    page = opened(desk, address(article))
    page.fill("#id_title", "La phrase d’hier")
    says(page, "Brouillon de secours")
    opened(page, address(article))
    page.locator(".unsaved-copy").wait_for()
    page.fill("#id_kicker", "Santé")
    says(page, "Brouillon de secours")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    page.get_by_role("button", name="Restaurer").click()
    page.locator(".unsaved-copy").wait_for(state="detached")
    assert page.input_value("#id_title") == "La phrase d’hier"
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    assert stored(article).title == "La phrase d’hier"
    assert not Unsaved.objects.exists()


def test_what_was_typed_before_restoring_is_offered_in_its_turn(
    desk: "Page", article: Article
) -> None:
    page = opened(desk, address(article))
    page.fill("#id_title", "La phrase d’hier")
    says(page, "Brouillon de secours")
    opened(page, address(article))
    page.fill("#id_title", "La phrase du jour")
    page.get_by_role("button", name="Restaurer").click()
    page.locator(".unsaved-copy").wait_for(state="detached")
    assert page.input_value("#id_title") == "La phrase d’hier"
    says(page, "Brouillon de secours")
    opened(page, address(article))
    page.locator(".unsaved-copy").nth(1).wait_for()
    titles = {row.content["values"]["title"][0] for row in Unsaved.objects.all()}
    assert titles == {"La phrase d’hier", "La phrase du jour"}


def test_two_machines_of_one_login_lose_neither_text(
    visits: Visits, desk: "Page", article: Article
) -> None:
    other = visits.visitor()
    other.goto("/admin/")
    log_in(other)
    other.wait_for_selector(".desk-lists")
    at_work = opened(desk, address(article))
    at_home = opened(other, address(article))
    at_work.fill("#id_title", "Écrit au journal")
    says(at_work, "Brouillon de secours")
    at_home.fill("#id_title", "Écrit à la maison")
    says(at_home, "Brouillon de secours")
    with at_home.expect_navigation():
        at_home.keyboard.press("Control+s")
    at_home.wait_for_selector(".messagelist .success")
    assert stored(article).title == "Écrit à la maison"
    at_work.close()
    opened(at_home, address(article))
    at_home.get_by_role("button", name="Restaurer").click()
    at_home.locator(".unsaved-copy").wait_for(state="detached")
    assert at_home.input_value("#id_title") == "Écrit au journal"


# Without the server ---------------------------------------------------------------------------


@pytest.mark.parametrize("new", [False, True])
def test_without_the_server_the_browser_keeps_the_text(
    desk: "Page", article: Article, new: bool
) -> None:
    where = ADD if new else address(article)
    page = opened(desk, where)
    down(page)
    page.fill("#id_title", TYPED)
    says(page, "Serveur injoignable : texte gardé dans ce navigateur")
    page.keyboard.press("Control+s")
    says(page, "Rien n’a été enregistré.")
    assert page.input_value("#id_title") == TYPED
    # The machine itself goes down: another page, the same browser.
    other = page.context.new_page()
    page.close()
    up(other)
    opened(other, where)
    other.get_by_role("button", name="Restaurer").click()
    other.wait_for_function("text => document.getElementById('id_title').value === text", arg=TYPED)
    with other.expect_navigation():
        other.keyboard.press("Control+s")
    other.wait_for_selector(".messagelist .success")
    # Signs of typography apart, which the save puts right, it is the text.
    assert Article.objects.filter(title__contains="pas une balise").exists()
    assert other.evaluate(KEPT_HERE) == 0


def test_the_server_comes_back_and_gets_the_text(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    down(page)
    page.fill("#id_title", "Pendant la panne")
    says(page, "Serveur injoignable")
    up(page)
    says(page, "Brouillon de secours")
    assert Unsaved.objects.get().content["values"]["title"] == ["Pendant la panne"]
    assert page.evaluate(KEPT_HERE) == 0


@pytest.mark.parametrize("failure", ["500", "abort"])
def test_a_save_that_fails_loses_nothing(desk: "Page", article: Article, failure: str) -> None:
    page = opened(desk, address(article))
    page.fill("#id_title", TYPED)
    at_the_end(page)
    page.keyboard.insert_text(" Une phrase perdue.")

    def fail(route: object) -> None:
        if route.request.method != "POST":  # type: ignore[attr-defined]
            route.continue_()  # type: ignore[attr-defined]
        elif failure == "500":
            route.fulfill(status=500, body="Panne")  # type: ignore[attr-defined]
        else:
            route.abort()  # type: ignore[attr-defined]

    page.route(f"**{address(article)}", fail)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    page.unroute(f"**{address(article)}")
    assert stored(article).title == "Un titre"
    Unsaved.objects.all().delete()
    opened(page, address(article))
    page.get_by_role("button", name="Restaurer").click()
    page.wait_for_function("text => document.getElementById('id_title').value === text", arg=TYPED)
    assert "Une phrase perdue." in body_of(page)


LETTERS = (
    "narrow\u202f! wide\u00a0: thin\u2009x soft\u00adhyphen non\u2011breaking "
    "e\u0301 é œ Œ ǅ ﬁ 🙂 👩🏽\u200d⚕️ 🇫🇷 \u2028x 漢字 עברית \u200fx 𝒜 "
    "<b>&amp;&nbsp;</b> \\u00e9 \"'’"
)


def code_points(text: str) -> list[str]:
    return [f"{ord(letter):x}" for letter in text]


@pytest.mark.parametrize("new", [False, True])
@pytest.mark.parametrize("keeper", ["server", "browser", "closed session"])
def test_what_comes_back_is_the_text_letter_for_letter(
    desk: "Page", article: Article, keeper: str, new: bool
) -> None:
    where = ADD if new else address(article)
    page = opened(desk, where)
    page.on("dialog", lambda dialog: dialog.accept())
    at_the_end(page)
    if keeper == "browser":
        down(page)
    elif keeper == "closed session":
        Session.objects.all().delete()
    page.fill("#id_title", LETTERS)
    page.fill("#id_standfirst", f"{LETTERS} {LETTERS}")
    page.evaluate(
        "text => { const editor = CKEDITOR.instances.id_body; editor.focus();"
        " editor.insertText(text) }",
        LETTERS,
    )
    typed = page.evaluate("() => CKEDITOR.instances.id_body.editable().$.textContent")
    assert LETTERS.split()[0] in typed
    says(page, {"server": "Brouillon de secours", "browser": "injoignable"}.get(keeper, "fermée"))
    up(page)
    page.goto(where)
    if keeper == "closed session":
        log_in(page)
    page.wait_for_selector(".desk[data-ready]")
    page.get_by_role("button", name="Restaurer").click()
    page.locator(".unsaved-copy").wait_for(state="detached")
    assert code_points(page.input_value("#id_title")) == code_points(LETTERS)
    assert code_points(page.input_value("#id_standfirst")) == code_points(f"{LETTERS} {LETTERS}")
    found = page.evaluate("() => CKEDITOR.instances.id_body.editable().$.textContent")
    assert code_points(found) == code_points(typed)


# Two tabs -------------------------------------------------------------------------------------


def test_the_second_of_two_tabs_is_told_and_loses_nothing(desk: "Page", article: Article) -> None:
    first = opened(desk, address(article))
    second = opened(desk.context.new_page(), address(article))
    first.fill("#id_title", "Le premier onglet")
    says(first, "Brouillon de secours")
    second.fill("#id_title", "Le second onglet")
    says(second, "Brouillon de secours")
    says(first, "Article ouvert dans un autre onglet : ce texte-ci est gardé dans ce navigateur")
    with first.expect_navigation():
        first.keyboard.press("Control+s")
    first.wait_for_selector(".messagelist .success")
    assert stored(article).title == "Le premier onglet"
    says(second, "Article ouvert dans un autre onglet")
    with second.expect_navigation():
        second.keyboard.press("Control+s")
    second.locator(".errornote").wait_for()
    assert second.input_value("#id_title") == "Le second onglet"
    assert stored(article).title == "Le premier onglet"


def test_tabs_that_are_closed_leave_both_texts_to_come_back_to(
    desk: "Page", article: Article
) -> None:
    tabs = [opened(desk.context.new_page(), address(article)) for _ in range(2)]
    for number, tab in enumerate(tabs):
        tab.fill("#id_title", f"Onglet{number}")
        says(tab, "Brouillon de secours")
    says(tabs[0], "Article ouvert dans un autre onglet")
    for tab in tabs:
        tab.close()
    opened(desk, address(article))
    offers = desk.locator(".unsaved-copy")
    offers.nth(1).wait_for()
    for offer in offers.all():
        offer.locator("summary").click()
    shown = " ".join(offers.all_inner_texts())
    assert "Onglet0" in shown
    assert "Onglet1" in shown


def test_two_new_articles_in_two_tabs_are_two_copies(desk: "Page") -> None:
    tabs = [opened(desk.context.new_page(), ADD) for _ in range(2)]
    for number, tab in enumerate(tabs):
        tab.fill("#id_title", f"Nouvel article {number}")
        says(tab, "Brouillon de secours")
    assert Unsaved.objects.count() == 2
    for tab in tabs:
        tab.close()
    opened(desk, ADD)
    assert desk.locator(".unsaved-copy").count() == 2


# The session ----------------------------------------------------------------------------------


def test_logged_out_while_writing_then_back_in_another_tab(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    Session.objects.all().delete()
    page.fill("#id_title", TYPED)
    page.keyboard.press("Control+s")
    says(page, "Session fermée : texte gardé dans ce navigateur. Rien n’a été enregistré.")
    with page.context.expect_page() as found:
        page.click(f"{SAVED} a")
    log_in(found.value)
    found.value.wait_for_selector(".desk-lists")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    assert "pas une balise" in stored(article).title


@pytest.mark.parametrize("new", [False, True])
def test_logged_out_and_thrown_on_the_login_page(desk: "Page", article: Article, new: bool) -> None:
    where = ADD if new else address(article)
    page = opened(desk, where)
    Session.objects.all().delete()
    page.fill("#id_title", TYPED)
    says(page, "Session fermée : texte gardé dans ce navigateur")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(where)
    page.locator("#desk-waiting").wait_for(state="visible")
    log_in(page)
    page.wait_for_selector(".desk[data-ready]")
    page.get_by_role("button", name="Restaurer").click()
    page.wait_for_function("text => document.getElementById('id_title').value === text", arg=TYPED)


def test_a_token_that_no_longer_fits_loses_nothing(desk: "Page", article: Article) -> None:
    """The cookie goes between the question and the save: the form is refused."""
    page = opened(desk, address(article))
    page.fill("#id_title", TYPED)

    def without_token(route: object) -> None:
        request = route.request  # type: ignore[attr-defined]
        data = (request.post_data or "").replace("csrfmiddlewaretoken", "another-name")
        if request.method == "POST":
            route.continue_(post_data=data)  # type: ignore[attr-defined]
        else:
            route.continue_()  # type: ignore[attr-defined]

    page.route(f"**{address(article)}", without_token)
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.unroute(f"**{address(article)}")
    assert "Votre session avait changé" in page.inner_text("h1")
    assert TYPED in [box.input_value() for box in page.locator("textarea").all()]
    page.click("main a")
    page.wait_for_selector(".desk[data-ready]")
    page.get_by_role("button", name="Restaurer").first.click()
    page.wait_for_function("text => document.getElementById('id_title').value === text", arg=TYPED)


def test_leaving_asks_only_when_the_text_is_nowhere_else(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    asked: list[str] = []

    def accept(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", accept)
    page.goto("/admin/")
    assert asked == []
    opened(page, address(article))
    page.fill("#id_title", "Gardé")
    says(page, "Brouillon de secours")
    page.goto("/admin/")
    assert asked == []
    opened(page, address(article))
    page.fill("#id_title", "Pas encore gardé")
    page.goto("/admin/")
    assert asked == ["beforeunload"]
    opened(page, address(article))
    assert "encore gardé" in page.locator(".unsaved").first.inner_html()


# Typography -----------------------------------------------------------------------------------


def test_what_typography_changed_is_shown_and_undone(desk: "Page", article: Article) -> None:
    page = opened(desk, address(article))
    page.fill("#id_title", "L'IA : une promesse ?")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    page.wait_for_selector(".desk[data-ready]")
    notice = page.locator(".desk-typography")
    assert "Typographie" in notice.inner_text()
    notice.get_by_role("link", name="Voir").click()
    assert "⍽" in page.inner_text(".typography-field")
    page.go_back()
    page.wait_for_selector(".desk[data-ready]")
    page.locator(".desk-typography").get_by_role("button", name="Annuler").click()
    page.wait_for_selector(".messagelist .success")
    assert stored(article).title == "L'IA : une promesse ?"
    page.wait_for_selector(".desk[data-ready]")
    page.fill("#id_kicker", "Santé")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    assert (stored(article).title, stored(article).kicker) == ("L'IA : une promesse ?", "Santé")


def test_the_button_corrects_after_logging_in_again_elsewhere(
    desk: "Page", article: Article
) -> None:
    page = opened(desk, address(article))
    at_the_end(page)
    page.keyboard.type(" Vraiment ?")
    Session.objects.all().delete()
    page.click(".cke_button__typographie")
    said = page.locator(".cke_notification_warning")
    said.wait_for()
    assert "rien n’a changé. Votre session a expiré" in said.inner_text()
    assert body_of(page).strip() == "<p>Le début. Vraiment ?</p>"
    other = page.context.new_page()
    other.goto("/admin/")
    log_in(other)
    other.wait_for_selector(".desk-lists")
    page.click(".cke_button__typographie")
    page.locator(".cke_notification_success", has_text="1 correction").wait_for()
    assert body_of(page).strip() == "<p>Le début. Vraiment\u202f?</p>"


def test_the_page_runs_under_its_policy_without_a_complaint(
    visits: Visits, desk: "Page", article: Article
) -> None:
    with override_settings(DEBUG=False):
        opened(desk, address(article))
        desk.fill("#id_title", "Un autre")
        says(desk, "Brouillon de secours")
        opened(desk, address(article))
        desk.locator(".unsaved-copy").wait_for()
    assert visits.complaints == []
