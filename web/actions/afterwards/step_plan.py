"""What is the step plan of one organisation: its steps, who promised them, and with whom they may be?"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.publications import active_registrations
from models.queries.steps import agreed_partners, steps_at
from models.registration import Registration
from models.step import Step
from web.actions.accounts.forgetting_guests import NO_NAME
from web.actions.afterwards.steps import ASKED_STEPS


@dataclass(frozen=True, slots=True)
class StepPlan:
    """The step plan of one organisation after one meeting.

    `people`: who came for it, as far as we still know them; `agreed`: whom its people say they
    met, and who stands on its list; `others`: who else came, by name.
    """

    meeting: Meeting
    organisation: Organisation
    steps: tuple[Step, ...]
    people: tuple[Registration, ...]
    agreed: tuple[Organisation, ...]
    others: tuple[Organisation, ...]

    @property
    def missing(self) -> int:
        """How many steps are still asked for."""
        return max(0, ASKED_STEPS - len(self.steps))

    @property
    def proposed(self) -> tuple[Organisation, ...]:
        """With whom something was agreed, and no step is written down yet."""
        named = {step.partner_id for step in self.steps}
        return tuple(one for one in self.agreed if one.id not in named)


def step_plan(session: Session, meeting: Meeting, organisation: Organisation) -> StepPlan:
    """The step plan of this organisation after this meeting."""
    coming = active_registrations(session, meeting.id)
    agreed = tuple(agreed_partners(session, meeting.id, organisation.id))
    here = {one.organisation_id: one.organisation for one in coming if one.organisation_id != organisation.id}
    return StepPlan(
        meeting=meeting,
        organisation=organisation,
        steps=tuple(steps_at(session, meeting.id, organisation.id)),
        people=tuple(one for one in coming if one.organisation_id == organisation.id and one.name != NO_NAME),
        agreed=tuple(one for one in agreed if one.id in here),
        others=tuple(one for id_, one in here.items() if id_ not in {each.id for each in agreed}),
    )


def plan_of_organisation(session: Session, meeting_id: int, organisation_id: int) -> StepPlan | None:
    """The same by ids; None when nobody of the organisation came to the meeting."""
    came = select(Registration.id).where(
        Registration.meeting_id == meeting_id,
        Registration.organisation_id == organisation_id,
        Registration.cancelled_at.is_(None),
    )
    if session.scalar(came.limit(1)) is None:
        return None
    meeting, organisation = (
        session.get_one(Meeting, meeting_id),
        session.get_one(Organisation, organisation_id),
    )
    return step_plan(session, meeting, organisation)
