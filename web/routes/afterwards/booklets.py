"""How do organisers make the Spierbundel of a region, and how does everyone read it?"""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.booklet import BookletVersion, SectionUse
from models.queries.booklets import chosen_sections, public_version, version_of, versions_of
from models.region import Region
from web.actions.afterwards.booklet_contents import Section
from web.actions.afterwards.booklets import (
    NothingToPublish,
    OwnWordsMissing,
    Readable,
    draw,
    publish_booklet,
    read_version,
    save_section,
    withdraw_booklet,
)
from web.actions.permissions import everyone, organises_region
from web.clock import HERE, now
from web.database import get_session
from web.forms.booklet import SectionForm
from web.presenting.booklet import booklet_pdf, told
from web.security import allow, current_actor
from web.words.booklet import PATHS

blueprint = Blueprint("booklets", __name__)


@blueprint.get("/spierbundel/<code>")
@allow(everyone)
def read(code: str) -> ResponseReturnValue:
    """The Spierbundel of a region, as it was published last."""
    return _version_page(_public(code), is_public=True)


@blueprint.get("/spierbundel/<code>/spierbundel.pdf")
@allow(everyone)
def download(code: str) -> ResponseReturnValue:
    """The same, as a PDF to print and hand over."""
    session, version = get_session(), _public(code)
    day = version.published_at.astimezone(HERE).date()
    readable = read_version(session, version, unnamed=_unnamed())
    return booklet_pdf(session, version.region, readable, day=day, page=url_for(".read", code=code))


@blueprint.get("/regio/<code>/spierbundel")
@allow(organises_region)
def edit(code: str) -> ResponseReturnValue:
    """All sections as they would be published now, and what was published."""
    return _edit_page(code)


@blueprint.get("/regio/<code>/spierbundel/versies/<int:number>")
@allow(organises_region)
def version(code: str, number: int) -> ResponseReturnValue:
    """A version, also an older or a withdrawn one."""
    found = version_of(get_session(), code, number) or abort(404)
    return _version_page(found, is_public=False)


@blueprint.route("/regio/<code>/spierbundel/<path>", methods=["GET", "POST"])
@allow(organises_region)
def section(code: str, path: str) -> ResponseReturnValue:
    """One section: what we drew, and the organiser's own words."""
    session = get_session()
    kind = PATHS.get(path) or abort(404)
    readable = _drawn(code)
    shown = next(one for one in readable.contents.sections if one.kind is kind)
    saved = chosen_sections(session, code).get(kind)
    form = SectionForm.showing(Section(kind, saved.use, saved.own_text) if saved else shown)
    if form.validate_on_submit():
        try:
            save_section(session, code, form.chosen(kind), actor=current_actor(), at=now())
        except OwnWordsMissing:
            form.show_missing()
        else:
            session.commit()
            flash(_("Dit deel is opgeslagen. Anderen lezen het pas als u publiceert."))
            return redirect(url_for(".edit", code=code) + f"#{path}")
    page = told(session, session.get_one(Region, code), readable)
    return render_template("booklets/section.html", form=form, section=shown, **page)


@blueprint.post("/regio/<code>/spierbundel/publiceren")
@allow(organises_region)
def publish(code: str) -> ResponseReturnValue:
    """Make what stands there now public, as a new version."""
    session = get_session()
    try:
        publish_booklet(session, code, actor=current_actor(), at=now())
    except NothingToPublish:
        return _edit_page(code, is_empty=True), 409
    session.commit()
    flash(_("De Spierbundel is gepubliceerd. Iedereen met het adres kan hem lezen."))
    return redirect(url_for(".edit", code=code))


@blueprint.post("/regio/<code>/spierbundel/intrekken")
@allow(organises_region)
def withdraw(code: str) -> ResponseReturnValue:
    """Nobody but the organisers reads it any more."""
    session = get_session()
    withdraw_booklet(session, code, actor=current_actor(), at=now())
    session.commit()
    flash(_("De Spierbundel is niet meer openbaar. U kunt hem opnieuw publiceren."))
    return redirect(url_for(".edit", code=code))


def _edit_page(code: str, *, is_empty: bool = False) -> str:
    session = get_session()
    return render_template(
        "booklets/edit.html",
        versions=versions_of(session, code),
        public=public_version(session, code),
        is_empty=is_empty,
        left_out=SectionUse.LEFT_OUT,
        **told(session, session.get_one(Region, code), _drawn(code)),
    )


def _version_page(version: BookletVersion, *, is_public: bool) -> str:
    session = get_session()
    readable = read_version(session, version, unnamed=_unnamed())
    page = told(session, version.region, readable)
    return render_template("booklets/show.html", version=version, is_public=is_public, **page)


def _public(code: str) -> BookletVersion:
    return public_version(get_session(), code) or abort(404)


def _drawn(code: str) -> Readable:
    return draw(get_session(), code, unnamed=_unnamed(), at=now())


def _unnamed() -> str:
    return str(_("een organisatie"))
