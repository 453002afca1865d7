"""One block: protect, run the rules, and start again until nothing moves."""

from prose.typography.flow import Flow, Piece
from prose.typography.protect import freeze
from prose.typography.rules import RULES

# A rule can bring together what another rule reads (a space removed before a sign, say). Two
# passes settle almost every text and three every one met so far; the bound keeps the work linear.
_MOST_PASSES = 8


def settle(pieces: list[Piece]) -> str:
    """The source of a block after the rules, as a fixed point of them: hence idempotence."""
    for _ in range(_MOST_PASSES):
        # White space alone is the layout of the source, which is not ours to tidy.
        settled = _pass(pieces) if _has_words(pieces) else None
        if settled is None:
            break
        pieces = settled
    return "".join([piece.text if piece.raw is None else piece.raw for piece in pieces])


def _has_words(pieces: list[Piece]) -> bool:
    # No generator: it is asked of every block, and most are short.
    for piece in pieces:  # noqa: SIM110
        if piece.raw is None and not piece.text.isspace():
            return True
    return False


def _pass(pieces: list[Piece]) -> list[Piece] | None:
    """The pieces after every rule has run once, or None when none of them had work."""
    flow = Flow(pieces)
    frozen = freeze(pieces, flow)
    if frozen:
        flow = Flow([piece for _, piece in frozen])
    for needles, rule in RULES:
        if not needles.signs.isdisjoint(flow.signs) and needles.are_in(flow.text):
            flow.apply(rule(flow))
    if not flow.changed:
        return None  # Most often, and cheaper than the comparison below.
    texts = _thawed(frozen, flow, len(pieces)) if frozen else flow.split()
    settled = [
        Piece(text) if piece.raw is None else piece
        for piece, text in zip(pieces, texts, strict=True)
    ]
    return None if settled == pieces else settled


def _thawed(frozen: list[tuple[int, Piece]], flow: Flow, count: int) -> list[str]:
    """The text of each of `count` pieces, with what was frozen in it as it came."""
    parts: list[list[str]] = [[] for _ in range(count)]
    for (origin, piece), text in zip(frozen, flow.split(), strict=True):
        parts[origin].append(text if piece.raw is None else piece.raw)
    return ["".join(part) for part in parts]
