"""How does an organisation answer from its mail? A page with one button; looking at it changes nothing."""

from collections.abc import Sequence
from typing import TypeVar

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.guest import AnswerLink, MeetingInvitation, WaitingGuest
from models.queries.guests import waiting_guests
from models.queries.invitations import registrations_of
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.organisations.profile_steps import contacts_of
from web.actions.organising.answer_links import AnswerLinkUnknown, find_answer_link
from web.actions.organising.coming import Came, come, decline, stop_waiting
from web.actions.organising.places import places_of
from web.actions.organising.registrations import (
    AlreadyRegisteredError,
    Attendee,
    TooManyPersonsError,
    cancel,
    is_late,
    is_open,
)
from web.actions.permissions import everyone
from web.clock import now
from web.database import get_session
from web.forms.coming import ComingForm
from web.i18n import has_chosen_language, language, remember_language
from web.mailing import current_site
from web.presenting.match_list import calendar_file
from web.security import allow

blueprint = Blueprint("coming", __name__, url_prefix="/komt-u/<token>")

Guest = TypeVar("Guest", Registration, WaitingGuest)

# The address of the page is itself a secret. Mail scanners open links, so only a button changes anything.
PERSONAL = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@blueprint.get("")
@allow(everyone)
def show(token: str) -> ResponseReturnValue:
    """What the organisation answered, and how to change that; without an answer, the question."""
    return _look(token, "")


@blueprint.get("/ja")
@allow(everyone)
def ask_yes(token: str) -> ResponseReturnValue:
    """Who comes, with one button to say so; who has answered sees the answer."""
    return _look(token, "yes")


@blueprint.post("/ja")
@allow(everyone)
def say_yes(token: str) -> ResponseReturnValue:
    """These people come; whom we have already is not added twice."""
    session = get_session()
    link = find_answer_link(session, token, at=now())
    form = _form(link)
    if not form.validate_on_submit():
        return _page(link, token, form, asks="yes"), 200, PERSONAL
    people = form.attendees(language())
    new = [one for one in people if not _is_known(one, _present(link))]
    if not people:
        form.form_errors.append(_("Kruis aan wie er komen, of vul een naam in."))
        return _page(link, token, form, asks="yes"), 200, PERSONAL
    try:
        came = come(
            session,
            link.meeting,
            link.organisation,
            new,
            site=current_site(),
            actor=_actor(link),
            at=now(),
        )
    except (AlreadyRegisteredError, TooManyPersonsError) as refusal:
        if all(_is_known(one, _present(link)) for one in people):
            return _back(token)  # the button was pressed twice, and the other press was first
        form.form_errors.append(_refusal(refusal))
        return _page(link, token, form, asks="yes"), 200, PERSONAL
    session.commit()
    flash(_thanks(came))
    return _back(token)


@blueprint.get("/nee")
@allow(everyone)
def ask_no(token: str) -> ResponseReturnValue:
    """One button to say that nobody comes."""
    return _look(token, "no")


@blueprint.post("/nee")
@allow(everyone)
def say_no(token: str) -> ResponseReturnValue:
    """Nobody of the organisation comes."""
    session = get_session()
    link = find_answer_link(session, token, at=now())
    decline(session, link.meeting, link.organisation, actor=_actor(link), at=now())
    session.commit()
    flash(_("Dank u wel, wij weten nu dat u niet komt. Bedenkt u zich? Dan kunt u hier alsnog ja zeggen."))
    return _back(token)


@blueprint.post("/afmelden/<int:registration_id>")
@allow(everyone)
def cancel_one(token: str, registration_id: int) -> ResponseReturnValue:
    """One person of the organisation does not come after all."""
    link, registration = _ours(token, Registration, registration_id)
    cancel(get_session(), registration, actor=_actor(link), at=now())
    get_session().commit()
    flash(_("%(name)s is afgemeld.", name=registration.name))
    return _back(token)


@blueprint.post("/wachtlijst/<int:guest_id>/weg")
@allow(everyone)
def stop(token: str, guest_id: int) -> ResponseReturnValue:
    """One person of the organisation does not want to wait any longer."""
    link, guest = _ours(token, WaitingGuest, guest_id)
    stop_waiting(get_session(), guest, actor=_actor(link), at=now())
    get_session().commit()
    flash(_("%(name)s staat niet meer op de wachtlijst.", name=guest.name))
    return _back(token)


