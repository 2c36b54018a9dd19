"""What stands on a match list: whom to meet, why, how to begin, and whom to call?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from matcher.proposals import QUOTED
from models.meeting import Meeting
from models.organisation import Audience, Organisation
from models.proposal import Proposal, ProposalReason
from models.publication import Publication
from models.queries import publications as published
from models.registration import Registration
from web.actions.lists.list_items import MatchListItem, Partner, Quoted, Unusual, without_names
from web.actions.lists.reserves import reserve_for
from web.actions.organisations.contact_details import ShownContact, contacts_for
from web.actions.proposals.agreements import answer_of, hides_names
from web.actions.proposals.opening import opening_questions
from web.actions.proposals.precedents import precedents_of
from web.actions.proposals.same_language import words_of_list
from web.actions.proposals.subjects import Subjects, subjects_of
from web.actions.tables.seating_lists import OwnTables, tables_of_organisation
from web.clock import now


@dataclass(frozen=True, slots=True)
class MatchList:
    """The list of one organisation for one meeting, best first; `publication` is None before publishing.

    `tables`: where its people sit, once a seating plan is published too. `reserve`: whom to look for when a
    partner does not turn up.
    """

    meeting: Meeting
    organisation: Organisation
    publication: Publication | None
    items: tuple[MatchListItem, ...]
    tables: tuple[OwnTables, ...] = ()
    reserve: Organisation | None = None


def match_list_for(session: Session, registration: Registration) -> MatchList:
    """The list that this attendee may see: of their own organisation, as published last.

    What was refused or put on hold after publishing no longer stands on it.
    """
    return match_list_of(session, registration.meeting, registration.organisation)


def match_list_of(session: Session, meeting: Meeting, organisation: Organisation) -> MatchList:
    """The list of an organisation for a meeting; see match_list_for."""
    publication = published.latest_publication(session, meeting.id)
    if publication is None:
        return MatchList(meeting, organisation, None, ())
    proposals = published.listed_proposals(session, publication.id, organisation.id)
    subjects = subjects_of(session, proposals)
    questions = opening_questions(proposals, organisation.id, subjects)
    partners = _partners(session, meeting, organisation, proposals)
    precedents = precedents_of(session, proposals)
    items = tuple(
        MatchListItem(
            proposal_id=proposal.id,
            form=proposal.form,
            partners=tuple(
                partners[member.organisation_id]
                for member in proposal.members
                if member.organisation_id != organisation.id
            ),
            fit=proposal.fit,
            surprise=proposal.surprise,
            quotes=_quotes(proposal, organisation.id),
            unusual=_unusual(proposal, subjects),
            question=question,
            words=words,
            asked=proposal.names_held,
            agreed=answer_of(proposal, organisation.id),
            precedent=precedents.get(proposal.id),
        )
        for proposal, question, words in zip(
            proposals, questions, words_of_list(organisation, proposals), strict=True
        )
    )
    items = tuple(
        without_names(item) if hides_names(proposal) else item
        for item, proposal in zip(items, proposals, strict=True)
    )
    tables = tables_of_organisation(session, meeting_id=meeting.id, organisation_id=organisation.id)
    reserve = reserve_for(session, publication, organisation.id, at=now())
    return MatchList(meeting, organisation, publication, items, tables, reserve)


def list_of_organisation(session: Session, *, organisation_id: int, meeting_id: int) -> MatchList | None:
    """The list of this organisation for this meeting; None when nobody of it comes."""
    meeting = session.get(Meeting, meeting_id)
    organisation = session.get(Organisation, organisation_id)
    if meeting is None or organisation is None:
        return None
    if organisation_id not in published.coming_organisations(session, meeting_id):
        return None
    return match_list_of(session, meeting, organisation)


def lists_of_meeting(session: Session, meeting_id: int) -> tuple[MatchList, ...]:
    """The list of every organisation that comes, by name."""
    first_of = {
        registration.organisation_id: registration
        for registration in published.active_registrations(session, meeting_id)
    }
    return tuple(match_list_for(session, registration) for registration in first_of.values())


def visible_contacts(session: Session, viewer_id: int, partner_id: int) -> tuple[ShownContact, ...]:
    """The contacts of a partner that this organisation may see, by name; none is the rule.

    They show only when a proposal with both is approved and stands in a publication that is in force, both
    still come to that meeting, and the contact agreed to share.
    """
    if not published.shared_meetings(session, viewer_id, partner_id):
        return ()
    return contacts_for(session, [partner_id], Audience.PARTNERS).get(partner_id, ())


def _partners(
    session: Session, meeting: Meeting, organisation: Organisation, proposals: Sequence[Proposal]
) -> dict[int, Partner]:
    found = {
        member.organisation_id: member.organisation
        for proposal in proposals
        for member in proposal.members
        if member.organisation_id != organisation.id
    }
    coming = published.coming_organisations(session, meeting.id)
    reachable = [i for i in found if i in coming] if organisation.id in coming else []
    contacts = contacts_for(session, reachable, Audience.PARTNERS)
    return {
        organisation_id: _partner(
            row, comes=organisation_id in coming, contacts=contacts.get(organisation_id, ())
        )
        for organisation_id, row in found.items()
    }


def _partner(row: Organisation, *, comes: bool, contacts: tuple[ShownContact, ...]) -> Partner:
    if row.experience is not None:
        offers = tuple(one.text for one in row.statements_in(StatementRole.OFFER) if not one.assumed)
        return Partner(row.id, row.name, None, "", "", comes, contacts, row.experience.role, offers)
    place = row.municipality.name if row.municipality else ""
    return Partner(row.id, row.name, row.kind, place, row.about, comes, contacts)


def _quotes(proposal: Proposal, viewer_id: int) -> tuple[tuple[Quoted, Quoted], ...]:
    names = {member.organisation_id: member.organisation.name for member in proposal.members}

    def quoted(organisation_id: int, role: StatementRole, text: str) -> Quoted:
        return Quoted(names[organisation_id], role, text, ours=organisation_id == viewer_id)

    return tuple(
        (
            quoted(reason.organisation_id, QUOTED[reason.code][0], reason.quote),
            quoted(reason.partner_id, QUOTED[reason.code][1], reason.partner_quote),
        )
        for reason in _own_first(proposal.reasons, viewer_id)
        if reason.code in QUOTED
    )


def _own_first(reasons: Sequence[ProposalReason], viewer_id: int) -> list[ProposalReason]:
    def rank(reason: ProposalReason) -> int:
        return 0 if reason.organisation_id == viewer_id else 1 if reason.partner_id == viewer_id else 2

    return sorted(reasons, key=lambda reason: (rank(reason), reason.position))


def _unusual(proposal: Proposal, subjects: Subjects) -> tuple[Unusual, ...]:
    return tuple(
        Unusual(reason.code, subjects.get((reason.code, reason.detail)))
        for reason in proposal.reasons
        if reason.code not in QUOTED
    )
