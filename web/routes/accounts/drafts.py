"""How does someone get back what they typed when their session had just ended?"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from web.actions.accounts.drafts import drafts_of, fields_of, take_draft
from web.actions.permissions import signed_in
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor

blueprint = Blueprint("drafts", __name__, url_prefix="/verder")

NOT_SHOWN = frozenset({"seen", "next", "then"})  # what only the programme reads


@blueprint.get("")
@allow(signed_in)
def waiting() -> ResponseReturnValue:
    """What waits for this person, with one button to save it; nothing waits: straight on."""
    drafts = drafts_of(get_session(), current_actor().person_id or 0, at=now())
    if not drafts:
        return redirect(url_for("public.start"))
    return render_template(
        "drafts/waiting.html", drafts=[(each, fields_of(each)) for each in drafts], not_shown=NOT_SHOWN
    )


@blueprint.post("/<int:draft_id>")
@allow(signed_in)
def resume(draft_id: int) -> ResponseReturnValue:
    """Send the form on to where it was going: the browser repeats it there, with all its fields."""
    session = get_session()
    path = take_draft(session, draft_id, current_actor().person_id or 0)
    session.commit()
    return redirect(path or url_for("public.start"), code=307 if path else 302)


@blueprint.post("/<int:draft_id>/weggooien")
@allow(signed_in)
def drop(draft_id: int) -> ResponseReturnValue:
    """Forget it."""
    session = get_session()
    take_draft(session, draft_id, current_actor().person_id or 0)
    session.commit()
    return redirect(url_for(".waiting"))