@blueprint.get("/bijeenkomst.ics")
@allow(everyone)
def calendar(token: str) -> ResponseReturnValue:
    """The meeting for one's calendar."""
    return calendar_file(find_answer_link(get_session(), token, at=now()).meeting)


@blueprint.errorhandler(AnswerLinkUnknown)
def link_unknown(_error: AnswerLinkUnknown) -> ResponseReturnValue:
    """The link is unknown or its meeting long over: what to do now."""
    return Response(render_template("coming/link_unknown.html"), 410, PERSONAL)


def _look(token: str, asks: str) -> ResponseReturnValue:
    """The page, in the language of the mail unless the visitor chose another; a browser that keeps nothing
    is asked to only once.
    """
    link = find_answer_link(get_session(), token, at=now())
    if link.language is not language() and not has_chosen_language() and "taal" not in request.args:
        answer = redirect(f"{request.path}?taal={link.language}")
        remember_language(answer, link.language)
        answer.headers.update(PERSONAL)
        return answer
    return _page(link, token, _form(link), asks=asks), PERSONAL


def _page(link: AnswerLink, token: str, form: ComingForm, *, asks: str = "") -> str:
    session, meeting = get_session(), link.meeting
    coming = registrations_of(session, meeting.id, link.organisation_id)
    waiting = waiting_guests(session, meeting.id, link.organisation_id)
    invitation = session.get(MeetingInvitation, (meeting.id, link.organisation_id))
    return render_template(
        "coming/answer.html",
        link=link,
        token=token,
        meeting=meeting,
        organisation=link.organisation,
        form=form,
        asks=asks,
        coming=coming,
        waiting=waiting,
        declined=bool(invitation and invitation.declined_at),
        free=meeting.maximum_persons - len(coming) - len(waiting),
        places=places_of(session, meeting),
        is_open=is_open(meeting, now()),
        is_late=is_late(meeting, now()),
    )


def _form(link: AnswerLink) -> ComingForm:
    """The form with everyone who is not on the list; when it was sent, who came onto it since is no fault."""
    present = [] if request.method == "POST" else _present(link)
    contacts = [
        one
        for one in contacts_of(link.organisation)
        if not _is_known(Attendee(one.name or one.person.name or "-", one.person.email), present)
    ]
    return ComingForm(contacts, ticked=None if present else link.person_id)


def _present(link: AnswerLink) -> list[Registration | WaitingGuest]:
    session = get_session()
    return [
        *registrations_of(session, link.meeting_id, link.organisation_id),
        *waiting_guests(session, link.meeting_id, link.organisation_id),
    ]


def _is_known(person: Attendee, present: Sequence[Registration | WaitingGuest]) -> bool:
    """Whether exactly this person is on the list: the button was pressed twice."""
    told = (person.name.strip().casefold(), person.email.strip().lower())
    return any((one.name.casefold(), one.email) == told for one in present)


def _ours(token: str, kind: type[Guest], guest_id: int) -> tuple[AnswerLink, Guest]:
    """The link, and the guest of its organisation; whoever is no guest of theirs is unknown."""
    link = find_answer_link(get_session(), token, at=now())
    guest = get_session().get(kind, guest_id)
    if guest is None or (guest.meeting_id, guest.organisation_id) != (link.meeting_id, link.organisation_id):
        abort(404)
    return link, guest


def _actor(link: AnswerLink) -> Actor:
    return Actor(person_id=link.person_id)


def _refusal(refusal: AlreadyRegisteredError | TooManyPersonsError) -> str:
    if isinstance(refusal, AlreadyRegisteredError):
        return str(_("%(name)s staat al op uw lijst.", name=refusal.name))
    return str(
        _(
            "Er mogen %(most)s personen per organisatie komen. Kruis minder mensen aan, "
            "of meld eerst iemand af.",
            most=refusal.maximum,
        )
    )


def _thanks(came: Came) -> str:
    if came.waiting:
        names = ", ".join(guest.name for guest in came.waiting)
        return str(_("De bijeenkomst is vol. Op de wachtlijst staat nu: %(names)s.", names=names))
    return str(_("Dank u wel, tot dan! Wie een e-mailadres heeft, krijgt een mail met de gegevens."))


def _back(token: str) -> ResponseReturnValue:
    answer = redirect(url_for("coming.show", token=token))
    answer.headers.update(PERSONAL)
    return answer
