"""What a rich text may hold: the one list, as data.

`prose.sanitise` enforces it, `prose.editor` derives CKEditor's own filter from it, and a system
check compares the two, so that an element is allowed, offered and styled everywhere or nowhere.
"""

# Element -> attributes that it may carry, beside those of EVERYWHERE.
ELEMENTS: dict[str, frozenset[str]] = {
    "p": frozenset(),
    "h2": frozenset(),
    "h3": frozenset(),
    "ul": frozenset(),
    "ol": frozenset(),
    "li": frozenset(),
    "strong": frozenset(),
    "em": frozenset(),
    # To elsewhere by address; within the site by identifier, which outlives an address.
    "a": frozenset({"href", "data-article", "data-person", "data-event"}),
    # A quotation may say whose words it holds.
    "blockquote": frozenset({"data-person"}),
    "q": frozenset({"data-person"}),
    "cite": frozenset(),
    "sup": frozenset(),
    "sub": frozenset(),
    "abbr": frozenset({"title"}),
    "br": frozenset(),
    "span": frozenset(),
    "table": frozenset(),
    "caption": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset(),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    # A picture of the library: the identifier and, for this use, a caption. Nothing else of it.
    "figure": frozenset({"data-image"}),
    "figcaption": frozenset(),
    # A pull quote: the words, then their signatory. Or a link to something shown elsewhere. Words
    # that are not in the text say so.
    "aside": frozenset({"data-person", "data-hors-article"}),
    "footer": frozenset(),
    # A box: its title, then its text.
    "section": frozenset({"data-kind"}),
}

# A foreign word says its language, which is read aloud and which the typographer leaves alone.
EVERYWHERE: frozenset[str] = frozenset({"lang"})

# Element -> classes that it may carry.
CLASSES: dict[str, frozenset[str]] = {
    "aside": frozenset({"exergue", "embed"}),
    "section": frozenset({"encadre"}),
}

# What a box is for (row E22), and how it is called.
BOX_KINDS: dict[str, str] = {
    "reperes": "Repères",
    "chiffres": "Chiffres clés",
    "chronologie": "Chronologie",
    "plus-loin": "Pour aller plus loin",
    "interets": "Liens d’intérêts",
}

# Attributes that hold an identifier of a row, and nothing else.
IDENTIFIERS: frozenset[str] = frozenset({"data-image", "data-article", "data-person", "data-event"})

# Attributes that are there or not: a pull quote whose words the text does not hold, on purpose.
FLAGS: frozenset[str] = frozenset({"data-hors-article"})
FLAG = "1"

# A note on somebody is printed as it stands: the blocks and references that an article's edition
# resolves would show raw in it.
RESOLVED: frozenset[str] = frozenset({"figure", "figcaption", "aside", "footer", "section"})
NOTE_ELEMENTS: dict[str, frozenset[str]] = {
    name: attributes - IDENTIFIERS for name, attributes in ELEMENTS.items() if name not in RESOLVED
}

SCHEMES: frozenset[str] = frozenset({"http", "https", "mailto", "tel"})

# Blocks that are none of ours: the subhead that one becomes, and those that become paragraphs.
RENAMED: dict[str, str] = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
AS_PARAGRAPHS: frozenset[str] = frozenset({
    "address", "article", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "form", "header", "hgroup", "legend", "main", "menu", "nav", "pre", "summary",
})  # fmt: skip

# Dropped with all that they contain: their text is never words.
DROPPED_WHOLE: frozenset[str] = frozenset({"script", "style", "template", "noscript"})
