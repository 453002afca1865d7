"""The watch over browsers is awake: what the other tests promise not to happen, it would see."""

import pytest

from tests.browser.conftest import Visits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ELSEWHERE = "() => { new Image().src = 'https://example.invalid/trace.gif'; }"
INLINE = (
    "() => { document.body.append(Object.assign(document.createElement('script'), {text: '1'})); }"
)
BROKEN = "() => setTimeout(() => { throw new Error('cassé'); })"


@pytest.mark.parametrize("address", ["/", "/admin/login/"])
@pytest.mark.parametrize("deed", [ELSEWHERE, INLINE, BROKEN], ids=["elsewhere", "inline", "broken"])
def test_a_page_that_misbehaves_is_seen(visits: Visits, address: str, deed: str) -> None:
    page = visits.visitor()
    page.goto(address)
    page.evaluate(deed)
    page.wait_for_timeout(200)
    seen = list(visits.complaints)
    visits.complaints.clear()
    assert seen


def test_a_script_in_a_text_does_not_run_for_its_editor(visits: Visits) -> None:
    page = visits.desk("editor")
    page.goto("/admin/articles/article/add/")
    page.evaluate("() => { window.ran = 0; }")
    page.wait_for_function("() => window.CKEDITOR && CKEDITOR.instances.id_body.status === 'ready'")
    page.evaluate(
        "() => CKEDITOR.instances.id_body.setData('<p>Avant.</p><script>window.ran = 1</script>"
        '<img src=x onerror="window.ran = 1"><p>Après.</p>\')'
    )
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.ran") == 0
    assert "Après." in page.locator(".cke_wysiwyg_div").inner_text()
