"""When are two names the same to a reader? Words without accents, capitals and legal forms."""

import re
import unicodedata

SHORTEST_PIECE = 3
_SAYS_NOTHING = frozenset({"stichting", "vereniging", "cooperatie", "bv", "nv", "de", "het"})


def plain(text: str) -> str:
    """The text in small letters, without accents."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def name_words(name: str) -> list[str]:
    """The words that tell this name from others; legal forms only when there is nothing else."""
    words = re.findall(r"\w+", plain(name))
    return [word for word in words if word not in _SAYS_NOTHING] or words


def search_name(name: str) -> str:
    """The name as it is searched: its telling words, joined, so that blanks inside compounds do not count."""
    return "".join(name_words(name))


def pieces(words: list[str]) -> list[str]:
    """Every three letters in a row of each word, once; a shorter word is a piece itself."""
    found: dict[str, None] = {}
    for word in words:
        last = max(len(word) - SHORTEST_PIECE, 0)
        found.update(dict.fromkeys(word[start : start + SHORTEST_PIECE] for start in range(last + 1)))
    return list(found)
