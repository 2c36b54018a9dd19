"""How does a text become a vector? An embedder reads texts; the shipped one knows Dutch and English."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SHIPPED = Path(__file__).parent / "encoder"
SHIPPED_NAME = "onverwacht-reader"
# A name on the Hugging Face hub: "all-MiniLM-L6-v2" or "clips/e5-small-trm-nl".
_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?")


class EmbedderUnavailable(RuntimeError):
    """The embedder asked for cannot be loaded; the message says which, why, and what to do."""


class Reading(StrEnum):
    """As what a text is to be read; an answer to a need is no likeness of it, so the two are read apart."""

    PROFILE = "profile"
    NEED = "need"
    OFFER = "offer"


class Embedder(Protocol):
    """Turns texts into vectors whose cosine says how well two profiles, or a need and an offer, go together.

    `name` identifies the weights: vectors of embedders with other names must never be compared.
    """

    @property
    def name(self) -> str:
        """What vectors are stored under."""

    @property
    def dimensions(self) -> int:
        """The length of each vector."""

    def encode(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """One row per text, in their order: texts × dimensions, of unit length.

        A text without a letter or a digit gives a row of zeros: it is like nothing. The same text always
        gives the same row, whatever stands beside it, up to rounding.
        """


class SentenceEmbedder:
    """Any sentence-transformers model, by folder or by name on the hub; weights are read at first use.

    `source`: a folder (`Path`) or a name (`str`). Nothing is downloaded for a folder, and so never for the
    shipped one.
    """

    def __init__(self, source: str | Path = SHIPPED) -> None:
        self.source = source

    @cached_property
    def name(self) -> str:
        """The hub's name, or a folder's with a digest of its files: new weights get a new name."""
        if isinstance(self.source, str):
            return self.source
        label = SHIPPED_NAME if self.source == SHIPPED else self.source.name
        return f"{label}-{_digest(self.source)}"

    @property
    def dimensions(self) -> int:
        """The length of each vector; reads the weights."""
        dimensions: int | None = self._weights.get_embedding_dimension()
        if dimensions is None:
            raise EmbedderUnavailable(f"{self.source} does not say how long its vectors are; choose another")
        return dimensions

    def encode(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """See Embedder.encode. Raises EmbedderUnavailable when the weights cannot be read.

        Needs and profiles are read as queries, offers as documents, with the prompts or the routes that the
        weights bring for these; weights without any read all three alike.
        """
        cleaned = [normalised(text) for text in texts]
        vectors = np.zeros((len(cleaned), self.dimensions), dtype=np.float32)
        filled = [row for row, text in enumerate(cleaned) if any(each.isalnum() for each in text)]
        if filled:
            weights = self._weights
            encode = weights.encode_document if reading is Reading.OFFER else weights.encode_query
            vectors[filled] = encode(
                [cleaned[row] for row in filled],
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return vectors

    @cached_property
    def _weights(self) -> "SentenceTransformer":
        if isinstance(self.source, Path):
            _require_folder(self.source)
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()  # it takes a second, and its output belongs to whoever calls
            # The shipped weights lie on disk in eight bits; processors count in more.
            return SentenceTransformer(str(self.source), device="cpu").float().eval()
        except ImportError as error:
            raise EmbedderUnavailable(
                f"{self.source} needs the package sentence-transformers, which cannot be imported ({error});"
                " install the project's requirements"
            ) from error
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise EmbedderUnavailable(
                f"{self.source} cannot be loaded as a sentence-transformers model ({error}); give the folder"
                ' of one, its name on the hub while there is a connection, or "shipped"'
            ) from error


def load_embedder(name: str) -> Embedder:
    """The embedder that a setting names: "shipped", a folder, or a name on the hub.

    A name on the hub is loaded at once, so that a wrong one is found here. Raises EmbedderUnavailable for
    what is none of the three; there is no default.
    """
    if name == "shipped":
        return SentenceEmbedder(SHIPPED)
    if name and Path(name).is_dir():
        _require_folder(Path(name))
        return SentenceEmbedder(Path(name).resolve())
    if not _HUB_NAME.fullmatch(name):
        raise EmbedderUnavailable(
            f'"{name}" is no embedder; give "shipped", an existing folder, or a name such as "owner/weights"'
        )
    embedder = SentenceEmbedder(name)
    _ = embedder.dimensions
    return embedder


def text_fingerprint(text: str, reading: Reading, embedder_name: str) -> str:
    """SHA-256 in hex of who embeds, as what, and what; a stored vector is stale when it has another one.

    Texts that differ only in white space or in how accents are composed have the same fingerprint.
    """
    return hashlib.sha256(f"{embedder_name}\0{reading}\0{normalised(text)}".encode()).hexdigest()


def normalised(text: str) -> str:
    """The text with composed accents (NFC) and single spaces, as every embedder here reads it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _require_folder(folder: Path) -> None:
    if not (folder / "modules.json").is_file():
        raise EmbedderUnavailable(
            f"{folder} holds no modules.json, so it is no sentence-transformers model; give the folder that"
            " SentenceTransformer.save wrote"
        )


def _digest(folder: Path) -> str:
    """The first twelve hex digits of the SHA-256 of all files that decide the vectors."""
    _require_folder(folder)
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
