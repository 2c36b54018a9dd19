"""What is going on in a region? Its meetings, its organisations, its municipalities."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from models.queries.meetings import count_organisations, meetings_in, organisations_in
from models.queries.membership import requests_for_organisers, without_owner
from models.queries.renewals import set_aside_counts, unconfirmed_counts
from models.queries.sounding import questions_of_region
from models.region import Region
from models.sounding import QuestionState
from web.actions.afterwards.sounding_moves import is_overdue
from web.actions.organisations.merging import merges_into
from web.actions.organisations.profile_steps import Part, completeness
from web.actions.permissions import organises_region
from web.clock import now
from web.database import get_session
from web.presenting.statements import current_terms
from web.security import allow
from web.words.organiser import part_word

blueprint = Blueprint("regions", __name__)


@blueprint.get("/regio/<code>")
@allow(organises_region)
def overview(code: str) -> ResponseReturnValue:
    """The region: meetings to come and past, and how complete the profiles of its organisations are."""
    session, at = get_session(), now()
    meetings, organisations = meetings_in(session, code), organisations_in(session, code)
    questions = questions_of_region(session, code)
    return render_template(
        "organiser/region.html",
        answered=sum(one.state is QuestionState.ANSWERED and one.helped is None for one in questions),
        overdue=sum(is_overdue(one, at) for one in questions),
        region=session.get_one(Region, code),
        upcoming=[meeting for meeting in meetings if meeting.ends_at > at],
        past=[meeting for meeting in reversed(meetings) if meeting.ends_at <= at],
        counts=count_organisations(session, [meeting.id for meeting in meetings]),
        organisations=[(one, completeness(one)) for one in organisations],
        set_aside=set_aside_counts(session, code),
        unconfirmed=unconfirmed_counts(session, code, current_terms().unconfirmed_before(at)),
        without_owner=without_owner(session, code),
        requests=requests_for_organisers(session, code),
        merges=merges_into(session, [one.id for one in organisations]),
        part_word=part_word,
        parts_by_weight=tuple(Part),
    )
