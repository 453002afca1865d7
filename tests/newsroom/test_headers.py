"""What every answer carries."""

import json
import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client

from newsroom.logs import JsonFormatter, request_id
from newsroom.middleware import policy_for
from tests.factories import client_of, make_article

pytestmark = pytest.mark.django_db

HERE = "/cette-page-n-existe-pas/"


def policy_of(policy: str) -> dict[str, set[str]]:
    """The directives of a policy, each with its sources."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    assert len({name for name, *_ in parts}) == len(parts)
    return {name: set(sources) for name, *sources in parts}


# The request's name ---------------------------------------------------------------------------


def test_every_answer_names_its_request_and_no_two_have_one_name(reader: Client) -> None:
    names = {reader.get("/healthz")["X-Request-ID"] for _ in range(3)}
    assert len(names) == 3
    assert all(len(name) >= 16 for name in names)


def test_the_name_that_the_proxy_gave_is_kept(reader: Client) -> None:
    answer = reader.get("/healthz", headers={"X-Request-ID": "abc-123_DEF.4"})
    assert answer["X-Request-ID"] == "abc-123_DEF.4"


@pytest.mark.parametrize(
    "given", ["court", "a" * 65, "a b c d e f", "ligne\nX-Evil: 1", "é" * 9, ""]
)
def test_a_name_that_could_harm_the_logs_is_replaced(reader: Client, given: str) -> None:
    answer = reader.get("/healthz", headers={"X-Request-ID": given})
    assert answer["X-Request-ID"] != given
    assert answer["X-Request-ID"].isalnum()


def test_a_line_of_log_is_one_json_object_with_the_name_of_its_request() -> None:
    record = logging.LogRecord(
        "newsroom", logging.WARNING, "f.py", 1, "Un « mot »\nsur %s lignes", ("deux",), None
    )
    token = request_id.set("abc-12345")
    try:
        line = JsonFormatter().format(record)
    finally:
        request_id.reset(token)
    assert "\n" not in line
    entry = json.loads(line)
    assert entry["message"] == "Un « mot »\nsur deux lignes"
    assert (entry["level"], entry["logger"]) == ("WARNING", "newsroom")
    assert entry["request_id"] == "abc-12345"
    assert entry["time"].endswith("+00:00")
    assert "request_id" not in json.loads(JsonFormatter().format(record))


def test_an_exception_is_logged_with_where_it_was_raised() -> None:
    try:
        raise ValueError("raté")
    except ValueError as error:
        known = (type(error), error, error.__traceback__)
    record = logging.LogRecord("newsroom", logging.ERROR, "f.py", 1, "Échec", None, known)
    entry = json.loads(JsonFormatter().format(record))
    assert "ValueError: raté" in entry["exception"]
    assert "test_headers.py" in entry["exception"]


def test_the_name_does_not_outlive_its_request(reader: Client) -> None:
    reader.get("/healthz")
    assert request_id.get() == ""


# The policy -----------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["/", HERE, "/healthz", "/robots.txt", "/mentions-legales/"])
def test_a_reader_s_page_loads_nothing_from_elsewhere_and_runs_no_script(
    reader: Client, url: str
) -> None:
    policy = policy_of(reader.get(url)["Content-Security-Policy"])
    assert policy["default-src"] == {"'none'"}
    assert policy["connect-src"] == {"'self'"}
    assert not {"script-src", "script-src-elem", "script-src-attr"} & set(policy)
    assert set().union(*policy.values()) == {"'none'", "'self'"}
    assert {"form-action", "frame-ancestors", "base-uri"} <= set(policy)


def test_the_admin_runs_its_own_scripts_and_nothing_inline(editor: User) -> None:
    policy = policy_of(client_of(editor).get("/admin/")["Content-Security-Policy"])
    assert policy["script-src"] == {"'self'"}
    assert policy["style-src"] == {"'self'"}
    assert policy["object-src"] == {"'none'"}
    assert "'unsafe-inline'" not in set().union(*policy.values())


def test_only_the_pages_with_the_editor_bear_its_inline_styles(editor: User) -> None:
    article = make_article(by=editor)
    url = f"/admin/articles/article/{article.pk}/change/"
    policy = policy_of(client_of(editor).get(url)["Content-Security-Policy"])
    assert policy["style-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["script-src"] == {"'self'"}
    # The toolbar's handlers, and no other script of the page itself.
    assert policy["script-src-attr"] == {"'unsafe-inline'"}
    everything = set().union(*policy.values())
    assert "'unsafe-eval'" not in everything
    assert not any("://" in source or source == "*" for source in everything)


@pytest.mark.parametrize(
    ("path", "inline"),
    [
        ("/admin/articles/article/add/", True),
        ("/admin/people/person/12/change/", True),
        ("/admin/articles/article/", False),
        ("/admin/articles/article/12/history/", False),
        ("/admin/articles/article/12/delete/", False),
        ("/admin/login/", False),
        ("/x/admin/articles/article/add/", False),
        ("/", False),
    ],
)
def test_the_policy_follows_the_address(path: str, inline: bool) -> None:
    assert ("unsafe-inline" in policy_for(path)) is inline


@pytest.mark.parametrize("url", ["/", HERE, "/admin/login/", "/healthz"])
def test_every_answer_is_closed_to_sniffing_and_to_frames(reader: Client, url: str) -> None:
    answer = reader.get(url)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("url", ["/", HERE, "/robots.txt", "/healthz", "/rss.xml"])
def test_a_reader_gets_no_cookie(reader: Client, url: str) -> None:
    assert not reader.get(url).cookies
    assert "Cookie" not in reader.get(url).get("Vary", "")
