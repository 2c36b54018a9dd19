"""How do regions tell what works and what does not, and how does the plenary of a national meeting see it?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.finding import Finding, FindingKind
from models.programme import Programme, ProgrammePart
from models.queries.findings import findings_for
from web.actions.afterwards.findings import FindingDraft, group, harvest_of, material_of, save_findings
from web.actions.permissions import organises_programme, organises_region
from web.clock import HERE, now
from web.database import get_session
from web.forms.findings import FindingsForm, themes_form
from web.presenting.pdf_answers import pdf_answer
from web.presenting.plenary import asked_order, slides_of
from web.security import allow, current_actor
from web.words.programmes import part_name

blueprint = Blueprint("plenary", __name__, url_prefix="/programmas/<int:programme_id>/plenair/<int:part_id>")


@blueprint.route("", methods=["GET", "POST"])
@allow(organises_programme)
def overview(programme_id: int, part_id: int) -> ResponseReturnValue:
    """What all regions wrote, who has not yet, and under which theme each comes."""
    session = get_session()
    part = _part(programme_id, part_id)
    programme = session.get_one(Programme, programme_id)
    harvest = harvest_of(session, programme, part_id)
    findings = [one for region in harvest.written for one in region.findings]
    form = themes_form(findings)
    if form.validate_on_submit():
        group(session, part, form.themes(findings), actor=current_actor(), at=now())
        session.commit()
        flash(_("De thema’s zijn opgeslagen."))
        return redirect(url_for(".overview", programme_id=programme_id, part_id=part_id))
    return render_template(
        "plenary/overview.html",
        programme=programme,
        part=part,
        part_name=part_name,
        harvest=harvest,
        form=form,
        organised=current_actor().organises,
        themes=[one.theme for one in harvest.themes if one.theme],
    )


@blueprint.get("/scherm")
@allow(organises_programme)
def screen(programme_id: int, part_id: int) -> ResponseReturnValue:
    """One region or theme on a whole screen."""
    session = get_session()
    part = _part(programme_id, part_id)
    harvest = harvest_of(session, session.get_one(Programme, programme_id), part_id)
    order = asked_order(request.args.get("per"), harvest)
    slides = slides_of(harvest, order)
    wanted = request.args.get("blad", default=1, type=int)
    number = min(max(1, wanted), max(1, len(slides)))
    return render_template(
        "plenary/screen.html", part=part, part_name=part_name, order=order, slides=slides, number=number
    )


@blueprint.get("/oogst.pdf")
@allow(organises_programme)
def document(programme_id: int, part_id: int) -> ResponseReturnValue:
    """All pages, to print or to hand out."""
    session = get_session()
    part = _part(programme_id, part_id)
    programme = session.get_one(Programme, programme_id)
    harvest = harvest_of(session, programme, part_id)
    slides = slides_of(harvest, asked_order(request.args.get("per"), harvest))
    html = render_template(
        "plenary/document.html",
        programme=programme,
        part=part,
        part_name=part_name,
        slides=slides,
        silent=harvest.silent,
        at=now().astimezone(HERE),
    )
    page = url_for(".overview", programme_id=programme_id, part_id=part_id)
    return pdf_answer(html, f"oogst-{part_id}", page=page)


@blueprint.route("/<code>", methods=["GET", "POST"])
@allow(organises_region)
def write(programme_id: int, part_id: int, code: str) -> ResponseReturnValue:
    """What a region tells, in the words of its organiser."""
    session = get_session()
    part = _part(programme_id, part_id)
    programme = session.get_one(Programme, programme_id)
    region = next((one for one in programme.regions if one.code == code), None) or abort(404)
    stored, material = findings_for(session, part_id, code), material_of(session, programme_id, code)
    begin = [*material.first(FindingKind.WORKS), *material.first(FindingKind.FAILS)]
    form = FindingsForm.showing([_draft(one) for one in stored] or begin)
    if form.validate_on_submit():
        save_findings(session, part, code, form.drafts(), actor=current_actor(), at=now())
        session.commit()
        flash(_("Opgeslagen. De organisatoren van dit programma lezen het."))
        return redirect(url_for(".overview", programme_id=programme_id, part_id=part_id))
    return render_template(
        "plenary/write.html",
        programme=programme,
        part=part,
        part_name=part_name,
        region=region,
        form=form,
        material=material,
        is_begin=not stored and bool(begin),
        kinds=FindingKind,
    )


def _part(programme_id: int, part_id: int) -> ProgrammePart:
    """The national meeting; every other part of a programme has none of this."""
    part = get_session().get(ProgrammePart, part_id)
    if part is None or part.programme_id != programme_id or not part.national:
        abort(404)
    return part


def _draft(finding: Finding) -> FindingDraft:
    return FindingDraft(finding.kind, finding.text, finding.why)
