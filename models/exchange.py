"""How do rows become the matcher's plain data, and its results rows again? The only crossing."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from matcher.constraints import MeetingRules, Party, pair_of
from matcher.profiles import Profile, Statement, StatementRole
from matcher.promises import SIZE_OF_PAIR
from matcher.proposals import CoalitionProposal, MatchResult, Pairing, Reason
from models.experience import Experience
from models.kind import Kind
from models.label import labels_told
from models.matching_run import MatchingRun, UnmatchedOrganisation
from models.meeting import Meeting
from models.organisation import Organisation
from models.pin import PinKind
from models.proposal import Proposal, ProposalForm, ProposalMember, ProposalReason, ScorePart
from models.queries.promises import pins_of, promises_made
from models.queries.relations import load_acquainted
from models.queries.seating import load_apart
from models.text_vector import TextVector

VECTOR_TYPE = np.dtype("<f4")


def load_profiles(session: Session, organisation_ids: Sequence[int]) -> tuple[Profile, ...]:
    """The profiles of these organisations, in ascending order of id.

    Of their statements only those that stand and are not set aside, see Organisation.matchable_in.
    """
    rows = session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(organisation_ids))
        .order_by(Organisation.id)
        .options(
            selectinload(Organisation.statements),
            selectinload(Organisation.themes),
            selectinload(Organisation.groups),
            selectinload(Organisation.area),
            selectinload(Organisation.labels),
            selectinload(Organisation.experience).selectinload(Experience.moments),
            selectinload(Organisation.kind).joinedload(Kind.sector),
        )
    )
    return tuple(profile_of(row) for row in rows)


def profile_of(row: Organisation) -> Profile:
    """What the matcher may know of this organisation."""
    places = {municipality.code for municipality in row.area}
    if row.municipality_code is not None:
        places.add(row.municipality_code)
    return Profile(
        id=row.id,
        kind=row.kind.slug if row.kind else "",
        sector=row.kind.sector_slug if row.kind else "",
        about=_about(row),
        offers=_statements(row, StatementRole.OFFER),
        needs=_statements(row, StatementRole.NEED),
        themes=frozenset(theme.slug for theme in row.themes),
        groups=frozenset(group.slug for group in row.groups),
        municipalities=frozenset(places),
        labels=labels_told(row),
        not_labels=frozenset(label.slug for label in row.labels if not label.holds),
    )


def load_rules(session: Session, meeting: Meeting, organisation_ids: Sequence[int]) -> MeetingRules:
    """The meeting's parties, who of these know each other, who must not meet, and what was decided before.

    A pair that one of both does not want is forbidden both ways; who asked for it does not come along.
    Who said on a list that they know each other, or met at an earlier meeting, is acquainted.
    """
    made = promises_made(session, meeting.id)
    return MeetingRules(
        parties=tuple(
            Party(party.name, party.minimum, frozenset(party.sectors), frozenset(party.kinds))
            for party in meeting.parties
        ),
        forbidden=load_apart(session, meeting.id, organisation_ids),
        acquainted=load_acquainted(session, organisation_ids),
        together=frozenset(
            pair_of(*pin.group)
            for pin in pins_of(session, meeting.id, PinKind.TOGETHER)
            if len(pin.group) == SIZE_OF_PAIR and set(pin.group) <= set(organisation_ids)
        ),
        fixed=made.fixed,
        refused=made.refused,
        held=made.held,
    )


def load_vectors(
    session: Session, embedder_name: str, fingerprints: Sequence[str]
) -> dict[str, NDArray[np.float32]]:
    """The stored vectors of this embedder by fingerprint of the text; what is not stored is left out."""
    rows = session.execute(
        select(TextVector.fingerprint, TextVector.vector).where(
            TextVector.embedder == embedder_name, TextVector.fingerprint.in_(fingerprints)
        )
    )
    return {fingerprint: np.frombuffer(vector, dtype=VECTOR_TYPE) for fingerprint, vector in rows}


def save_vectors(session: Session, embedder_name: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Store these vectors (by fingerprint of the text, unit length) for this embedder."""
    for fingerprint, vector in vectors.items():
        stored = vector.astype(VECTOR_TYPE).tobytes()
        session.merge(TextVector(embedder=embedder_name, fingerprint=fingerprint, vector=stored))
    session.flush()


