"""A date that an editor types chooses the answer that it goes with."""

import pytest

from tests.browser.conftest import Visits
from tests.factories import make_ready

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("page_name", "field", "choice"),
    [
        ("publish", "#id_at", "when=later"),
        ("links", "#id_expires_at", "expiry=other"),
    ],
)
def test_a_date_that_is_typed_is_the_one_that_is_meant(
    visits: Visits, page_name: str, field: str, choice: str
) -> None:
    page = visits.desk("editor")
    page.goto(f"/admin/articles/article/{make_ready().pk}/{page_name}/")
    name, answer = choice.split("=")
    radio = page.locator(f"input[name={name}][value={answer}]")
    assert not radio.is_checked()
    page.fill(field, "2027-03-01T08:00")
    assert radio.is_checked()
