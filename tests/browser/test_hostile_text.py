"""Text that wants to act: by every way in, on every page that shows it, nothing of it runs.

The canary is a function that each payload calls, a dialog, a request to elsewhere, and what the
browser's console says of the policy: a payload that reaches a page shows in one of them.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from articles import publishing
from articles.desk.proofing import Level, check
from articles.desk.proofing.settling import waive
from articles.models import Article, Edition, Revision, Status, Unsaved
from tests.articles.desk.pages import ADD
from tests.articles.desk.pages import page as address
from tests.browser.conftest import Visits, visiting
from tests.browser.hands import editor_of
from tests.clock import Clock
from tests.factories import PASSWORD, make_article, make_user

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser

ELSEWHERE = "https://ailleurs.example"
RUN = "fired(1)"

SCRIPTS = (
    f"<script>{RUN}</script>",
    f"<SCRIPT/x>{RUN}</SCRIPT >",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f'<script src="{ELSEWHERE}/a.js"></script>',
    f"<script type=module>{RUN}</script>",
    f'<script src="data:text/javascript,{RUN}"></script>',
    f"<svg><script>{RUN}</script></svg>",
    f'<svg><script href="data:text/javascript,{RUN}" /></svg>',
)
HANDLERS = (
    f"<img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}//",
    f'<img src="x" OnErRoR\n=\t"{RUN}">',
    f"<p onclick={RUN} onmouseover={RUN} onpointerenter={RUN}>Un mot.</p>",
    f"<p tabindex=1 autofocus onfocus={RUN}>Un mot.</p>",
    f"<details open ontoggle={RUN}><summary>Un mot</summary></details>",
    f"<video autoplay onloadstart={RUN}><source onerror={RUN} src=x></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f"<body onload={RUN}>", f"<input autofocus onfocus={RUN}>",
    f"<marquee onstart={RUN}>Un mot</marquee>",
    f"<svg onload={RUN}></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<xss style='animation:x 1s' onanimationstart={RUN}>Un mot</xss>",
    f'<blockquote onanimationend="{RUN}" contenteditable onbeforeinput="{RUN}">Un</blockquote>',
)  # fmt: skip
ADDRESSES = tuple(
    f'<p><a href="{found}">Un lien</a></p>'
    for found in (
        f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f" \x01javascript:{RUN}",
        f"java\nscript:{RUN}", f"java&#9;script:{RUN}", f"&#106;avascript&colon;{RUN}",
        f"&#x6A&#x61;vascript:{RUN}", f"vbscript:{RUN}", f"view-source:javascript:{RUN}",
        f"data:text/html,<script>{RUN}</script>", "data:text/html;base64,PHNjcmlwdD4=",
        f"blob:{ELSEWHERE}/a", "file:///etc/passwd", f"javascript://%0a{RUN}",
        f"jav\u200bascript:{RUN}", f"\u00a0javascript:{RUN}",
    )
) + (
    f'<svg><a xlink:href="javascript:{RUN}"><text>Un mot</text></a></svg>',
    f'<svg><use href="data:image/svg+xml,<svg id=x onload={RUN}>#x"></use></svg>',
    f'<math href="javascript:{RUN}">Un mot</math>',
    f'<form action="javascript:{RUN}"><button formaction="javascript:{RUN}">Un mot</button></form>',
    f'<iframe src="javascript:{RUN}"></iframe>', f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f'<object data="javascript:{RUN}"></object>', f'<embed src="javascript:{RUN}">',
)  # fmt: skip
BELONGINGS = (
    f'<base href="{ELSEWHERE}/">', f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}/">',
    f'<link rel="stylesheet" href="{ELSEWHERE}/a.css">',
    f"<style>@import '{ELSEWHERE}/a.css'; * {{ background: url({ELSEWHERE}/b) }}</style>",
    f'<p style="background:url({ELSEWHERE}/c)">Un mot.</p>', f"<img src={ELSEWHERE}/d.png>",
    f'<img srcset="{ELSEWHERE}/e.png 1x">', f"<table background={ELSEWHERE}/f.png><tr><td>Un",
    f'<iframe src="{ELSEWHERE}/"></iframe>', f'<object data="{ELSEWHERE}/"></object>',
    f'<video poster="{ELSEWHERE}/g.png"></video>', f'<svg><image href="{ELSEWHERE}/h.png"/></svg>',
    f'<picture><source srcset="{ELSEWHERE}/i.png"><img></picture>',
)  # fmt: skip
CLOBBERS = (
    '<form id="desk" name="cookie"><input name="attributes"><input name="submit"></form>',
    '<img name="getElementById"><img id="CKEDITOR"><a id="django" href="x">Un mot</a>',
    '<p id="desk-saved" class="desk" data-unsaved="//ailleurs.example" data-ready>Un mot.</p>',
    '<p id="id_body" name="title" slot="x" is="x-y" part="z" nonce="n">Un mot.</p>',
    '<section class="encadre desk-bar" data-kind="&quot; onclick=&quot;fired(1)">Un mot</section>',
    f"<figure data-image='1\" onload=\"{RUN}'><figcaption>Un mot</figcaption></figure>",
    f'<aside class="exergue\' onclick=\'{RUN}" data-person="1&quot; onfocus=&quot;{RUN}">Un',
    f'<q data-person="1><img src=x onerror={RUN}>">Un mot</q>',
    f'<span lang="en&quot; onclick=&quot;{RUN}">Un mot</span>',
    f'<abbr title="&quot;><img src=x onerror={RUN}>">IA</abbr>',
    f'<a href="/x&quot; onclick=&quot;{RUN}" data-article="1\'><svg onload={RUN}>">Un lien</a>',
)
# What only the editor would read, and what it hides from its own filter.
EDITORS_OWN = (
    f"<!--{{cke_protected}}%3Cscript%3E{RUN}%3C%2Fscript%3E-->",
    f"<!--{{cke_protected}}{{C}}%3C!%2D%2D%20x%20%2D%2D%3E%3Cimg%20src%3Dx%20onerror%3D{RUN}%3E-->",
    "<!--{cke_protected_0}-->", "{cke_protected_0}",
    f"<cke:encoded>%3Cscript%3E{RUN}%3C%2Fscript%3E</cke:encoded>",
    f"<cke:script>{RUN}</cke:script>", f'<p data-cke-pa-onclick="{RUN}">Un mot.</p>',
    f'<a href="x" data-cke-saved-href="javascript:{RUN}">Un lien</a>',
    f'<img src="x" data-cke-saved-src="x" data-cke-pa-onerror="{RUN}">',
    f'<img class="cke_iframe" data-cke-realelement="%3Ciframe%20onload%3D{RUN}%3E"'
    " data-cke-real-node-type=1>",
    '<div class="cke_widget_wrapper" data-cke-widget-wrapper="1"><aside data-widget="exergue" '
    f'data-cke-widget-data="%7B%22classes%22%3Anull%7D" onclick="{RUN}">Un mot</aside></div>',
    f'<span data-cke-bookmark="1" onclick="{RUN}">Un mot</span>',
    f"<div data-cke-temp=1><img src=x onerror={RUN}></div>",
)  # fmt: skip
# Parsers disagree on what these mean; each ends its text, for it would swallow what follows.
MUTATIONS = (
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f"<template><img src=x onerror={RUN}></template>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}>",
    "<math><mtext><table><mglyph><style><!--</style>"
    f'<img title="--&gt;&lt;img src=x onerror={RUN}&gt;">',
    f'<svg></p><style><a id="</style><img src=x onerror={RUN}>">',
    f"<form><math><mtext></form><form><mglyph><style></math><img src onerror={RUN}>",
    f"<!--><img src=x onerror={RUN}>-->", f"<!--!><img src=x onerror={RUN}>",
    f"<!-- --!><img src=x onerror={RUN}>",
    f"<![CDATA[><img src=x onerror={RUN}>]]>", f"<?xml x><img src=x onerror={RUN}>?>",
    f"<textarea></p><img src=x onerror={RUN}>", f"</textarea><img src=x onerror={RUN}>",
    f"<title></p><img src=x onerror={RUN}></title>", f"<xmp></p><img src=x onerror={RUN}></xmp>",
    f"<listing>&lt;img src=x onerror={RUN}&gt;</listing>",
    f"<noembed></p><img src=x onerror={RUN}>",
    f"<select><template><img src=x onerror={RUN}></template><img src=x onerror={RUN}></select>",
    f"<a title='`<img src=x onerror={RUN}>`'>Un mot</a>", f"&lt;img src=x onerror={RUN}&gt;",
    f"&amp;lt;script&amp;gt;{RUN}&amp;lt;/script&amp;gt;", f"<plaintext><img src=x onerror={RUN}>",
)  # fmt: skip
PLAIN = (*SCRIPTS, *HANDLERS, *ADDRESSES, *BELONGINGS, *CLOBBERS, *EDITORS_OWN)
AROUND = "<p>Le début.</p>", "<p>La fin.</p>"
BODIES = {
    "plain": "".join((AROUND[0], *PLAIN, AROUND[1])),
    "in paragraphs": "".join((AROUND[0], *(f"<p>Un {one} mot</p>" for one in PLAIN), AROUND[1])),
    "mutations": AROUND[0] + "".join(f"<p>{one}</p>" for one in MUTATIONS[:-1]),
    "mutations, last to first": AROUND[0] + "".join(reversed(MUTATIONS[:-1])) + MUTATIONS[-1],
} | {f"mutation {number}": AROUND[0] + one for number, one in enumerate(MUTATIONS)}
# Those that one opens every page with; the single ones are looked at where they would be mended.
TOGETHER = [name for name in BODIES if not name.startswith("mutation ")]
LINE = f"<img src=x onerror={RUN}>\"'</title><script>{RUN}</script>"
LINES = {
    "title": LINE, "standfirst": f"{LINE} {MUTATIONS[0]}", "kicker": f"<svg onload={RUN}>\"'",
    "hero_caption": LINE, "signature": f"</p><script>{RUN}</script>", "short_title": "<b id=desk>",
}  # fmt: skip

CANARY = """
window.__fired = []
window.fired = what => window.__fired.push(what)
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => fired(name)
document.addEventListener('securitypolicyviolation', event => fired(event.blockedURI))
"""
# Every handler that is left is called; links and forms go nowhere.
PROVOKE = """scope => {
  const roots = document.querySelectorAll(scope)
  if (!roots.length) throw new Error(`nothing to look at: ${scope}`)
  const names = ['click', 'mouseover', 'pointerenter', 'focus', 'error', 'load', 'toggle', 'begin',
    'start', 'loadstart', 'animationstart', 'animationend', 'beforeinput', 'submit']
  const found = []
  const kept = /^(https?:|mailto:|tel:)$/
  const BAD = 'script, style, iframe, object, embed, base, link, meta, svg, math, template,'
    + ' noscript, form:not([method]), input:not([type]), xss, [style],'
    + ' [srcset*=ailleurs], [src*=ailleurs]'
  for (const root of roots) for (const node of root.querySelectorAll('*')) {
    for (const {name} of node.attributes) if (/^on/i.test(name)) found.push(node.outerHTML)
    if (node.matches(BAD) && !node.closest('.photo-vue, .cke_reset')) found.push(node.outerHTML)
    if (node.href && !kept.test(node.protocol)) found.push(node.outerHTML)
    if (node.closest('button, a.button, summary, .cke_reset')) continue
    for (const name of names) {
      const event = new Event(name, {bubbles: false, cancelable: true})
      if (name !== 'click' || !node.href) node.dispatchEvent(event)
    }
  }
  return found
}"""


@pytest.fixture
def writer(transactional_db: None, clock: Clock) -> User:
    return make_user("editor", username="plume")


@pytest.fixture
def visits(browser: "Browser", server: str, writer: User) -> Iterator[Visits]:
    with visiting(browser, server) as found:
        yield found
    assert found.complaints == []


@pytest.fixture
def desk(visits: Visits) -> "Page":
    page = visits.visitor()
    page.add_init_script(CANARY)
    page.on("dialog", lambda dialog: answer(visits, dialog))
    page.goto("/admin/")
    page.fill("#id_username", "plume")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector(".desk-lists")
    return page


def answer(visits: Visits, dialog: "Dialog") -> None:
    """The page's own question on leaving is meant; any other dialog is a payload's."""
    if dialog.type != "beforeunload":
        visits.complaints.append(f"dialog: {dialog.message}")
    dialog.accept()


@pytest.fixture
def article(writer: User) -> Article:
    return make_article(by=writer, title="Un titre", body="<p>Un début.</p>")


def harmless(page: "Page", scope: str) -> None:
    """Nothing ran, nothing runs when it is touched, and nothing that could is in `scope`."""
    page.wait_for_load_state("load")
    assert page.evaluate(PROVOKE, scope) == []
    page.wait_for_timeout(60)
    assert page.evaluate("() => window.__fired") == []


def in_the_editor(page: "Page") -> None:
    editor_of(page)
    page.wait_for_selector(".desk[data-ready]")
    harmless(page, ".cke_wysiwyg_div")
    assert page.locator(".cke_wysiwyg_div").inner_text().strip() != ""
    # What the page itself relies on was not taken over.
    assert page.evaluate("() => document.getElementById('desk-saved').matches('.desk-bar *')")


def on_every_page(page: "Page", article: Article) -> None:
    page.goto(address(article))
    in_the_editor(page)
    for name, scope in (("preview", "main"), ("history", "#content"), ("delete", "#content")):
        page.goto(address(article, name))
        harmless(page, scope)
    for one in article.revisions.all():
        page.goto(f"{address(article, 'compare')}?from={one.number}")
        harmless(page, ".desk-compare")
        page.goto(f"/admin/articles/article/{article.pk}/revisions/{one.number}/typography/")
        harmless(page, ".desk-compare")


def hostile(article: Article, body: str) -> None:
    """A row as it may come from before the fence, or from another hand."""
    Article.objects.filter(pk=article.pk).update(body=body, **LINES)
    article.refresh_from_db()


def old_revision(article: Article, body: str) -> Revision:
    """A hostile save, and after it the harmless one that stands."""
    content = {"section": article.section_id, "body": body} | LINES
    made = {"article": article, "at": timezone.now(), "by": article.created_by}
    first = Revision.objects.create(
        number=1, content=content, typed={"body": body, **LINES}, **made
    )
    Revision.objects.create(number=2, content={**content, "body": "<p>Un.</p>"}, **made)
    return first


# The canary itself ----------------------------------------------------------------------------


def test_the_canary_sings_where_nothing_is_fenced(browser: "Browser") -> None:
    """Else the other tests would prove nothing."""
    page = browser.new_page()
    page.add_init_script(CANARY)
    page.route("**/*", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto("http://essai.example/")
    heard = 0
    for payload in (*SCRIPTS, *HANDLERS, *CLOBBERS, *MUTATIONS):
        page.set_content(f"<main>{payload}</main>")
        page.evaluate("() => { window.__fired = [] }")
        try:
            found = page.evaluate(PROVOKE, "main")
        except Exception:  # noqa: BLE001  the payload took the page's own means away
            found = ["broken"]
        heard += bool(found or page.evaluate("() => window.__fired.length"))
    page.close()
    assert heard > 25


# The ways in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TOGETHER)
@pytest.mark.parametrize("refused", [False, True])
def test_through_the_form(desk: "Page", article: Article, name: str, refused: bool) -> None:
    """Sent as it stands, past the editor; and given back by a form with an error."""
    page = desk
    page.goto(address(article))
    in_the_editor(page)
    with page.expect_navigation():
        page.evaluate(
            """([values]) => {
              const form = document.querySelector('.desk').closest('form')
              for (const [name, value] of Object.entries(values)) form.elements[name].value = value
              const more = document.createElement('input')
              Object.assign(more, {type: 'hidden', name: '_continue', value: '1'})
              form.append(more)
              HTMLFormElement.prototype.submit.call(form)
            }""",
            [LINES | {"body": BODIES[name], "title": "" if refused else LINE}],
        )
    in_the_editor(page)
    assert page.locator(".errornote").count() == refused
    article.refresh_from_db()
    assert (article.body == "<p>Un début.</p>") is refused
    if not refused:
        on_every_page(page, article)


def token(page: "Page") -> str:
    return next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")


@pytest.mark.parametrize("name", TOGETHER)
@pytest.mark.parametrize("new", [False, True])
def test_through_the_safety_copy(desk: "Page", article: Article, name: str, new: bool) -> None:
    page = desk
    where = "new/une-cle-quelconque" if new else str(article.pk)
    values = {field: [text] for field, text in LINES.items()} | {"body": [BODIES[name]]}
    values |= {"hero_image": ["1"], "section": ["1"]}
    content = {"values": values, "labels": {"hero_image": {"1": LINE}, "section": {"1": LINE}}}
    kept = page.request.post(
        f"/admin/articles/article/{where}/unsaved/",
        data=json.dumps({"content": content, "key": "une-cle-quelconque", "version": 0}),
        headers={"Content-Type": "application/json", "X-CSRFToken": token(page)},
    )
    assert kept.ok
    assert Unsaved.objects.get().content["values"]["body"] == [BODIES[name]]
    page.goto(ADD if new else address(article))
    page.locator(".unsaved-copy summary").click()
    harmless(page, "#desk-unsaved .differences")
    page.get_by_role("button", name="Restaurer").click()
    page.locator(".unsaved-copy").wait_for(state="detached")
    in_the_editor(page)
    assert "La fin." in page.inner_text(".cke_wysiwyg_div") or "mutation" in name


@pytest.mark.parametrize("name", TOGETHER)
def test_through_what_a_browser_kept(desk: "Page", article: Article, name: str) -> None:
    page = desk
    page.evaluate(
        """([user, article, body, lines]) => {
          const values = {body: [body]}
          for (const name in lines) values[name] = [lines[name]]
          const copy = {user, article, key: 'cle-du-navigateur', version: 0, at: Date.now() - 9e7,
            content: {values, labels: {}}}
          localStorage.setItem(`newsroom.unsaved.${user}.${article}.cle-du-navigateur`,
            JSON.stringify(copy))
        }""",
        [str(article.created_by_id), str(article.pk), BODIES[name], LINES],
    )
    page.goto(address(article))
    page.locator(".unsaved-copy summary").click()
    harmless(page, "#desk-unsaved .differences")
    page.get_by_role("button", name="Restaurer").click()
    in_the_editor(page)


@pytest.mark.parametrize("name", TOGETHER)
def test_through_the_restore_of_an_old_save(desk: "Page", article: Article, name: str) -> None:
    page = desk
    old = old_revision(article, BODIES[name])
    on_every_page(page, article)
    page.goto(f"{address(article, 'compare')}?from={old.number}")
    # Too long for its column, the title of then is refused; the rest is what is tried.
    Revision.objects.filter(pk=old.pk).update(content=old.content | {"title": LINE[:100]})
    with page.expect_navigation():
        page.locator('.desk-bar form button[type="submit"]').first.click()
    page.wait_for_selector(".messagelist .success")
    in_the_editor(page)
    article.refresh_from_db()
    assert article.body not in {"<p>Un début.</p>", BODIES[name]}
    on_every_page(page, article)


def let_through(article: Article, writer: User) -> None:
    """The copy desk blocks links and pull quotes of such a text: this is about what comes after."""
    blocked = {one.fingerprint for one in check(article) if one.level == Level.BLOCK}
    for fingerprint in blocked:
        waive(article=article, by=writer, fingerprint=fingerprint, reason="Pour l’essai.")


@pytest.mark.parametrize("name", TOGETHER)
def test_through_a_hostile_row_to_the_readers(
    desk: "Page", visits: Visits, article: Article, writer: User, name: str
) -> None:
    page = desk
    hostile(article, BODIES[name])
    on_every_page(page, article)
    Article.objects.filter(pk=article.pk).update(status=Status.READY)
    article.refresh_from_db()
    let_through(article, writer)
    edition = publishing.publish(article, by=writer)
    reader = visits.visitor()
    reader.add_init_script(CANARY)
    for where in (edition.get_absolute_url(), "/", f"/{edition.section.slug}/"):
        reader.goto(where)
        harmless(reader, "main")
    page.goto("/admin/")
    harmless(page, ".desk-lists")


@pytest.mark.parametrize("number", range(len(MUTATIONS)))
def test_each_trick_of_parsers_by_itself(
    desk: "Page", visits: Visits, article: Article, writer: User, number: int
) -> None:
    hostile(article, BODIES[f"mutation {number}"])
    desk.goto(address(article))
    in_the_editor(desk)
    Article.objects.filter(pk=article.pk).update(status=Status.READY)
    article.refresh_from_db()
    edition: Edition = publishing.publish(article, by=writer)
    desk.goto(edition.get_absolute_url())
    harmless(desk, "main")


@pytest.mark.parametrize("name", TOGETHER)
def test_through_a_paste(desk: "Page", article: Article, name: str) -> None:
    page = desk
    page.goto(address(article))
    in_the_editor(page)
    editor_of(page).click()
    page.evaluate(
        """html => {
          const data = new DataTransfer()
          data.setData('text/html', html)
          data.setData('text/plain', 'x')
          CKEDITOR.instances.id_body.editable().$.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))
        }""",
        BODIES[name],
    )
    page.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('Le début.')")
    in_the_editor(page)


def test_the_typography_button_gives_back_nothing_that_acts(desk: "Page", writer: User) -> None:
    for body in BODIES.values():
        found: Any = desk.request.post(
            "/admin/articles/article/desk/typeset/",
            form={"html": body},
            headers={"X-CSRFToken": token(desk)},
        )
        assert found.ok
        desk.goto("/admin/password_change/")
        desk.evaluate(
            "html => { const shown = document.createElement('div'); shown.id = 'shown';"
            " document.body.append(shown); shown.innerHTML = html }",
            found.json()["html"],
        )
        harmless(desk, "#shown")