def forget_vectors(session: Session, needed: Callable[[Iterable[Profile], str], Collection[str]]) -> None:
    """Remove every vector whose text stands in no profile any more, for each embedder that was used.

    `needed(profiles, embedder)` gives the fingerprints of all that these profiles need vectors of.
    """
    profiles = load_profiles(session, session.scalars(select(Organisation.id)).all())
    for embedder in session.scalars(select(TextVector.embedder).distinct()).all():
        kept = set(needed(profiles, embedder))
        stored = session.scalars(select(TextVector.fingerprint).where(TextVector.embedder == embedder))
        for fingerprint in set(stored) - kept:
            session.execute(
                delete(TextVector).where(
                    TextVector.embedder == embedder, TextVector.fingerprint == fingerprint
                )
            )


def save_result(
    session: Session, run: MatchingRun, *, profiles: Sequence[Profile], result: MatchResult
) -> None:
    """Store the proposals with their figures and reasons, and who got none; counts go onto the run.

    `profiles` are those that went into the run: reasons quote their words, also when those changed since.
    What was set aside is stored too, so that it can be looked at and taken back; it is not counted.
    """
    texts = {s.id: s.text for profile in profiles for s in (*profile.offers, *profile.needs)}
    session.add_all(proposal_row(run, pairing, texts) for pairing in result.pairings)
    session.add_all(proposal_row(run, coalition, texts) for coalition in result.coalitions)
    session.add_all(proposal_row(run, aside, texts) for aside in result.set_aside)
    for left_out in result.unmatched:
        session.add(
            UnmatchedOrganisation(
                run_id=run.id,
                organisation_id=left_out.organisation,
                coalition=left_out.coalition,
                code=left_out.code,
            )
        )
    run.organisations = len(profiles)
    run.statements = len(texts)
    run.pairings = len(result.pairings)
    run.coalitions = len(result.coalitions)
    run.coalition_gap = result.coalition_gap
    session.flush()


def proposal_row(run: MatchingRun, made: Pairing | CoalitionProposal, texts: Mapping[int, str]) -> Proposal:
    """The proposal with its members, figures and reasons; `texts`: what is quoted, by id of the statement."""
    return _pairing_row(run, made, texts) if isinstance(made, Pairing) else _coalition_row(run, made, texts)


def _about(row: Organisation) -> str:
    """What an organisation tells of itself, with the moments that it wrote or, from experience, ticked."""
    moments = [f"{moment.name_nl}." for moment in row.experience.moments] if row.experience else []
    return " ".join(part for part in (*moments, row.about, row.moments) if part)


def _statements(row: Organisation, role: StatementRole) -> tuple[Statement, ...]:
    return tuple(
        Statement(statement.id, statement.text, statement.assumed) for statement in row.matchable_in(role)
    )


def _pairing_row(run: MatchingRun, pairing: Pairing, texts: Mapping[int, str]) -> Proposal:
    scores = pairing.scores
    return Proposal(
        run_id=run.id,
        form=ProposalForm.PAIRING,
        fit=scores.fit,
        surprise=scores.surprise,
        ground=scores.ground,
        score=pairing.score,
        members=[ProposalMember(organisation_id=i) for i in (pairing.first, pairing.second)],
        parts=[
            ScorePart(name="helps_first", value=scores.helps_first),
            ScorePart(name="helps_second", value=scores.helps_second),
            *(ScorePart(name=name, value=value) for name, value in pairing.signs.items()),
        ],
        reasons=_reason_rows(pairing.reasons, texts),
    )


def _coalition_row(run: MatchingRun, coalition: CoalitionProposal, texts: Mapping[int, str]) -> Proposal:
    return Proposal(
        run_id=run.id,
        form=ProposalForm.COALITION,
        fit=coalition.fit,
        surprise=coalition.surprise,
        ground=1.0,  # what its members share was weighed when they were grouped
        score=coalition.score,
        members=[ProposalMember(organisation_id=i) for i in coalition.members],
        parts=[
            ScorePart(name="weakest", value=coalition.weakest),
            ScorePart(name="mix", value=coalition.mix),
        ],
        reasons=_reason_rows(coalition.reasons, texts),
    )


def _reason_rows(reasons: Sequence[Reason], texts: Mapping[int, str]) -> list[ProposalReason]:
    return [
        ProposalReason(
            position=position,
            code=reason.code,
            organisation_id=reason.organisation,
            partner_id=reason.partner,
            strength=reason.strength,
            quote=texts[reason.quote] if reason.quote is not None else "",
            partner_quote=texts[reason.partner_quote] if reason.partner_quote is not None else "",
            detail=reason.detail,
        )
        for position, reason in enumerate(reasons)
    ]
