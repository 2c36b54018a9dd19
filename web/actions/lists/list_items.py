"""Of what does a match list consist? Partners, quotes and proposals as a reader sees them."""

from dataclasses import dataclass, replace

from matcher.profiles import StatementRole
from matcher.proposals import ReasonCode
from models.experience import ExpertRole
from models.kind import Kind
from models.proposal import ProposalForm
from web.actions.afterwards.practice_values import Practice
from web.actions.organisations.contact_details import ShownContact
from web.actions.proposals.opening import OpeningQuestion
from web.actions.proposals.same_language import SharedWord
from web.actions.proposals.subjects import Subject


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation to meet. `comes`: whether anyone of it still comes; if not, nobody of it is shown.

    `role`: it is one person who speaks from experience. Then only the chosen name and `offers` are shown.
    `hidden`: names are held back until both agree; then nothing is shown but the kind, and `name` is blank.
    """

    organisation_id: int
    name: str
    kind: Kind | None
    place: str
    about: str
    comes: bool
    contacts: tuple[ShownContact, ...]
    role: ExpertRole | None = None
    offers: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """What an organisation wrote, an offer or a need, as it stood; `ours`: it is the reader's own."""

    name: str
    role: StatementRole
    text: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Unusual:
    """Another reason to meet; `subject` is what they share, if that is it."""

    code: ReasonCode
    subject: Subject | None


@dataclass(frozen=True, slots=True)
class MatchListItem:
    """One proposal on the list; fit and surprise are fractions, shown apart. `words`: same-language cards.

    `precedent`: what others elsewhere did already, if that is comparable.

    `asked`: names are held back, so the reader is asked whether it wants to meet; `agreed`: what it said.
    """

    proposal_id: int
    form: ProposalForm
    partners: tuple[Partner, ...]
    fit: float
    surprise: float
    quotes: tuple[tuple[Quoted, Quoted], ...]
    unusual: tuple[Unusual, ...]
    question: OpeningQuestion
    words: tuple[SharedWord, ...] = ()
    asked: bool = False
    agreed: bool | None = None
    precedent: Practice | None = None

    @property
    def rows(self) -> int:
        """How many organisations there are to tick on paper."""
        return len(self.partners)


def without_names(item: MatchListItem) -> MatchListItem:
    """The item without all that tells who the others are."""
    partners = tuple(
        replace(one, name="", place="", about="", contacts=(), offers=(), hidden=True)
        for one in item.partners
    )
    quotes = tuple((_unnamed(one), _unnamed(other)) for one, other in item.quotes)
    return replace(item, partners=partners, quotes=quotes)


def _unnamed(quoted: Quoted) -> Quoted:
    return quoted if quoted.ours else replace(quoted, name="")
