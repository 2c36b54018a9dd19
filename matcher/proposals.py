"""What comes out of the matcher? Proposals with every part of their score and their reasons, as codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from matcher.profiles import StatementRole


class ReasonCode(StrEnum):
    """Why two organisations should meet; the web turns each code into a sentence."""

    NEED_ANSWERED = "need_answered"  # the need of `organisation` is answered by the offer of `partner`
    BOTH_OFFER = "both_offer"  # what both offer belongs together
    BOTH_NEED = "both_need"  # what both need belongs together
    SHARED_GROUP = "shared_group"  # both reach the target group `detail`
    SHARED_THEME = "shared_theme"  # both work on the theme `detail`
    SHARED_MOMENT = "shared_moment"  # both meet people at the moment in life `detail`
    SHARED_SCHEME = "shared_scheme"  # both have to do with the scheme `detail`
    DISTANT_SECTORS = "distant_sectors"  # their sectors rarely sit at one table
    RARE_KINDS = "rare_kinds"  # their kinds are rarely named as partners
    NOT_ACQUAINTED = "not_acquainted"  # they do not know each other yet


# Of which kind the quoted statements of `organisation` and `partner` are; the other codes quote nothing.
QUOTED = {
    ReasonCode.NEED_ANSWERED: (StatementRole.NEED, StatementRole.OFFER),
    ReasonCode.BOTH_OFFER: (StatementRole.OFFER, StatementRole.OFFER),
    ReasonCode.BOTH_NEED: (StatementRole.NEED, StatementRole.NEED),
}


class UnmatchedCode(StrEnum):
    """Why an organisation got no pairing, or no coalition."""

    EMPTY_PROFILE = "empty_profile"  # neither offers nor needs were filled in
    NO_FIT = "no_fit"  # nobody's offers or needs come near enough
    RULED_OUT = "ruled_out"  # the rules of the meeting leave no partner
    NOT_CHOSEN = "not_chosen"  # partners exist, but each already has its maximum or no group closes
    TOO_FEW = "too_few"  # fewer organisations take part than a proposal needs


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `organisation` and `partner` are profile ids.

    `quote`, `partner_quote`: the statements of both that are quoted, see QUOTED. `strength` is a fraction:
    0 = hardly counted, 1 = as strong as it gets. Reasons stand strongest first.
    """

    code: ReasonCode
    organisation: int
    partner: int
    strength: float
    quote: int | None = None
    partner_quote: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of one pairing, each a fraction; 0 = none, 1 = as much as there can be.

    `helps_first`: how well the offers of the second answer the needs of the first; `helps_second` the
    other way round; `fit` both in one; `ground`: what they share (groups, themes, area);
    `surprise`: how unusual it is that these two meet. Fit and surprise are shown apart, never as one figure.
    """

    helps_first: float
    helps_second: float
    fit: float
    ground: float
    surprise: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two organisations that should meet; `first` < `second` are profile ids; `score` only orders.

    `signs`: what the fit was weighed from (see `signs`), fractions by name; decisions are learnt from by it.
    """

    first: int
    second: int
    scores: Scores
    score: float
    reasons: tuple[Reason, ...] = ()
    signs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoalitionProposal:
    """Three to five organisations that together close a chain of needs and offers.

    `members` ascending profile ids. Fractions: `fit` = share of the members' needs that the others cover;
    `surprise` = that of the most surprising pair in it; `weakest` = what the member with least gains;
    `mix` = sector mix (1 - sum of squared shares). `score` only orders.
    """

    members: tuple[int, ...]
    fit: float
    surprise: float
    weakest: float
    mix: float
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An organisation without a pairing (`coalition` false) or without a coalition (true), and why."""

    organisation: int
    coalition: bool
    code: UnmatchedCode


@dataclass(frozen=True, slots=True)
class MatchResult:
    """All that one run decided; pairings and coalitions best first.

    `coalition_gap` is the fraction by which the chosen coalitions may lie below the best possible value
    (0 = proven best); nobody is missing: each profile is in a proposal or in `unmatched`. `set_aside`: what
    an organiser refused before or let wait, weighed anew and not proposed.
    """

    pairings: tuple[Pairing, ...]
    coalitions: tuple[CoalitionProposal, ...]
    unmatched: tuple[Unmatched, ...]
    coalition_gap: float
    set_aside: tuple[Pairing | CoalitionProposal, ...] = ()

    @property
    def groups(self) -> frozenset[tuple[int, ...]]:
        """The members of every proposal."""
        return frozenset(
            (
                *((pairing.first, pairing.second) for pairing in self.pairings),
                *(coalition.members for coalition in self.coalitions),
            )
        )
