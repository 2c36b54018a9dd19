"""Which pairings and coalitions were proposed, with which figures, reasons and decisions?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import DDL, CheckConstraint, ForeignKey, UniqueConstraint, event, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.proposals import ReasonCode
from matcher.review import RefusalReason, ReviewState
from models.agreement import Agreement
from models.base import Base, Identifier, state_type
from models.matching_run import MatchingRun
from models.organisation import Organisation
from models.person import Person


class ProposalForm(StrEnum):
    """Two organisations, or three to five."""

    PAIRING = "pairing"
    COALITION = "coalition"


class Proposal(Base):
    """One proposal of a run. Fit, surprise and ground are fractions; `score` is what ordered it in the run.

    `made_by`: the organiser who put these together; None = the run did.
    `names_held`: on the lists of its members the others have no name until all of them agree (agreement.py).
    `decided_by` and `decided_at` name the last decision; a state other than proposed cannot be without them.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("fit BETWEEN 0 AND 1", name="fit_is_a_fraction"),
        CheckConstraint("surprise BETWEEN 0 AND 1", name="surprise_is_a_fraction"),
        CheckConstraint("ground BETWEEN 0 AND 1", name="ground_is_a_fraction"),
        CheckConstraint(
            "state = 'proposed' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
            name="decision_has_a_decider",
        ),
    )

    id: Mapped[Identifier]
    run_id: Mapped[int] = mapped_column(ForeignKey("matching_run.id", ondelete="CASCADE"), index=True)
    form: Mapped[ProposalForm] = mapped_column(state_type(ProposalForm, "proposal_form"))
    fit: Mapped[float]
    surprise: Mapped[float]
    ground: Mapped[float]
    score: Mapped[float]
    state: Mapped[ReviewState] = mapped_column(
        state_type(ReviewState, "review_state"), default=ReviewState.PROPOSED, index=True
    )
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    names_held: Mapped[bool] = mapped_column(default=False, server_default=false())

    run: Mapped[MatchingRun] = relationship()
    members: Mapped[list["ProposalMember"]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalMember.organisation_id"
    )
    parts: Mapped[list["ScorePart"]] = relationship(cascade="all, delete-orphan", order_by="ScorePart.name")
    reasons: Mapped[list["ProposalReason"]] = relationship(
        cascade="all, delete-orphan", order_by="ProposalReason.position"
    )
    agreements: Mapped[list[Agreement]] = relationship(cascade="all, delete-orphan")
    decisions: Mapped[list["ReviewDecision"]] = relationship(
        cascade="all, delete-orphan", order_by="ReviewDecision.number", back_populates="proposal"
    )

    @property
    def signs(self) -> dict[str, float]:
        """The signs that the run kept; other figures of the proposal are no signs."""
        return {part.name: part.value for part in self.parts if not part.name.startswith("helps_")}


class ProposalMember(Base):
    """An organisation in a proposal; the key makes it impossible that it stands there twice."""

    __tablename__ = "proposal_member"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    organisation: Mapped[Organisation] = relationship()


class ScorePart(Base):
    """One named figure of a proposal's score (a fraction), such as `helps_first`, `weakest` or a sign."""

    __tablename__ = "score_part"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float]


class ProposalReason(Base):
    """One reason of a proposal; the texts are kept as they were when the run quoted them.

    `quote` and `partner_quote` are statements of both where the code quotes any (matcher.proposals.QUOTED).
    """

    __tablename__ = "proposal_reason"
    __table_args__ = (
        CheckConstraint(
            "code NOT IN ('need_answered', 'both_offer', 'both_need') "
            "OR (quote <> '' AND partner_quote <> '')",
            name="quotes_both",
        ),
    )

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[ReasonCode] = mapped_column(state_type(ReasonCode, "reason_code"))
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    strength: Mapped[float]
    quote: Mapped[str] = mapped_column(default="")
    partner_quote: Mapped[str] = mapped_column(default="")
    detail: Mapped[str] = mapped_column(default="")


