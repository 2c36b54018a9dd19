"""How does the student learn? The mean of a text's pieces turns towards the teacher's vector."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import torch

# So many texts show the directions well enough.
_SAMPLE = 40_000


@dataclass(frozen=True, slots=True)
class Recipe:
    """How long and how fast the student learns; `seed` fixes the first weights and the order of the texts.

    `learning_rate` falls to 0 in a straight line.
    """

    passes: int = 3
    batch: int = 2048
    learning_rate: float = 0.01
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Lessons:
    """Texts cut into pieces, and the vector that each should come near.

    `pieces`: all piece numbers in a row; text i has `pieces[starts[i]:starts[i + 1]]` and at least one.
    `targets[goals[i]]` is the teacher's vector for text i; `order` names each text as often as one pass
    shows it.
    """

    pieces: NDArray[np.int64]
    starts: NDArray[np.int64]
    goals: NDArray[np.int64]
    order: NDArray[np.int64]
    targets: NDArray[np.float32]


def distil(lessons: Lessons, vocabulary_size: int, recipe: Recipe) -> NDArray[np.float32]:
    """The learnt vector of every piece: vocabulary × dimensions; row 0 (unknown) is zero.

    The loss is 1 - cosine of student and teacher, the mean over a batch; the optimiser is Adam.
    """
    import torch

    torch.manual_seed(recipe.seed)
    student = torch.nn.EmbeddingBag(vocabulary_size, lessons.targets.shape[1], mode="mean", padding_idx=0)
    torch.nn.init.normal_(student.weight, std=0.05)
    optimiser = torch.optim.Adam(student.parameters(), lr=recipe.learning_rate)
    steps = recipe.passes * -(-len(lessons.order) // recipe.batch)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, total_iters=steps)
    generator = np.random.default_rng(recipe.seed)
    for _ in range(recipe.passes):
        order = generator.permutation(lessons.order)
        for start in range(0, len(order), recipe.batch):
            loss = _loss(student, lessons, order[start : start + recipe.batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    weights: NDArray[np.float32] = student.weight.detach().numpy()
    weights[0] = 0
    return weights


def turn(lessons: Lessons, weights: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """The same vectors along the `dimensions` directions in which the lessons' texts differ most (PCA).

    vocabulary × `dimensions`. Nothing is subtracted: the targets were centred before learning.
    """
    sample = np.random.default_rng(0).permutation(lessons.order)[:_SAMPLE]
    vectors = unit_rows(_mean_of_pieces(lessons, weights, sample))
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    turned: NDArray[np.float32] = weights @ directions[:, ::-1][:, :dimensions]
    return turned


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each row divided by its length; a row of zeros stays so."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _loss(student: "torch.nn.EmbeddingBag", lessons: Lessons, chosen: NDArray[np.int64]) -> "torch.Tensor":
    import torch

    pieces, offsets = _bags(lessons, chosen)
    vectors = student(torch.from_numpy(pieces), torch.from_numpy(offsets))
    targets = torch.from_numpy(lessons.targets[lessons.goals[chosen]])
    return 1 - torch.nn.functional.cosine_similarity(vectors, targets).mean()


def _mean_of_pieces(
    lessons: Lessons, weights: NDArray[np.float32], chosen: NDArray[np.int64]
) -> NDArray[np.float32]:
    pieces, offsets = _bags(lessons, chosen)
    lengths = lessons.starts[chosen + 1] - lessons.starts[chosen]
    means: NDArray[np.float64] = np.add.reduceat(weights[pieces], offsets, axis=0) / lengths[:, None]
    return means.astype(np.float32)


def _bags(lessons: Lessons, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pieces of the chosen texts in a row, and where each text starts in it."""
    firsts = lessons.starts[chosen]
    lengths = lessons.starts[chosen + 1] - firsts
    offsets = np.cumsum(lengths) - lengths
    positions = np.arange(lengths.sum()) + np.repeat(firsts - offsets, lengths)
    return lessons.pieces[positions], offsets
