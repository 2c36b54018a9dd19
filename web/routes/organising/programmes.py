"""How does an organiser run a programme? See it at a glance, change it, tick what is arranged."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.programme import Phase, PhaseTask, Programme
from models.queries.booklets import public_regions
from models.queries.initiatives import initiatives_of_programme
from models.queries.programmes import programmes_in
from web.actions.afterwards.initiatives import count_for_programme
from web.actions.organising.national_programme import national_phases, national_programme
from web.actions.organising.programme_plan import plan_of
from web.actions.organising.programmes import (
    ProgrammeRefusedError,
    save_parts,
    save_phases,
    save_programme,
    tick,
)
from web.actions.permissions import organises_programme, organises_something
from web.clock import HERE, now
from web.database import get_session
from web.forms.programme import PhasesForm, ProgrammeForm
from web.forms.programme_parts import PartsForm
from web.pictures.programme import picture_of_programme
from web.security import allow, current_actor
from web.words.initiatives import phase_word
from web.words.programmes import part_name, progress_word

blueprint = Blueprint("programmes", __name__, url_prefix="/programmas")


@blueprint.get("")
@allow(organises_something)
def everything() -> ResponseReturnValue:
    """The programmes in which a region of the organiser takes part."""
    programmes = programmes_in(get_session(), current_actor().organises)
    return render_template("organiser/programmes.html", programmes=programmes)


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(organises_something)
def create() -> ResponseReturnValue:
    """A new programme."""
    return _save(None)


@blueprint.get("/<int:programme_id>")
@allow(organises_programme)
def show(programme_id: int) -> ResponseReturnValue:
    """How far it is: a calendar, a table of regions and kinds of meeting, and what is to be arranged."""
    session, at = get_session(), now()
    programme = session.get_one(Programme, programme_id)
    plan = plan_of(session, programme, at)
    return render_template(
        "organiser/programme.html",
        programme=programme,
        plan=plan,
        picture=picture_of_programme(programme, plan, at),
        part_name=part_name,
        progress_word=progress_word,
        today=at.astimezone(HERE).date(),
        organised=current_actor().organises,
        initiatives=initiatives_of_programme(session, programme_id),
        examples=count_for_programme(session, programme_id),
        phase_word=phase_word,
        booklets=public_regions(session),
    )


@blueprint.route("/<int:programme_id>/wijzigen", methods=["GET", "POST"])
@allow(organises_programme)
def change(programme_id: int) -> ResponseReturnValue:
    """Name, aim, days and regions."""
    return _save(get_session().get_one(Programme, programme_id))


@blueprint.route("/<int:programme_id>/bijeenkomsten", methods=["GET", "POST"])
@allow(organises_programme)
def parts(programme_id: int) -> ResponseReturnValue:
    """Which meetings every region gets, and which are for all of them."""
    session = get_session()
    programme = session.get_one(Programme, programme_id)
    form = PartsForm.showing(programme.parts)
    if not form.validate_on_submit():
        return render_template("organiser/programme_parts.html", form=form, programme=programme)
    drafts = form.drafts()
    try:
        save_parts(session, programme, list(drafts.values()), actor=current_actor(), at=now())
    except ProgrammeRefusedError as refusal:
        form.show_fault(refusal, list(drafts))
        return render_template("organiser/programme_parts.html", form=form, programme=programme)
    session.commit()
    flash(_("De bijeenkomsten van het programma zijn opgeslagen."))
    return redirect(url_for(".show", programme_id=programme_id))


@blueprint.route("/<int:programme_id>/fasen", methods=["GET", "POST"])
@allow(organises_programme)
def phases(programme_id: int) -> ResponseReturnValue:
    """The phases, and what has to be arranged in each."""
    session = get_session()
    programme = session.get_one(Programme, programme_id)
    form = PhasesForm.showing(programme.phases)
    if not form.validate_on_submit():
        return render_template("organiser/phases.html", form=form, programme=programme)
    drafts = form.drafts()
    try:
        save_phases(session, programme, list(drafts.values()), actor=current_actor(), at=now())
    except ProgrammeRefusedError as refusal:
        form.show_fault(list(drafts)[int(refusal.field.removeprefix("phases-"))], refusal.fault)
        return render_template("organiser/phases.html", form=form, programme=programme)
    session.commit()
    flash(_("De fasen zijn opgeslagen."))
    return redirect(url_for(".show", programme_id=programme_id))


@blueprint.post("/<int:programme_id>/taken/<int:task_id>")
@allow(organises_programme)
def arrange(programme_id: int, task_id: int) -> ResponseReturnValue:
    """A thing is arranged, or is not after all."""
    session = get_session()
    task = session.get(PhaseTask, task_id)
    if task is None or session.get_one(Phase, task.phase_id).programme_id != programme_id:
        abort(404)
    tick(session, task, done=request.form.get("klaar") == "ja", actor=current_actor(), at=now())
    session.commit()
    return redirect(url_for(".show", programme_id=programme_id, _anchor=f"taak-{task_id}"))


def _save(programme: Programme | None) -> ResponseReturnValue:
    session, actor = get_session(), current_actor()
    form = ProgrammeForm.showing(programme, actor.organises)
    if not form.validate_on_submit():
        return render_template("organiser/programme_form.html", form=form, programme=programme)
    try:
        saved = save_programme(session, form.draft(), programme, actor=actor, at=now())
        if programme is None and form.example.data:
            save_parts(session, saved, national_programme().parts, actor=actor, at=now())
            phases = national_phases(saved.starts_on, saved.ends_on)
            save_phases(session, saved, phases, actor=actor, at=now())
    except ProgrammeRefusedError as refusal:
        form.show_fault(refusal)
        return render_template("organiser/programme_form.html", form=form, programme=programme)
    session.commit()
    flash(_("Het programma is opgeslagen."))
    return redirect(url_for(".show", programme_id=saved.id))
