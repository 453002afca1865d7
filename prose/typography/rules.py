"""The table of rules, in the order in which they run."""

from collections.abc import Callable, Iterable

from prose.typography import numbers, signs, words
from prose.typography.flow import Edit, Flow, Needles
from prose.typography.quotes import pair_straight_quotes, space_guillemets

_Rule = Callable[[Flow], Iterable[Edit]]

# Each rule comes with strings, one of which its block must hold: most rules have no work in most
# blocks. Letters and stray spaces go first, so that later rules see the final words.
RULES: tuple[tuple[Needles, _Rule], ...] = (
    (Needles("  "), signs.single_spaces),
    (Needles(*signs.APOSTROPHES), signs.apostrophes),
    (Needles("...", "…"), signs.ellipses),
    (Needles("eme", "ème", "e\u0300me", "1ere", "1ère", "1e\u0300re"), words.ordinals),
    (Needles("E"), words.accented_capitals),
    (Needles("oe", "Oe", "OE"), words.ligatures),
    (Needles("-"), signs.dashes),
    (Needles('"'), pair_straight_quotes),
    (Needles("(", ")", ",", "."), signs.stray_spaces),
    (Needles("«", "»", "“", "”"), space_guillemets),
    (Needles(";", "!", "?"), signs.high_punctuation),
    (Needles(":"), signs.colons),
    (Needles(*"0123456789"), numbers.digit_groups),
    (Needles("€"), numbers.amounts),
    (Needles(*"0123456789"), numbers.units),
    (Needles("h", "min"), numbers.durations),
    (Needles("M", "D", "P"), words.titles),
    (Needles("°", "º"), numbers.numero),
    (Needles("o ", "os "), numbers.raised_numero),
    (Needles(".", "§"), numbers.references),
    (Needles(*"0123456789"), numbers.days),
    (Needles("siècle"), numbers.centuries),
)
