"""One block: protect, run the rules, and start again until nothing moves."""

from prose.typography.flow import Flow, Piece, holds
from prose.typography.protect import freeze
from prose.typography.rules import RULES

# A rule can bring together what another rule reads (a space removed before a sign, say). Two
# passes settle almost every text and three every one met so far; the bound keeps the work linear.
_MOST_PASSES = 8


def settle(pieces: list[Piece]) -> str:
    """The source of a block after the rules, as a fixed point of them: hence idempotence."""
    for _ in range(_MOST_PASSES):
        settled = _pass(pieces)
        if settled is None:
            break
        pieces = settled
    return "".join([piece.text if piece.raw is None else piece.raw for piece in pieces])


def _pass(pieces: list[Piece]) -> list[Piece] | None:
    """The pieces after every rule has run once, or None when none of them had work."""
    if not any(piece.raw is None and not piece.text.isspace() for piece in pieces):
        return None
    frozen = freeze(pieces)
    flow = Flow([piece for _, piece in frozen])
    for needles, rule in RULES:
        if holds(flow.text, needles):
            flow.apply(rule(flow))
    if not flow.changed:
        return None  # Most often, and cheaper than the comparison below.
    texts: dict[int, list[str]] = {}
    for (origin, piece), text in zip(frozen, flow.split(), strict=True):
        texts.setdefault(origin, []).append(text if piece.raw is None else piece.raw)
    settled = [
        Piece("".join(texts.get(origin, ""))) if piece.raw is None else piece
        for origin, piece in enumerate(pieces)
    ]
    return None if settled == pieces else settled
