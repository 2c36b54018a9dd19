"""Which measures of a run are kept, so that any pair or coalition can be weighed without reading texts?"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules, grid_of
from matcher.gaining import Answers, gains
from matcher.measured import Fractions, Measured
from matcher.profiles import Profile, StatementRole


@dataclass(frozen=True, slots=True)
class KeptFit:
    """How n organisations answer one another; each as matcher.fit.Fit explains it."""

    mutual: Fractions
    helps: Fractions
    weights: Answers
    answers: Answers
    needs: NDArray[np.int64]
    offers: NDArray[np.int64]
    quotable: Answers
    signs: Mapping[Any, Fractions] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of n profiles and every two of them, without their texts; see matcher.measured.Measured.

    Fractions were kept in three digits.
    """

    profiles: tuple[Profile, ...]
    fit: KeptFit
    carried: Mapping[int, Fractions]
    ground: Fractions
    surprise: Fractions
    forbidden: NDArray[np.bool_]
    acquainted: NDArray[np.bool_]


def pack(measured: Measured) -> bytes:
    """The measures as one compressed file of NumPy, fractions as float16; it holds no text."""
    fit = measured.fit
    carried = np.array(list(measured.carried.values()), dtype=np.float16)
    file = io.BytesIO()
    np.savez_compressed(
        file,
        ids=np.array([profile.id for profile in measured.profiles], dtype=np.int64),
        mutual=fit.mutual.astype(np.float16),
        weights=fit.weights.astype(np.float16),
        answers=fit.answers.astype(np.float16),
        needs=fit.needs,
        offers=fit.offers,
        quotable=fit.quotable.astype(np.float16),
        statements=np.array(list(measured.carried), dtype=np.int64),
        carried=carried.reshape(len(measured.carried), len(measured.profiles)),
        ground=measured.ground.astype(np.float16),
        surprise=measured.surprise.astype(np.float16),
    )
    return file.getvalue()


def unpack(packed: bytes, profiles: Sequence[Profile], rules: MeetingRules) -> Figures:
    """What was packed, of those of these profiles that were measured, by id; who may meet is as it is now.

    What a profile does not state any more is not quoted.
    """
    with np.load(io.BytesIO(packed), allow_pickle=False) as file:
        kept = {name: file[name] for name in file.files}
    row = {id_: place for place, id_ in enumerate(kept["ids"].tolist())}
    known = tuple(sorted((one for one in profiles if one.id in row), key=lambda one: one.id))
    rows = np.array([row[profile.id] for profile in known], dtype=np.intp)
    stated = np.array(
        [id_ for one in known for role in StatementRole for id_ in one.quotable(role)], np.int64
    )
    square = np.ix_(rows, rows)
    weights = kept["weights"][rows].astype(np.float32)
    answers = kept["answers"][rows][:, :, rows].astype(np.float32)
    needs, offers = kept["needs"][rows], kept["offers"][rows][:, :, rows]
    quotes = np.isin(needs, stated)[:, :, None] & np.isin(offers, stated)
    helps = gains(answers.transpose(0, 2, 1), weights[:, None, :])
    np.fill_diagonal(helps, 0)
    standing = np.isin(kept["statements"], stated)
    return Figures(
        profiles=known,
        fit=KeptFit(
            mutual=kept["mutual"][square].astype(np.float64),
            helps=helps,
            weights=weights,
            answers=answers,
            needs=needs,
            offers=offers,
            quotable=np.where(quotes, kept["quotable"][rows][:, :, rows], 0).astype(np.float32),
        ),
        carried=dict(
            zip(
                kept["statements"][standing].tolist(),
                kept["carried"][standing][:, rows].astype(np.float64),
                strict=True,
            )
        ),
        ground=kept["ground"][square].astype(np.float64),
        surprise=kept["surprise"][square].astype(np.float64),
        forbidden=grid_of(known, rules.forbidden),
        acquainted=grid_of(known, rules.acquainted),
    )
