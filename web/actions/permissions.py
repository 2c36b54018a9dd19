"""Who may see or do what? One function per kind of page, named in `@allow` above every view."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.experience import Experience
from models.initiative import Initiative, InitiativePartner
from models.matching_run import MatchingRun
from models.meeting import Meeting
from models.membership import JoinRequest
from models.merge import OrganisationMerge
from models.organisation import Organisation
from models.proposal import Proposal
from models.queries.membership import deciders_of, regions_of
from models.queries.programmes import regions_of_programme
from models.sounding import Adviser, SoundingQuestion
from web.actions.actor import Actor


def everyone(_session: Session, _actor: Actor, **_view: object) -> bool:
    """Anyone at all; the page shows nothing of anybody."""
    return True


def demo_only(_session: Session, _actor: Actor, **_view: object) -> bool:
    """Anyone, but only in the demo: `allow` refuses it everywhere else."""
    return True


def signed_in(_session: Session, actor: Actor, **_view: object) -> bool:
    """Anyone who signed in by mail."""
    return actor.person_id is not None


def has_own_list(_session: Session, actor: Actor, **_view: object) -> bool:
    """Someone who came by the personal link of a registration."""
    return actor.registration_id is not None


def edits_organisation(_session: Session, actor: Actor, *, organisation_id: int, **_view: object) -> bool:
    """A member of this organisation."""
    return organisation_id in actor.edits


def edits_something(_session: Session, actor: Actor, **_view: object) -> bool:
    """A member of at least one organisation."""
    return bool(actor.edits)


def sees_profiles(_session: Session, actor: Actor, **_view: object) -> bool:
    """An organiser, or a member of any organisation: those who may meet each other."""
    return bool(actor.organises or actor.edits)


def edits_profile(session: Session, actor: Actor, *, organisation_id: int, **_view: object) -> bool:
    """A member of this organisation, which is no single person who speaks from experience."""
    return organisation_id in actor.edits and session.get(Experience, organisation_id) is None


def edits_experience(session: Session, actor: Actor, *, organisation_id: int, **_view: object) -> bool:
    """Someone who speaks from experience, about their own pages."""
    return organisation_id in actor.edits and session.get(Experience, organisation_id) is not None


def sees_page(session: Session, actor: Actor, *, organisation_id: int, **_view: object) -> bool:
    """Those who may meet each other; and everyone, when the organisation made its page public.

    The page of someone who speaks from experience is never public.
    """
    return sees_profiles(session, actor) or _is_public(session, organisation_id)


def organises_something(_session: Session, actor: Actor, **_view: object) -> bool:
    """An organiser of at least one region."""
    return bool(actor.organises)


def organises_programme(session: Session, actor: Actor, *, programme_id: int, **_view: object) -> bool:
    """An organiser of a region that takes part in this programme."""
    return bool(actor.organises & regions_of_programme(session, programme_id))


def organises_region(_session: Session, actor: Actor, *, code: str, **_view: object) -> bool:
    """An organiser of this region."""
    return code in actor.organises


def organises_meeting(session: Session, actor: Actor, *, meeting_id: int, **_view: object) -> bool:
    """An organiser of the region of this meeting."""
    region = session.scalar(select(Meeting.region_code).where(Meeting.id == meeting_id))
    return region in actor.organises


def organises_proposal(session: Session, actor: Actor, *, proposal_id: int, **_view: object) -> bool:
    """An organiser of the region of the meeting that this proposal is for."""
    region = session.scalar(
        select(Meeting.region_code)
        .join(MatchingRun, MatchingRun.meeting_id == Meeting.id)
        .join(Proposal, Proposal.run_id == MatchingRun.id)
        .where(Proposal.id == proposal_id)
    )
    return region in actor.organises


def owns_organisation(_session: Session, actor: Actor, *, organisation_id: int, **_view: object) -> bool:
    """An owner of this organisation: decides who belongs to it."""
    return organisation_id in actor.owns


def changes_contact(
    _session: Session, actor: Actor, *, organisation_id: int, person_id: int, **_view: object
) -> bool:
    """An owner of this organisation; an editor only where it is about themselves."""
    return organisation_id in actor.owns or (organisation_id in actor.edits and person_id == actor.person_id)


def organises_organisation(session: Session, actor: Actor, *, organisation_id: int, **_view: object) -> bool:
    """An organiser of a region of this organisation; of any region when it tells no place."""
    regions = regions_of(session, organisation_id)
    return bool(actor.organises & regions if regions else actor.organises)


def merges_organisations(
    session: Session, actor: Actor, *, organisation_id: int, other_id: int, **_view: object
) -> bool:
    """An organiser of the regions of both organisations."""
    return all(
        organises_organisation(session, actor, organisation_id=one) for one in (organisation_id, other_id)
    )


def undoes_merge(session: Session, actor: Actor, *, merge_id: int, **_view: object) -> bool:
    """An organiser of a region of the organisation that took in another one."""
    kept = session.scalar(select(OrganisationMerge.kept_id).where(OrganisationMerge.id == merge_id))
    return kept is not None and organises_organisation(session, actor, organisation_id=kept)


def decides_request(session: Session, actor: Actor, *, request_id: int, **_view: object) -> bool:
    """An owner of the organisation that someone asks to join; without owners, an organiser of its region."""
    asked = session.scalar(select(JoinRequest.organisation_id).where(JoinRequest.id == request_id))
    return asked is not None and actor.person_id in {one.id for one in deciders_of(session, asked)}


def asked_to_join(session: Session, actor: Actor, *, request_id: int, **_view: object) -> bool:
    """The one who asked."""
    asker = session.scalar(select(JoinRequest.person_id).where(JoinRequest.id == request_id))
    return asker is not None and asker == actor.person_id


def edits_initiative(session: Session, actor: Actor, *, initiative_id: int, **_view: object) -> bool:
    """A member of the organisation that coordinates the initiative, or an organiser of its region."""
    region = session.scalar(select(Initiative.region_code).where(Initiative.id == initiative_id))
    coordinator = select(InitiativePartner.organisation_id).where(
        InitiativePartner.initiative_id == initiative_id,
        Initiative.id == initiative_id,
        InitiativePartner.organisation_id == Initiative.coordinator_id,
        InitiativePartner.confirmed_at.is_not(None),
        InitiativePartner.left_on.is_(None),
    )
    return region in actor.organises or session.scalar(coordinator) in actor.edits


def is_adviser(session: Session, actor: Actor, **_view: object) -> bool:
    """A member of the sounding board."""
    seat = select(Adviser.id).where(Adviser.person_id == actor.person_id)
    return actor.person_id is not None and session.scalar(seat) is not None


def advises_on(session: Session, actor: Actor, *, question_id: int, **_view: object) -> bool:
    """The member of the sounding board who has this question, or answered it."""
    adviser = (
        select(Adviser.person_id)
        .join(SoundingQuestion, SoundingQuestion.adviser_id == Adviser.id)
        .where(SoundingQuestion.id == question_id)
    )
    return actor.person_id is not None and session.scalar(adviser) == actor.person_id


def organises_question(session: Session, actor: Actor, *, question_id: int, **_view: object) -> bool:
    """An organiser of the region that put this question to the sounding board."""
    region = session.scalar(select(SoundingQuestion.region_code).where(SoundingQuestion.id == question_id))
    return region in actor.organises


def _is_public(session: Session, organisation_id: int) -> bool:
    public = select(Organisation.id).where(
        Organisation.id == organisation_id, Organisation.is_public, ~Organisation.experience.has()
    )
    return session.scalar(public) is not None
