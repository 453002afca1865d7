"""Rich text as words: for search, counts and plain surfaces."""

import html
import re

BLOCK_END = re.compile(r"</(?:p|h2|h3|li|blockquote|figcaption|td|th|caption|footer)>|<br>", re.I)
NOT_READ_IN_LINE = re.compile(r"<(figure|aside)\b.*?</\1>", re.I | re.S)
# Quoted values may hold any sign; a stray "<" is none, so that a text of them costs no more.
TAG = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>')
SPACES = re.compile(r"\s+")
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

# Words a minute for French non-fiction: Brysbaert 2019 gives 238, French sites 180 to 230.
WORDS_A_MINUTE = 220


def text_of(source: str) -> str:
    """The words of `source` on one line, entities decoded, every kind of space a plain one."""
    without_tags = TAG.sub("", BLOCK_END.sub(" ", source))
    return SPACES.sub(" ", html.unescape(without_tags)).strip()


def running_text_of(source: str) -> str:
    """The words that are read in line: without figures, captions and pull quotes."""
    return text_of(NOT_READ_IN_LINE.sub(" ", source))


def signs(source: str) -> int:
    """Length in signs, spaces included, as a newsroom commissions it."""
    return len(text_of(source))


def words(source: str) -> int:
    return sum(1 for _ in WORD.finditer(source))


def shortened(text: str, most: int) -> str:
    """`text` in `most` signs at most: cut at a word, the cut said by an ellipsis."""
    if len(text) <= most:
        return text
    head = text[:most]
    # The ellipsis takes one sign; a single long word is cut where it stands.
    kept = head[:-1] if head[-1].isspace() else head[:-1].rpartition(" ")[0] or head[:-1]
    return f"{kept.rstrip(' ,;:.')}…"


def reading_minutes(source: str) -> int:
    """Minutes that it takes to read the rich text `source`; at least one."""
    return max(1, round(words(running_text_of(source)) / WORDS_A_MINUTE))
