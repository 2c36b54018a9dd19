"""What does someone fill in who speaks from experience, on compensation, time and who may reach them?"""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TelField, TextAreaField, ValidationError

from models.experience import Company, Compensation, DayPart, Travel, Weekday, codes_in
from models.organisation import Organisation
from web.actions.organisations.experience import (
    ExpertStep,
    ShownContact,
    Terms,
    experience_of,
    phone_of,
    shown_of,
)
from web.forms.experience import ExpertForm
from web.forms.personal import no_personal_data
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_LINE, LONGEST_STATEMENT, at_most, tidy_line, tidy_text
from web.words.experience import (
    company_word,
    compensation_word,
    daypart_word,
    shown_word,
    travel_word,
    weekday_word,
)


class TermsForm(ExpertForm):
    """Compensation, availability, and what partners may see."""

    step = ExpertStep.TERMS
    compensation = RadioField(
        _l("Welke vergoeding vraagt u?"),
        choices=lambda: {kind.value: compensation_word(kind) for kind in Compensation},
        default=Compensation.TO_DISCUSS.value,
    )
    agreed = StringField(
        _l("Is er al iets afgesproken over een vergoeding?"),
        filters=[tidy_line],
        validators=[at_most(LONGEST_LINE), no_personal_data],
    )
    days = BoxesField(
        _l("Op welke dagen kunt u meestal?"),
        choices=lambda: {day.value: weekday_word(day) for day in Weekday},
    )
    dayparts = BoxesField(
        _l("Op welk deel van de dag?"), choices=lambda: {part.value: daypart_word(part) for part in DayPart}
    )
    travel = RadioField(
        _l("Hoe komt u naar een bijeenkomst?"),
        choices=lambda: {way.value: travel_word(way) for way in Travel},
        default=Travel.UNKNOWN.value,
    )
    company = RadioField(
        _l("Komt u alleen?"),
        choices=lambda: {who.value: company_word(who) for who in Company},
        default=Company.UNKNOWN.value,
    )
    remarks = TextAreaField(
        _l("Moet de organisator nog iets weten?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_STATEMENT), no_personal_data],
    )
    phone = TelField(_l("Telefoonnummer"), filters=[tidy_line], validators=[at_most(40)])
    shows = RadioField(
        _l("Wat mogen partners van u zien, naast uw naam aan tafel?"),
        choices=lambda: {shown.value: shown_word(shown) for shown in ShownContact},
        default=ShownContact.NOTHING.value,
    )

    def validate_phone(self, field: TelField) -> None:
        """A phone number that may be shown must be there."""
        if self.shows.data in {ShownContact.PHONE.value, ShownContact.BOTH.value} and not field.data:
            raise ValidationError(_("Partners mogen uw telefoonnummer zien. Vul het dan ook in."))

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        experience = experience_of(organisation)
        return {
            "compensation": experience.compensation.value,
            "agreed": experience.agreed,
            "days": experience.days.split(),
            "dayparts": experience.dayparts.split(),
            "travel": experience.travel.value,
            "company": experience.company.value,
            "remarks": experience.remarks,
            "phone": phone_of(organisation),
            "shows": shown_of(organisation).value,
        }

    def answers(self) -> Terms:
        """What was filled in."""
        return Terms(
            compensation=Compensation(self.compensation.data),
            agreed=self.agreed.data or "",
            days=frozenset(codes_in(" ".join(self.days.data or ()), Weekday)),
            dayparts=frozenset(codes_in(" ".join(self.dayparts.data or ()), DayPart)),
            travel=Travel(self.travel.data),
            company=Company(self.company.data),
            remarks=self.remarks.data or "",
            shows=ShownContact(self.shows.data),
            phone=self.phone.data or "",
        )
