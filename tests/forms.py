"""The forms of a page as a browser reads them: what it would send, and what is said of a field."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.utils.translation import gettext

Typed = dict[str, list[str]]
# What the test client gives: a response, with its context and its request beside it.
Answer = Any


@dataclass
class Form:
    """A form: what a browser sends when nothing is touched, and the buttons that may add to it."""

    attributes: dict[str, str]
    values: Typed = field(default_factory=dict)
    # Names of the controls; a box that is not ticked has a name and no value.
    controls: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        """The one value of the control `name`; "" when it would send none."""
        (value,) = self.values.get(name, [""])
        return value

    def with_typed(self, typed: dict[str, Any]) -> Typed:
        """What is sent after typing; None empties a control."""
        sent = {name: list(values) for name, values in self.values.items()}
        for name, value in typed.items():
            if value is None:
                sent.pop(name, None)
            else:
                several = value if isinstance(value, list | tuple) else [value]
                sent[name] = [one if hasattr(one, "read") else str(one) for one in several]
        return sent


class Reader(HTMLParser):
    """Gathers forms, error lists by field, and the words of each element that has a class."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.errors: dict[str, str] = {}
        self.form: Form | None = None
        self.textarea = ""
        self.select = ""
        self.several = False
        self.options: list[tuple[str, bool]] = []
        self.complaint = ""
        self.words: list[str] = []

    def handle_starttag(self, tag: str, found: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in found}
        name = attributes.get("name", "")
        if tag == "form":
            self.form = Form(attributes)
            self.forms.append(self.form)
        elif tag == "ul" and "errorlist" in attributes.get("class", "").split():
            self.complaint = attributes.get("id", "").removeprefix("id_").removesuffix("_error")
            self.complaint = self.complaint or "__all__"
            self.words = []
        elif self.form is not None and name and "disabled" not in attributes:
            self.control(tag, name, attributes)
        elif tag == "option" and self.select:
            self.options.append((attributes.get("value", ""), "selected" in attributes))

    def control(self, tag: str, name: str, attributes: dict[str, str]) -> None:
        assert self.form is not None
        kind = attributes.get("type", "text")
        if tag == "button" or (tag == "input" and kind == "submit"):
            self.form.buttons.append((name, attributes.get("value", "")))
            return
        self.form.controls.add(name)
        if tag == "textarea":
            self.textarea, self.words = name, []
        elif tag == "select":
            self.select, self.several, self.options = name, "multiple" in attributes, []
        elif tag == "input" and kind != "file":
            ticks = kind in {"checkbox", "radio"}
            if not ticks or "checked" in attributes:
                value = attributes.get("value", "on" if ticks else "")
                self.form.values.setdefault(name, []).append(value)

    def handle_data(self, data: str) -> None:
        if self.textarea or self.complaint:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.textarea and self.form is not None:
            # A browser drops the line break that follows the opening tag.
            text = "".join(self.words).removeprefix("\r").removeprefix("\n")
            self.form.values[self.textarea], self.textarea = [text], ""
        elif tag == "select" and self.select and self.form is not None:
            chosen = [value for value, selected in self.options if selected]
            if not chosen and not self.several and self.options:
                chosen = [self.options[0][0]]
            if chosen:
                self.form.values[self.select] = chosen
            self.select = ""
        elif tag == "ul" and self.complaint:
            said = " ".join("".join(self.words).split())
            self.errors[self.complaint] = f"{self.errors.get(self.complaint, '')} {said}".strip()
            self.complaint = ""


def read(response: Answer) -> Reader:
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def form_of(response: Answer) -> Form:
    """The page's main form: the one with the most controls."""
    return max(read(response).forms, key=lambda form: len(form.controls))


def errors_of(response: Answer) -> dict[str, str]:
    """What the page says is wrong, by field; "__all__" for the form as a whole."""
    return read(response).errors


def send(client: Client, url: str, **typed: Any) -> Answer:
    """Open the form at `url`, type into it, send it. The answer, redirections not followed."""
    page = client.get(url)
    assert page.status_code == 200, f"{url}: {page.status_code}"
    form = form_of(page)
    return client.post(url, form.with_typed(typed))


def said(response: Answer) -> list[str]:
    """The messages that the next page of the desk shows."""
    return [str(message) for message in response.wsgi_request._messages]


def sentence(message: str, **values: object) -> str:
    """A sentence of the interface in its language, its spaces as one reads them."""
    found = gettext(message) % values if values else gettext(message)
    return " ".join(found.split())
