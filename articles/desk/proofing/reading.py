"""From the source of a body to passages: one pass, every kind of block."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from articles.desk.proofing.draft import Draft
from articles.desk.proofing.passages import Link, Passage, Span
from articles.desk.proofing.quotations import spoken

LINES = ("title", "kicker", "standfirst", "hero_caption")
BLOCKS = {
    "p", "h2", "h3", "li", "td", "th", "caption", "figcaption", "footer", "blockquote",
}  # fmt: skip
SPEAKING = {"pull-quote", "blockquote"}


@dataclass(frozen=True)
class Use:
    """A picture that the body refers to, with the caption of this use."""

    image: int
    caption: str
    block: int
    group: int


@dataclass(frozen=True)
class PullQuote:
    """The words of a pull quote, and whether it says that they are not of the article."""

    group: int
    elsewhere: bool


@dataclass
class _Open:
    """A paragraph that is being read."""

    kind: str
    text: str = ""
    links: list[Link] = field(default_factory=list)
    foreign: list[Span] = field(default_factory=list)


class Reader(HTMLParser):
    """Reads the source into `passages`, `uses` and `pull_quotes`."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.passages: list[Passage] = []
        self.uses: list[Use] = []
        self.pull_quotes: list[PullQuote] = []
        self.open: _Open | None = None
        self.around: list[tuple[str, str]] = []
        self.marks: list[tuple[str, dict[str, str | None], int]] = []
        self.figure: int | None = None
        self.groups = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"aside", "figure", "section", "blockquote"}:
            self.flush()
            self.enter(tag, given)
        elif tag == "br":
            self.handle_data(" ")
        if tag in BLOCKS:
            self.flush()
            self.open = _Open(tag)
        elif tag in {"a", "span", "em", "q", "abbr"}:
            self.marks.append((tag, given, len(self.open.text) if self.open else 0))

    def enter(self, tag: str, given: dict[str, str | None]) -> None:
        self.groups += 1
        within = {"section": "box", "figure": "figure", "blockquote": "blockquote"}.get(tag, "")
        if tag == "aside" and "exergue" in (given.get("class") or ""):
            within = "pull-quote"
            self.pull_quotes.append(PullQuote(self.groups, "data-hors-article" in given))
        elif tag == "figure":
            number = given.get("data-image") or ""
            self.figure = int(number) if number.isdecimal() else None
        self.around.append((tag, within))

    def handle_data(self, data: str) -> None:
        if self.open is not None:
            if not self.open.text:
                data = data.lstrip("\n\r\t ")
            self.open.text += data.replace("\n", " ").replace("\t", " ").replace("\r", " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"a", "span", "em", "q", "abbr"}:
            self.close_mark(tag)
        if tag in BLOCKS:
            self.flush()
        if tag in {"aside", "figure", "section", "blockquote"}:
            self.leave(tag)

    def close_mark(self, tag: str) -> None:
        for place in reversed(range(len(self.marks))):
            if self.marks[place][0] == tag:
                _tag, given, start = self.marks.pop(place)
                break
        else:
            return
        if self.open is None:
            return
        end = len(self.open.text)
        if tag == "a":
            self.open.links.append(link_of(given, start, end))
        if given.get("lang") and not (given.get("lang") or "").lower().startswith("fr"):
            self.open.foreign.append((start, end))

    def leave(self, tag: str) -> None:
        self.flush()
        if tag == "figure" and self.figure is not None:
            last = self.passages[-1] if self.passages else None
            own = last is not None and last.within == "figure" and last.group == self.groups
            caption = last.text if own and last is not None else ""
            block = last.block if last is not None else 0
            self.uses.append(Use(self.figure, caption, block, self.groups))
            self.figure = None
        if self.around and self.around[-1][0] == tag:
            self.around.pop()

    def flush(self) -> None:
        """Keep the paragraph that was open, if it says or links anything."""
        done, self.open = self.open, None
        self.marks.clear()
        if done is None or not (done.text.strip() or done.links):
            return
        text = done.text.rstrip(" ")
        inside = [within for _tag, within in self.around if within]
        within = next((name for name in ("pull-quote", "figure") if name in inside), None)
        within = within or (inside[-1] if inside else "")
        whole = within in SPEAKING and done.kind not in {"footer", "figcaption"}
        self.passages.append(
            Passage(
                field=self.name,
                block=len(self.passages),
                kind=done.kind,
                text=text,
                within=within,
                group=self.pull_quotes[-1].group if within == "pull-quote" else self.groups,
                spoken=((0, len(text)),) if whole else spoken(text),
                foreign=tuple(done.foreign),
                links=tuple(done.links),
            )
        )


def link_of(given: dict[str, str | None], start: int, end: int) -> Link:
    for kind in ("article", "person", "event"):
        number = given.get(f"data-{kind}") or ""
        if number.isdecimal():
            return Link(start, end, kind=kind, target=int(number))
    return Link(start, end, href=given.get("href") or "")


def read_body(source: str) -> Reader:
    reader = Reader("body")
    reader.feed(source)
    reader.close()
    reader.flush()
    return reader


def page_of(draft: Draft) -> tuple[tuple[Passage, ...], Reader]:
    """The passages in the order of the page, and what else the body holds."""
    body = read_body(draft.body)
    head = [line(name, getattr(draft, name)) for name in LINES]
    return (*head[:3], *body.passages, *head[3:]), body


def line(name: str, text: str) -> Passage:
    """A one-line field as a passage."""
    return Passage(field=name, block=0, kind=name, text=text, spoken=spoken(text))
