"""Where do jobs get the embedder from? From one place, so that its weights are read once."""

from functools import cache

from matcher.embedder import Embedder, load_embedder


@cache
def reader(name: str) -> Embedder:
    """The embedder of this setting, kept as long as the process lives: reading weights takes seconds.

    Raises EmbedderUnavailable, and then tries again the next time.
    """
    return load_embedder(name)
