"""French typography for the press: spaces, guillemets, apostrophes, numbers.

The rules are R01 to R18 of the "fr-FR/presse" profile, after the *Lexique des règles
typographiques en usage à l'Imprimerie nationale*. Quebec differs and would be another profile.
"""

from typing import Literal

from prose.typography.engine import settle
from prose.typography.flow import Piece
from prose.typography.markup import read_blocks

__all__ = ["Mode", "typeset"]

Mode = Literal["text", "html"]


def typeset(source: str, mode: Mode = "text") -> str:
    """Return `source` with French typography applied.

    In "text" mode the source is plain text and `<` means nothing; each line is a block of its own.
    In "html" mode only the text of the fragment changes: tags, attributes, comments and protected
    elements come back byte for byte (R17, R18), and entities become characters, except those
    that stand for markup (R16).

    Pure, idempotent, linear in the length of the source, and total: any string is accepted.
    """
    if mode == "html":
        return "".join(settle(block) for block in read_blocks(source))
    return "".join(settle([Piece(line)]) for line in source.splitlines(keepends=True))
