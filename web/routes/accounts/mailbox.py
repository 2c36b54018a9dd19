"""What would have been in the mail? In the demo every mail can be read here; the page exists only there."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from web.actions.outbox import mailbox, mailbox_message
from web.actions.permissions import demo_only
from web.database import get_session
from web.security import allow

blueprint = Blueprint("mailbox", __name__)


@blueprint.get("/postvak")
@allow(demo_only)
def inbox() -> ResponseReturnValue:
    """All mails, newest first."""
    return render_template("mailbox/inbox.html", messages=mailbox(get_session()))


@blueprint.get("/postvak/<int:message_id>")
@allow(demo_only)
def read(message_id: int) -> ResponseReturnValue:
    """One mail, with links that work."""
    message = mailbox_message(get_session(), message_id)
    if message is None:
        abort(404)
    return render_template("mailbox/message.html", message=message)
