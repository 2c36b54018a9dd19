"""How do tests let several people act at the very same moment?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def at_once(*calls: Callable[[], object]) -> list[object]:
    """The answers of these calls, each in a thread of its own; all begin when the last one is ready."""
    start = Barrier(len(calls))

    def go(call):
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(go, calls))
