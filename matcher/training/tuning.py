"""How does the reader learn who answers whom? By telling partners and answers from all others of a batch."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from matcher.training.lessons import Lesson, lessons
from matcher.training.situations import Situation

if TYPE_CHECKING:
    import torch
    from transformers import BertModel, PreTrainedTokenizerFast

AS_QUERY, AS_DOCUMENT = "query: ", "passage: "
# So many pieces are read at once: long texts in small groups, short ones in large.
_PIECES_AT_ONCE = 4096
_EXCLUDED = -1e4

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to learn: AdamW; its rate rises over `warm_up` steps, then falls to 0; cosines ÷ temperature."""

    steps: int = 400
    learning_rate: float = 5e-5
    warm_up: int = 30
    temperature: float = 0.05
    longest: int = 192
    seed: int = 1


class Reader:
    """A transformer with its tokenizer: texts in, unit vectors out (the mean over their pieces)."""

    def __init__(self, weights: "BertModel", tokenizer: "PreTrainedTokenizerFast", longest: int) -> None:
        self.weights, self.tokenizer, self.longest = weights, tokenizer, longest

    def in_groups(self, texts: Sequence[str]) -> "Iterator[tuple[list[int], list[list[int]]]]":
        """The texts in groups of like length: their places, and the pieces of each."""
        cut = self.tokenizer(list(texts), truncation=True, max_length=self.longest)["input_ids"]
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        start = 0
        while start < len(order):
            stop = start + 1
            while stop < len(order) and (stop + 1 - start) * len(cut[order[stop]]) <= _PIECES_AT_ONCE:
                stop += 1
            yield order[start:stop], [cut[place] for place in order[start:stop]]
            start = stop

    def vectors(self, cut: "list[list[int]]") -> "torch.Tensor":
        """Texts × dimensions, rows of unit length, of one group of texts in pieces."""
        import torch

        return torch.nn.functional.normalize(self._mean(cut), dim=1)

    def _mean(self, cut: "list[list[int]]") -> "torch.Tensor":
        import torch

        padding = self.weights.config.pad_token_id
        longest = max(len(pieces) for pieces in cut)
        pieces = torch.tensor([each + [padding] * (longest - len(each)) for each in cut])
        real = (pieces != padding).long()
        # Processors that know bfloat16 learn more than twice as fast with it.
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.weights(input_ids=pieces, attention_mask=real).last_hidden_state
        return (hidden.float() * real[..., None]).sum(1) / real.sum(1, keepdim=True)


def tune(reader: Reader, situations: Sequence[Situation], recipe: Recipe) -> None:
    """Teach the reader on these situations, in place."""
    import torch

    torch.manual_seed(recipe.seed)
    optimiser = torch.optim.AdamW(reader.weights.parameters(), lr=recipe.learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1.0, (step + 1) / recipe.warm_up) * max(0.0, 1 - step / recipe.steps),
    )
    reader.weights.train()
    batches = lessons(situations, Random(recipe.seed))  # noqa: S311  # learning needs no secrets
    for step, batch in zip(range(1, recipe.steps + 1), batches, strict=False):
        optimiser.zero_grad()
        loss = learn_from(reader, batch, recipe.temperature)
        torch.nn.utils.clip_grad_norm_(reader.weights.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 20 == 0:
            _log.info("step %d of %d, loss %.3f", step, recipe.steps, loss)
    reader.weights.eval()


def learn_from(reader: Reader, lesson: Lesson, temperature: float) -> float:
    """The loss of this lesson, of which the gradients are added to the reader's weights.

    The whole batch is read first without them, then group by group with them, so that the memory of one group
    suffices for a batch of any size (gradient cache, Gao et al. 2021).
    """
    import torch

    groups = list(reader.in_groups(texts_of(lesson)))
    states, read = [], []
    with torch.no_grad():
        for _, cut in groups:
            states.append(torch.get_rng_state())
            read.append(reader.vectors(cut))
    order = torch.tensor([place for places, _ in groups for place in places])
    vectors = torch.empty_like(cached := torch.cat(read))
    vectors[order] = cached
    vectors.requires_grad_()
    loss = loss_of(vectors, lesson, temperature)
    loss.backward()
    after = torch.get_rng_state()
    for (places, cut), state in zip(groups, states, strict=True):
        torch.set_rng_state(state)  # the same units are dropped as when it was read first
        (reader.vectors(cut) * vectors.grad[places]).sum().backward()
    torch.set_rng_state(after)
    return float(loss.detach())


def texts_of(lesson: Lesson) -> list[str]:
    """The profiles, then the needs, then the offers, each as the reader is asked to read it."""
    asking = [AS_QUERY + text for text, _ in (*lesson.profiles, *lesson.needs)]
    return [*asking, *(AS_DOCUMENT + text for text, _ in lesson.offers)]


def loss_of(vectors: "torch.Tensor", lesson: Lesson, temperature: float) -> "torch.Tensor":
    """How badly partners find each other, needs their offers, and (half as much) offers their needs.

    `vectors` are those of `texts_of`. Supervised contrast (Khosla et al. 2020): each partner against everyone
    from other situations.
    """
    import torch

    profiles, needs, offers = vectors.split([len(lesson.profiles), len(lesson.needs), len(lesson.offers)])
    owner, asked, given = (
        torch.tensor([number for _, number in part])
        for part in (lesson.profiles, lesson.needs, lesson.offers)
    )
    itself = torch.eye(len(owner), dtype=torch.bool)
    partners = contrast(
        profiles @ profiles.T / temperature, (owner[:, None] == owner[None, :]) & ~itself, itself
    )
    likeness, answers = needs @ offers.T / temperature, asked[:, None] == given[None, :]
    nothing = torch.zeros_like(answers)
    real = given >= 0  # a near miss has no need of its own
    back = contrast(likeness.T[real], answers.T[real], nothing.T[real])
    return partners + contrast(likeness, answers, nothing) + back / 2


def contrast(likeness: "torch.Tensor", right: "torch.Tensor", excluded: "torch.Tensor") -> "torch.Tensor":
    """The mean of -log(e^right / (e^right + sum of e^wrong)) over everything that is right; a number."""
    import torch

    likeness = likeness.masked_fill(excluded, _EXCLUDED)
    wrong = torch.logsumexp(likeness.masked_fill(right, _EXCLUDED), 1, keepdim=True)
    missed = torch.logaddexp(likeness, wrong.expand_as(likeness)) - likeness
    return (missed * right).sum() / right.sum()
