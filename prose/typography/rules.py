"""The table of rules, in the order in which they run."""

from collections.abc import Callable, Iterable

from prose.typography import numbers, signs, words
from prose.typography.flow import Edit, Flow
from prose.typography.quotes import pair_straight_quotes, space_guillemets

_Rule = Callable[[Flow], Iterable[Edit]]

# Each rule comes with strings, one of which its block must hold: most rules have no work in most
# blocks. Letters and stray spaces go first, so that later rules see the final words.
RULES: tuple[tuple[tuple[str, ...], _Rule], ...] = (
    (("  ",), signs.single_spaces),
    (tuple(signs.APOSTROPHES), signs.apostrophes),
    (("...", "…"), signs.ellipses),
    (("eme", "ème", "e\u0300me", "1ere", "1ère", "1e\u0300re"), words.ordinals),
    (("E",), words.accented_capitals),
    (("oe", "Oe", "OE"), words.ligatures),
    (("-",), signs.dashes),
    (('"',), pair_straight_quotes),
    (("(", ")", ",", "."), signs.stray_spaces),
    (("«", "»", "“", "”"), space_guillemets),
    ((";", "!", "?"), signs.high_punctuation),
    ((":",), signs.colons),
    (tuple("0123456789"), numbers.digit_groups),
    (("€",), numbers.amounts),
    (tuple("0123456789"), numbers.units),
    (("h", "min"), numbers.durations),
    (("M", "D", "P"), words.titles),
    (("°", "º"), numbers.numero),
    ((".", "§"), numbers.references),
    (tuple("0123456789"), numbers.days),
    (("siècle",), numbers.centuries),
)
