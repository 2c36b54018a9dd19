"""How does an attendee say on the own list whom they know, want to meet, have met, or will work with?"""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.actions.lists.attendance import LinkUnknown, registration_of
from web.actions.lists.encounters import NotYetError, PartnerUnknownError, Word, say
from web.actions.permissions import has_own_list
from web.clock import now
from web.database import get_session
from web.i18n import problem_sentence
from web.routes.lists.attendee import PERSONAL, link_unknown
from web.security import allow, current_actor

blueprint = Blueprint("encounters", __name__)
blueprint.register_error_handler(LinkUnknown, link_unknown)

WORDS = {
    "kennen": Word.KNOWN,
    "nietvoormij": Word.DECLINED,
    "graag": Word.WANTED,
    "ontmoet": Word.MET,
    "afspraak": Word.AGREED,
    "nuttig": Word.USEFUL,
    "nutteloos": Word.USELESS,
}


@blueprint.post(f"/mijn-lijst/<int:organisation_id>/<any({', '.join(WORDS)}):word>")
@allow(has_own_list)
def tell(organisation_id: int, word: str) -> ResponseReturnValue:
    """Remember what was tapped, or, with `terug`, take it back; then go back to that place on the list."""
    session, actor = get_session(), current_actor()
    registration = registration_of(session, actor)
    try:
        say(
            session,
            registration,
            organisation_id,
            WORDS[word],
            taken_back="terug" in request.form,
            actor=actor,
            at=now(),
        )
    except (NotYetError, PartnerUnknownError) as refusal:
        flash(problem_sentence(refusal.code))
        return redirect(url_for("attendee.own_list"))
    session.commit()
    if WORDS[word] is Word.DECLINED:
        flash(_("Dit blijft tussen u en de organisator. De ander ziet het niet."))
    place = request.form.get("plek", "")
    page = "attendee.coming" if place == "wie" else "attendee.own_list"
    answer = redirect(url_for(page, _anchor=f"met-{place}-{organisation_id}"))
    answer.headers.update(PERSONAL)
    return answer
