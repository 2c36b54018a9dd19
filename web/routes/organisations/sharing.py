"""How does an organisation show itself outside? It chooses who sees its page, and shares link and picture."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation
from web.actions.organisations.sharing import choose_openness
from web.actions.permissions import edits_profile, sees_page
from web.clock import now
from web.database import get_session
from web.forms.sharing import INSIDE, PUBLIC, OpennessForm
from web.pictures.organisation import picture_of
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("sharing", __name__, url_prefix="/organisaties/<int:organisation_id>")


@blueprint.get("/kaart.svg")
@allow(sees_page)
def picture(organisation_id: int) -> ResponseReturnValue:
    """The card of the organisation as a picture file, to keep and to print."""
    organisation = _organisation(organisation_id)
    if organisation.experience is not None:
        abort(404)
    svg = render_template("profiles/picture.svg", picture=picture_of(organisation))
    disposition = 'attachment; filename="onverwacht-kaart.svg"'
    headers = {"Content-Disposition": disposition}
    return Response(svg, content_type="image/svg+xml; charset=utf-8", headers=headers)


@blueprint.route("/delen", methods=["GET", "POST"])
@allow(edits_profile)
def share(organisation_id: int) -> ResponseReturnValue:
    """Choose who may open the page, and take the link along."""
    organisation = _organisation(organisation_id)
    form = OpennessForm(data={"openness": PUBLIC if organisation.is_public else INSIDE})
    if not form.validate_on_submit():
        link = current_settings().base_url + url_for("profiles.show", organisation_id=organisation_id)
        return render_template("profiles/share.html", form=form, organisation=organisation, link=link)
    session = get_session()
    choose_openness(session, organisation, is_public=form.is_public, actor=current_actor(), at=now())
    session.commit()
    flash(_("Opgeslagen."))
    return redirect(url_for(".share", organisation_id=organisation_id))


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)
