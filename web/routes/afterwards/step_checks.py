"""How do organisers hear how the steps go, and how do people tell it by the link of a mail?"""

from collections.abc import Sequence

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from models.meeting import Meeting
from models.queries.sounding import returned_to
from models.queries.steps import steps_at
from models.region import Region
from models.step import AnswerWay, CheckRound, Step, StepLink, StepState
from web.actions.afterwards.step_checks import (
    StepLinkUnknown,
    check_of,
    find_step_link,
    release_checks,
    write_checks,
)
from web.actions.afterwards.step_overview import meeting_steps, region_steps, silent_steps
from web.actions.afterwards.steps import answer_step, check_day, is_time, step_of
from web.actions.outbox import without_secret
from web.actions.permissions import everyone, organises_meeting, organises_region
from web.clock import now
from web.database import get_session
from web.forms.steps import AnswerForm
from web.i18n import has_chosen_language, language
from web.mailing import current_site
from web.pictures.steps import ORDER, picture_of_steps
from web.presenting.steps import WORDS, Told, answering
from web.security import allow, current_actor

blueprint = Blueprint("step_checks", __name__)

# The address of the page is itself a secret.
PERSONAL = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
ROUNDS = {"halverwege": CheckRound.HALFWAY, "einde": CheckRound.END}


@blueprint.get("/regio/<code>/stappen")
@allow(organises_region)
def of_region(code: str) -> ResponseReturnValue:
    """How the steps of the region go: a picture, a table, and who has not been heard."""
    session = get_session()
    steps = region_steps(session, code, at=now())
    return render_template(
        "steps/region.html",
        region=session.get_one(Region, code),
        steps=steps,
        picture=picture_of_steps(steps),
        order=ORDER,
        **WORDS,
    )


@blueprint.get("/bijeenkomsten/<int:meeting_id>/stappen")
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """The steps of a meeting by organisation, and the mails that ask how they go."""
    session, at = get_session(), now()
    meeting = session.get_one(Meeting, meeting_id)
    steps = steps_at(session, meeting_id)
    return render_template(
        "steps/meeting.html",
        meeting=meeting,
        steps=steps,
        groups=_by_organisation(steps),
        overview=meeting_steps(session, meeting),
        silent={one.step.id for one in silent_steps(session, steps, at=at)},
        checks={word: check_of(session, meeting, round_) for word, round_ in ROUNDS.items()},
        days={word: check_day(meeting, round_) for word, round_ in ROUNDS.items()},
        is_time=is_time(meeting, at),
        without_secret=without_secret,
        **WORDS,
    )


@blueprint.post("/bijeenkomsten/<int:meeting_id>/stappen/mails/<any(halverwege, einde):when>")
@allow(organises_meeting)
def prepare(meeting_id: int, when: str) -> ResponseReturnValue:
    """Put the mails of this round in the outbox."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    count = write_checks(session, meeting, ROUNDS[when], site=current_site(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail wacht nu op u.", "%(num)s mails wachten nu op u.", count))
    return redirect(url_for(".of_meeting", meeting_id=meeting_id, _anchor=when))


@blueprint.post("/bijeenkomsten/<int:meeting_id>/stappen/mails/<any(halverwege, einde):when>/versturen")
@allow(organises_meeting)
def let_go(meeting_id: int, when: str) -> ResponseReturnValue:
    """Let the mails of this round go."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    actor = current_actor()
    count = release_checks(session, meeting, ROUNDS[when], site=current_site(), actor=actor, at=now())
    session.commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", count))
    return redirect(url_for(".of_meeting", meeting_id=meeting_id, _anchor=when))


@blueprint.get("/hoe-gaat-het/<token>")
@allow(everyone)
def look(token: str) -> ResponseReturnValue:
    """The steps with buttons; mail scanners open links, so nothing happens before a button is pressed."""
    link = find_step_link(get_session(), token, at=now())
    with force_locale(_language_for(link)):
        return _page(link, token), PERSONAL


@blueprint.post("/hoe-gaat-het/<token>")
@allow(everyone)
def tell(token: str) -> ResponseReturnValue:
    """Do what the button says."""
    session, at = get_session(), now()
    link = find_step_link(session, token, at=at)
    about = {"meeting_id": link.meeting_id, "organisation_id": link.organisation_id}
    step = step_of(session, request.form.get("stap", 0, type=int), **about)
    wanted, form = request.form.get("antwoord", ""), AnswerForm()
    if step is None or wanted not in set(StepState):
        abort(400)
    with force_locale(_language_for(link)):
        if not form.validate():
            return _page(link, token, Told(form, step.id)), 422, PERSONAL
        why = form.why.data or ""
        answer_step(session, step, StepState(wanted), why, way=AnswerWay.MAIL, actor=current_actor(), at=at)
        flash(_("Bedankt, dat is opgeslagen."))
    session.commit()
    answer = redirect(url_for(".look", token=token, _anchor=f"stap-{step.id}"))
    answer.headers.update(PERSONAL)
    return answer


@blueprint.errorhandler(StepLinkUnknown)
def link_unknown(_error: StepLinkUnknown) -> ResponseReturnValue:
    """The link does not work: what to do now."""
    return Response(render_template("steps/link_unknown.html"), 410, PERSONAL)


def _by_organisation(steps: Sequence[Step]) -> dict[int, list[Step]]:
    """The steps of each organisation, in the order in which they came."""
    groups: dict[int, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.organisation_id, []).append(step)
    return groups


def _page(link: StepLink, token: str, told: Told | None = None) -> str:
    steps = steps_at(get_session(), link.meeting_id, link.organisation_id)
    return render_template(
        "steps/answer.html",
        link=link,
        token=token,
        steps=steps,
        advice={one.step_id: one for one in returned_to(get_session(), link.organisation_id)},
        **answering(told),
    )


def _language_for(link: StepLink) -> str:
    return language() if has_chosen_language() else link.language
