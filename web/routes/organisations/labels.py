"""What do we understand of a profile? A page to correct it in one tap, and a part that follows the typing."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation
from web.actions.organisations.labels import LabelUnknownError, readings_of, say, understood, words_of
from web.actions.permissions import edits_profile
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor
from web.words.labels import label_kind_hint, label_kind_title

blueprint = Blueprint("labels", __name__, url_prefix="/organisaties/<int:organisation_id>/profiel/begrepen")
for shown in (label_kind_hint, label_kind_title):
    blueprint.add_app_template_global(shown)

# More than fits in all the fields of one page is not read while typing.
LONGEST_TYPED = 10_000
NOT_TYPED = frozenset(("csrf_token", "seen", "wat", "klopt"))
WORDS = {"ja": True, "nee": False, "terug": None}


@blueprint.route("", methods=["GET", "POST"])
@allow(edits_profile)
def show(organisation_id: int) -> ResponseReturnValue:
    """All that we understand, from which words, and the word of the organisation on it."""
    organisation = _organisation(organisation_id)
    if request.method == "GET":
        return render_template(
            "profiles/understood.html", organisation=organisation, readings=readings_of(organisation)
        )
    try:
        _say(organisation)
    except LabelUnknownError:
        flash(_("Kies eerst iets uit de lijst."))
        return redirect(url_for(".show", organisation_id=organisation_id))
    get_session().commit()
    flash(_("Opgeslagen."))
    return redirect(url_for(".show", organisation_id=organisation_id, _anchor=request.form.get("soort", "")))


@blueprint.post("/lezen")
@allow(edits_profile)
def read(organisation_id: int) -> ResponseReturnValue:
    """What we understand of a text that is being typed; a tap on a label is stored, the text is not."""
    organisation = _organisation(organisation_id)
    if "klopt" in request.form:
        try:
            _say(organisation)
        except LabelUnknownError:
            abort(400)
        get_session().commit()
    typed = "\n".join(value for name, value in request.form.items() if name not in NOT_TYPED)
    words = words_of(organisation)
    return render_template(
        "profiles/understood_part.html",
        organisation=organisation,
        readings=[(each.label, words.get(each.label.slug)) for each in understood(typed[:LONGEST_TYPED])],
    )


def _say(organisation: Organisation) -> None:
    """Store what was tapped. Raises LabelUnknownError."""
    word = request.form.get("klopt", "")
    if word not in WORDS:
        abort(400)
    slug = request.form.get("wat", "")
    say(get_session(), organisation, slug, holds=WORDS[word], actor=current_actor(), at=now())


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)