class ReviewDecision(Base):
    """One decision on a proposal; decisions are added, never changed. `number` counts from 1.

    Only the note can be emptied afterwards, when someone who stands in it is erased.

    `undoes`: the number of the decision that this one takes back, if any. `carried_over`: taken in an
    earlier run on the same members, and repeated here with its own decider, moment, reason and note.
    """

    __tablename__ = "review_decision"
    __table_args__ = (
        UniqueConstraint("proposal_id", "number"),
        CheckConstraint("before <> after", name="changes_something"),
    )

    id: Mapped[Identifier]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    number: Mapped[int]
    before: Mapped[ReviewState] = mapped_column(state_type(ReviewState, "before_state"))
    after: Mapped[ReviewState] = mapped_column(state_type(ReviewState, "after_state"))
    reason: Mapped[RefusalReason | None] = mapped_column(state_type(RefusalReason, "refusal_reason"))
    note: Mapped[str] = mapped_column(default="")
    undoes: Mapped[int | None]
    carried_over: Mapped[bool] = mapped_column(default=False)
    decided_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]

    decider: Mapped[Person] = relationship()
    proposal: Mapped[Proposal] = relationship(back_populates="decisions")


# What the database lets nobody change: all columns, but for a note that becomes empty.
_FIXED = tuple(column.name for column in ReviewDecision.__table__.columns if column.name != "note")
_SAME_NOTE = "(NEW.note = OLD.note OR NEW.note = '')"
_REFUSAL = "a review decision is never changed"
_SQLITE_WHEN = " AND ".join((*(f"NEW.{name} IS OLD.{name}" for name in _FIXED), _SAME_NOTE))
_POSTGRESQL_WHEN = " AND ".join(
    (*(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _FIXED), _SAME_NOTE)
)
_FINAL_ON_SQLITE = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its arguments unannotated
    "CREATE TRIGGER review_decision_is_final BEFORE UPDATE ON review_decision "
    f"WHEN NOT ({_SQLITE_WHEN}) BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
)
_FINAL_FUNCTION = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its arguments unannotated
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
)
_FINAL_ON_POSTGRESQL = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its arguments unannotated
    "CREATE TRIGGER review_decision_is_final BEFORE UPDATE ON review_decision "
    f"FOR EACH ROW WHEN (NOT ({_POSTGRESQL_WHEN})) EXECUTE FUNCTION refuse_change()"
)
event.listen(ReviewDecision.__table__, "after_create", _FINAL_ON_SQLITE.execute_if(dialect="sqlite"))
event.listen(ReviewDecision.__table__, "after_create", _FINAL_FUNCTION.execute_if(dialect="postgresql"))
event.listen(ReviewDecision.__table__, "after_create", _FINAL_ON_POSTGRESQL.execute_if(dialect="postgresql"))


# Nobody approves a proposal of two whom an organiser keeps apart at that meeting, whichever way it goes.
_APART = (
    "SELECT 1 FROM matching_run JOIN kept_apart ON kept_apart.meeting_id = matching_run.meeting_id "
    "JOIN proposal_member one ON one.organisation_id = kept_apart.first_id "
    "JOIN proposal_member other ON other.organisation_id = kept_apart.second_id "
    "WHERE matching_run.id = NEW.run_id AND one.proposal_id = NEW.id AND other.proposal_id = NEW.id"
)
_APART_REFUSAL = "two of this proposal are kept apart"
_APPROVES = "NEW.state = 'approved' AND OLD.state <> 'approved'"
_APART_ON_SQLITE = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its arguments unannotated
    "CREATE TRIGGER approval_keeps_apart BEFORE UPDATE OF state ON proposal "
    f"WHEN {_APPROVES} AND EXISTS ({_APART}) BEGIN SELECT RAISE(ABORT, '{_APART_REFUSAL}'); END"
)
_APART_FUNCTION = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its arguments unannotated
    "CREATE OR REPLACE FUNCTION refuse_approval_of_apart() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF EXISTS ({_APART}) THEN RAISE EXCEPTION '{_APART_REFUSAL}' USING ERRCODE = '23514'; "
    "END IF; RETURN NEW; END $$"
)
_APART_ON_POSTGRESQL = DDL(  # type: ignore[no-untyped-call]  # SQLAlchemy leaves its arguments unannotated
    "CREATE TRIGGER approval_keeps_apart BEFORE UPDATE OF state ON proposal "
    f"FOR EACH ROW WHEN ({_APPROVES}) EXECUTE FUNCTION refuse_approval_of_apart()"
)
event.listen(Base.metadata, "after_create", _APART_ON_SQLITE.execute_if(dialect="sqlite"))
event.listen(Base.metadata, "after_create", _APART_FUNCTION.execute_if(dialect="postgresql"))
event.listen(Base.metadata, "after_create", _APART_ON_POSTGRESQL.execute_if(dialect="postgresql"))
