"""What does everyone see? The home page, who we are, privacy, accessibility, and the choice of language."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.person import Language
from models.queries.organisations import organisations_of
from web.actions.accounts.people import organised_regions
from web.actions.afterwards.nomination_answers import count_open
from web.actions.permissions import everyone, is_adviser, signed_in
from web.database import get_session
from web.i18n import remember_language
from web.security import allow, current_actor, own_path

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
@allow(everyone)
def home() -> ResponseReturnValue:
    """What this is, and where to begin."""
    return render_template("public/home.html")


@blueprint.get("/start")
@allow(signed_in)
def start() -> ResponseReturnValue:
    """Where to go from here: one's organisations, one's regions; straight on when there is only one way."""
    session, actor = get_session(), current_actor()
    organisations = organisations_of(session, actor.person_id or 0)
    regions = organised_regions(session, actor)
    adviser = is_adviser(session, actor)
    match regions, organisations:
        case [], [] if adviser:
            return redirect(url_for("sounding_board.own"))
        case _ if adviser:
            pass  # their questions stand beside the rest
        case [region], []:
            return redirect(url_for("regions.overview", code=region.code))
        case [], [organisation]:
            return redirect(url_for("profiles.tasks", organisation_id=organisation.id))
        case [], []:
            return redirect(url_for("joining.find"))
        case _:
            pass  # more than one way to go on: let them choose
    return render_template(
        "public/start.html",
        regions=regions,
        organisations=organisations,
        adviser=adviser,
        named=count_open(session, actor),
    )


@blueprint.get("/over")
@allow(everyone)
def about() -> ResponseReturnValue:
    """What the programme wants, and how proposals are made."""
    return render_template("public/about.html")


@blueprint.get("/privacy")
@allow(everyone)
def privacy() -> ResponseReturnValue:
    """What we keep of people, why, and for how long."""
    return render_template("public/privacy.html")


@blueprint.get("/toegankelijkheid")
@allow(everyone)
def accessibility() -> ResponseReturnValue:
    """How accessible the site is, and what to do when something does not work."""
    return render_template("public/accessibility.html")


@blueprint.get("/taal/<any(nl, en):choice>")
@allow(everyone)
def switch_language(choice: str) -> ResponseReturnValue:
    """Show the same page in the other language, and remember the choice."""
    answer = redirect(own_path(request.args.get("next", "")) or url_for("public.home"))
    remember_language(answer, Language(choice))
    return answer
