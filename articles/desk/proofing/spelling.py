"""The French dictionary: loaded once, when the first word is looked up; every answer is kept."""

from functools import cache, lru_cache
from pathlib import Path

from hunspell import Hunspell

FOLDER = Path(__file__).parent / "dictionaries"
# Words whose answer is kept: some months of articles.
KEPT = 50_000


@cache
def dictionary() -> Hunspell:
    """Some 0.1 s and 15 MB, once a process."""
    return Hunspell("fr", hunspell_data_dir=str(FOLDER))


@lru_cache(maxsize=KEPT)
def is_word(word: str) -> bool:
    """Whether the dictionary knows `word`, with a straight apostrophe."""
    return bool(dictionary().spell(word))
