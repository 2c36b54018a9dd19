"""How long do personal data of a meeting stay? The organiser chooses: for one meeting, or for the region."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import Meeting
from models.region import Region
from web.actions.accounts.retention import choose_period, kept_until, periods_of
from web.actions.permissions import organises_meeting, organises_region
from web.clock import now
from web.database import get_session
from web.forms.own_data import PeriodForm
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("retention", __name__)


@blueprint.route("/bijeenkomsten/<int:meeting_id>/bewaren", methods=["GET", "POST"])
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """What disappears when, and the choice for this meeting."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = PeriodForm.showing(meeting.keep_days)
    if not form.validate_on_submit():
        return render_template(
            "organiser/period.html",
            form=form,
            meeting=meeting,
            region=meeting.region,
            until=kept_until(meeting, periods_of(current_settings())),
        )
    choose_period(session, meeting, form.days.data, actor=current_actor(), at=now())
    session.commit()
    flash(_("Opgeslagen. Zo lang blijven de namen en mails van deze bijeenkomst."))
    return redirect(url_for("meetings.show", meeting_id=meeting_id))


@blueprint.route("/regio/<code>/bewaren", methods=["GET", "POST"])
@allow(organises_region)
def of_region(code: str) -> ResponseReturnValue:
    """The choice for every meeting of the region that has none of its own."""
    session = get_session()
    region = session.get_one(Region, code)
    form = PeriodForm.showing(region.keep_days)
    if not form.validate_on_submit():
        return render_template("organiser/period.html", form=form, meeting=None, region=region, until=None)
    choose_period(session, region, form.days.data, actor=current_actor(), at=now())
    session.commit()
    flash(_("Opgeslagen. Zo lang blijven de namen en mails van de bijeenkomsten in deze regio."))
    return redirect(url_for("regions.overview", code=code))
