"""Which initiatives are there, and how does one begin and change?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.initiative import Initiative, InitiativePhase
from models.organisation import Organisation
from models.proposal import Proposal
from models.queries.initiatives import initiative_with_all, initiatives_for
from models.queries.membership import regions_of
from models.queries.programmes import programmes_in
from models.region import Region
from models.step import Step
from web.actions.afterwards.initiative_partners import asked_of
from web.actions.afterwards.initiative_sharing import shared_of, stands_shared
from web.actions.afterwards.initiatives import (
    InitiativeRefused,
    Origin,
    begin_initiative,
    change_initiative,
    choose_programme,
    initiative_fingerprint,
    open_initiative,
    origin_of_proposal,
    origin_of_step,
)
from web.actions.afterwards.partner_mails import Asked, tell_asked
from web.actions.afterwards.shared_practices import slug_of
from web.actions.errors import ChangedMeanwhileError
from web.actions.permissions import edits_initiative, organises_proposal, sees_profiles
from web.clock import HERE, now
from web.database import get_session
from web.forms.initiatives import AgreementForm, BeginForm, ChangeForm, ResultForm
from web.mailing import current_site
from web.security import allow, current_actor
from web.words.initiatives import partner_word, phase_word

blueprint = Blueprint("initiatives", __name__, url_prefix="/initiatieven")


@blueprint.get("")
@allow(sees_profiles)
def everything() -> ResponseReturnValue:
    """The initiatives of one's regions by phase, and those for which one is asked."""
    session, actor = get_session(), current_actor()
    found = initiatives_for(session, _own_regions(), actor.edits)
    return render_template(
        "initiatives/all.html",
        by_phase={phase: [one for one in found if one.phase is phase] for phase in InitiativePhase},
        asked=[one for one in found if asked_of(one, actor.edits)],
        phase_word=phase_word,
    )


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(sees_profiles)
def begin() -> ResponseReturnValue:
    """A new initiative: from a step, from a coalition, or from nothing."""
    session, actor = get_session(), current_actor()
    grown, text = _origin()
    regions = {grown.region_code} if grown else _own_regions()
    form = BeginForm.showing(_named_regions(regions), _named_organisations(), text)
    if not form.validate_on_submit():
        return render_template("initiatives/begin.html", form=form, grown=grown)
    chosen, at = form.organisation.data, now()
    initiative = begin_initiative(
        session,
        form.draft(),
        grown or Origin(form.region.data),
        coordinator_id=int(chosen) if chosen else None,
        actor=actor,
        at=at,
    )
    asked = tell_asked(session, initiative, site=current_site(), actor=actor, at=at)
    session.commit()
    flash(_("Het initiatief is opgeslagen. Vraag nu partners om mee te doen."))
    flash_asked(asked)
    return redirect(url_for(".show", initiative_id=initiative.id))


@blueprint.get("/<int:initiative_id>")
@allow(sees_profiles)
def show(initiative_id: int) -> ResponseReturnValue:
    """What it is, who takes part, what was agreed, and what it brought."""
    return initiative_page(found(initiative_id))


@blueprint.route("/<int:initiative_id>/wijzigen", methods=["GET", "POST"])
@allow(edits_initiative)
def change(initiative_id: int) -> ResponseReturnValue:
    """What is told of it, and how far it is."""
    session, initiative = get_session(), found(initiative_id)
    form = ChangeForm.showing(initiative, programmes_in(session, {initiative.region_code}))
    if not form.validate_on_submit():
        return _change_page(form, initiative)
    try:
        open_initiative(session, initiative_id, seen=form.seen.data or "")
        change_initiative(session, initiative, form.draft(), actor=current_actor(), at=now())
        choose_programme(session, initiative, form.programme_id, actor=current_actor(), at=now())
    except ChangedMeanwhileError:
        form.seen.data = initiative_fingerprint(initiative)
        return _change_page(form, initiative, changed_meanwhile=True), 409
    except InitiativeRefused as refusal:
        form.show_fault(refusal)
        return _change_page(form, initiative)
    session.commit()
    flash(_("Het initiatief is opgeslagen."))
    return redirect(url_for(".show", initiative_id=initiative_id))


def _change_page(form: ChangeForm, initiative: Initiative, *, changed_meanwhile: bool = False) -> str:
    return render_template(
        "initiatives/change.html",
        form=form,
        initiative=initiative,
        changed_meanwhile=changed_meanwhile,
        is_shared=_is_public(initiative),
        phase_word=phase_word,
    )


def flash_asked(asked: Asked) -> None:
    """Say who gets a mail that asks, and who gets none."""
    if asked.mailed:
        flash(_("Een mail met uw vraag gaat naar: %(names)s.", names=", ".join(asked.mailed)))
    if asked.silent:
        flash(_("Zij krijgen geen mail: %(names)s. Bel zelf.", names=", ".join(asked.silent)))


def found(initiative_id: int) -> Initiative:
    """This initiative with all that its page shows, or the page `bestaat niet`."""
    return initiative_with_all(get_session(), initiative_id) or abort(404)


def initiative_page(
    initiative: Initiative, agreement: AgreementForm | None = None, result: ResultForm | None = None
) -> str:
    """The page of the initiative; names of who has not confirmed are for its editors alone."""
    session, actor = get_session(), current_actor()
    return render_template(
        "initiatives/show.html",
        initiative=initiative,
        edits=edits_initiative(session, actor, initiative_id=initiative.id),
        asked=asked_of(initiative, actor.edits),
        own=[one for one in initiative.taking_part if one.organisation_id in actor.edits],
        agreement=agreement or AgreementForm(formdata=None),
        result=result or ResultForm(formdata=None),
        is_shared=_is_public(initiative),
        public_slug=slug_of(initiative.id),
        phases=tuple(InitiativePhase),
        phase_word=phase_word,
        partner_word=partner_word,
        today=now().astimezone(HERE).date(),
    )


def _origin() -> tuple[Origin | None, str]:
    """What the new initiative grows out of, if the address says so, and a first text for its goal."""
    session, actor = get_session(), current_actor()
    step_id, proposal_id = request.args.get("stap", type=int), request.args.get("voorstel", type=int)
    if step_id is not None:
        step = session.get(Step, step_id) or abort(404)
        if step.organisation_id not in actor.edits and step.meeting.region_code not in actor.organises:
            abort(404)
        return origin_of_step(step), step.text
    if proposal_id is not None:
        if not organises_proposal(session, actor, proposal_id=proposal_id):
            abort(404)
        return origin_of_proposal(session.get_one(Proposal, proposal_id)), ""
    return None, ""


def _is_public(initiative: Initiative) -> bool:
    """Whether everyone reads it among the good practices."""
    return stands_shared(initiative) and shared_of(get_session(), initiative.id) is not None


def _own_regions() -> frozenset[str]:
    session, actor = get_session(), current_actor()
    return actor.organises.union(*(regions_of(session, one) for one in actor.edits))


def _named_regions(codes: frozenset[str] | set[str]) -> dict[str, str]:
    session = get_session()
    return {code: session.get_one(Region, code).name for code in sorted(codes)}


def _named_organisations() -> dict[str, str]:
    """Who can coordinate: one's own organisations; for an organiser also nobody yet."""
    session, actor = get_session(), current_actor()
    own = {str(one): session.get_one(Organisation, one).name for one in sorted(actor.edits)}
    return {"": str(_("Nog niemand")), **own} if actor.organises or not own else own
