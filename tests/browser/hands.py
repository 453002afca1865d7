"""What a person does in the article's form, with a mouse or without."""

import base64
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ARTICLE = re.compile(r"/admin/articles/article/(\d+)/")
EDITOR = ".cke_wysiwyg_div"


def editor_of(page: "Page") -> "Locator":
    """The body's editor, once it is ready."""
    page.wait_for_function(
        "() => window.CKEDITOR && Object.values(CKEDITOR.instances)"
        ".some(editor => editor.status === 'ready')"
    )
    return page.locator(EDITOR)


def choose_format(page: "Page", tag: str) -> None:
    """Pick a kind of paragraph in the editor's Format menu."""
    page.click(".cke_combo__format .cke_combo_button")
    page.frame_locator(".cke_combopanel iframe").locator(f"a {tag}").click()


def choose(page: "Page", field: str, words: str) -> None:
    """Look `words` up in an autocomplete and take what it proposes."""
    row = page.locator(f".field-{field}").and_(page.locator(":not(.empty-form *)"))
    row.last.locator(".select2-selection").click()
    look_up(page, words)


def look_up(page: "Page", words: str) -> None:
    """Type in the autocomplete that is open; Enter takes the first proposal."""
    # A list that is opening has not yet moved the focus to the field to search in.
    page.locator(".select2-search__field:focus").wait_for()
    page.keyboard.type(words, delay=5)
    first = page.locator(".select2-results__option--highlighted", has_text=words)
    first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".select2-dropdown").wait_for(state="detached")


def choose_picture(page: "Page", words: str) -> None:
    """Open the picker of the article's picture with the focus there, and take the first found."""
    page.locator("dialog[open] .dialogue-search").wait_for()
    page.keyboard.type(words, delay=5)
    page.locator("dialog[open] [role=option][aria-selected=true]", has_text=words).wait_for()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for(state="detached")


def decide(page: "Page", name: str) -> None:
    """Press a button of the sticky bar."""
    with page.expect_navigation():
        page.click(f'.desk-bar button[name="_decision"][value="{name}"]')


def save(page: "Page") -> None:
    with page.expect_navigation():
        page.click('.desk-bar button[name="_continue"]')


def confirm(page: "Page") -> None:
    """Send the form of a decision."""
    with page.expect_navigation():
        page.click('.decision-form button[type="submit"]')


def drag(page: "Page", card: str, to: str) -> None:
    """Drag a card of the calendar to a day or an hour; let go once the page shows where it is."""
    page.locator(card).hover(position={"x": 8, "y": 8})
    page.mouse.down()
    box = page.locator(to).bounding_box()
    assert box
    # The first moves begin the drag, the last ones are over the place.
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 3, steps=2)
    page.locator(f"{to}.is-over").wait_for()
    with page.expect_navigation():
        page.mouse.up()


def number_of(page: "Page") -> int:
    """The key of the article whose page is open."""
    found = ARTICLE.search(page.url)
    assert found, page.url
    return int(found[1])


def tab_to(page: "Page", selector: str, *, most: int = 120, back: bool = False) -> None:
    """Press Tab until the focus is on `selector`."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The Tab key does not reach {selector}")


def drop(
    page: "Page", selector: str, content: bytes, name: str = "hall.jpg", kind: str = "image/jpeg"
) -> None:
    """Drop a file on `selector`, at its middle; `kind` is what the system takes it for."""
    page.evaluate(
        """([selector, base64, name, type]) => {
            const bytes = Uint8Array.from(atob(base64), sign => sign.charCodeAt(0))
            const transfer = new DataTransfer()
            transfer.items.add(new File([bytes], name, {type}))
            const target = document.querySelector(selector)
            const box = target.getBoundingClientRect()
            const at = {clientX: box.x + box.width / 2, clientY: box.y + box.height / 2}
            const kind = {bubbles: true, cancelable: true, dataTransfer: transfer, ...at}
            for (const one of ["dragenter", "dragover", "drop"])
                target.dispatchEvent(new DragEvent(one, kind))
        }""",
        [selector, base64.b64encode(content).decode(), name, kind],
    )
