"""Which texts of the example were read already? Their vectors ship with it, so that it is there soon.

`python -m seeds.read_before` reads them all again: after texts of the example or the shipped reader changed.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.embedder import Embedder, load_embedder
from matcher.vectors import RememberingEmbedder
from models.database import create_engine
from models.exchange import load_vectors
from models.migrate import upgrade
from models.text_vector import TextVector
from seeds.reading import DATA
from seeds.stages import Example, Stage, build
from web.clock import now

FILE = DATA / "vectors.npz"


def read_before(embedder: Embedder) -> Embedder:
    """The embedder, which looks up what was read before by the very same weights, and reads the rest."""
    return RememberingEmbedder(embedder, shipped_vectors(embedder.name))


def shipped_vectors(embedder_name: str) -> dict[str, NDArray[np.float32]]:
    """The vectors that ship with the example, by fingerprint of the text; none for another embedder."""
    with np.load(FILE) as kept:
        if str(kept["embedder"]) != embedder_name:
            return {}
        rows = kept["vectors"].astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)  # they were kept in half the digits
        return {bytes(one).hex(): row for one, row in zip(kept["fingerprints"], rows, strict=True)}


def keep(file: Path = FILE) -> int:
    """Build the example without any help, and keep the vectors of all that was read; how many."""
    embedder = load_embedder("shipped")
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/example.sqlite")
        upgrade(engine)
        with Session(engine, expire_on_commit=False) as session:
            example = Example(seed=7, today=now().date(), embedder=embedder, base_url="http://localhost")
            build(session, Stage.PROPOSED, example, report=lambda *_: None)
            known = sorted(session.scalars(select(TextVector.fingerprint)))
            vectors = load_vectors(session, embedder.name, known)
        engine.dispose()
    np.savez_compressed(
        file,
        embedder=np.array(embedder.name),
        fingerprints=np.array([list(bytes.fromhex(one)) for one in known], dtype=np.uint8),
        vectors=np.array([vectors[one] for one in known], dtype=np.float16),
    )
    return len(known)


if __name__ == "__main__":
    click.echo(f"{keep()} texts were read")
