"""In which words do people read the codes of someone who speaks from experience?"""

from flask_babel import gettext as _

from models.experience import (
    Company,
    Compensation,
    DayPart,
    Experience,
    ExpertRole,
    Travel,
    Weekday,
    codes_in,
)
from web.actions.organisations.experience import ExpertStep, ShownContact


def expert_role_word(role: ExpertRole) -> str:
    """What someone is, for others to read."""
    words = {
        ExpertRole.EXPERT: _("Ervaringsdeskundige"),
        ExpertRole.AMBASSADOR: _("Ambassadeur tegen armoede"),
    }
    return str(words[role])


def role_choice(role: ExpertRole) -> str:
    """What someone is, for themselves to choose."""
    words = {
        ExpertRole.EXPERT: _("Als ervaringsdeskundige: ik weet zelf hoe het is"),
        ExpertRole.AMBASSADOR: _("Als ambassadeur tegen armoede: ik zet mij in voor anderen"),
    }
    return str(words[role])


def expert_step_title(step: ExpertStep) -> str:
    """What the step is called."""
    titles = {
        ExpertStep.MYSELF: _("Wie bent u aan tafel?"),
        ExpertStep.LIVED: _("Wat weet u uit ervaring?"),
        ExpertStep.TABLE: _("Wat kunt u, en wat vraagt u?"),
        ExpertStep.TERMS: _("Vergoeding en tijd"),
    }
    return str(titles[step])


def compensation_word(kind: Compensation) -> str:
    """What someone asks for their time."""
    words = {
        Compensation.FEE: _("Vacatiegeld (geld voor mijn tijd)"),
        Compensation.VOUCHER: _("Een cadeaubon, zoals een VVV-bon"),
        Compensation.NONE: _("Geen vergoeding"),
        Compensation.TO_DISCUSS: _("Ik hoor graag wat er kan"),
    }
    return str(words[kind])


def compensation_for_organiser(kind: Compensation) -> str:
    """The same, as the organiser reads it."""
    words = {
        Compensation.FEE: _("Vacatiegeld"),
        Compensation.VOUCHER: _("Cadeaubon"),
        Compensation.NONE: _("Geen vergoeding"),
        Compensation.TO_DISCUSS: _("Nog afspreken"),
    }
    return str(words[kind])


def availability_words(experience: Experience) -> str:
    """When someone can come, in one line; empty when not told."""
    days = ", ".join(weekday_word(day) for day in codes_in(experience.days, Weekday))
    parts = ", ".join(daypart_word(part) for part in codes_in(experience.dayparts, DayPart))
    return " – ".join(words for words in (days, parts) if words)


def weekday_word(day: Weekday) -> str:
    """The name of a day."""
    words = {
        Weekday.MONDAY: _("maandag"),
        Weekday.TUESDAY: _("dinsdag"),
        Weekday.WEDNESDAY: _("woensdag"),
        Weekday.THURSDAY: _("donderdag"),
        Weekday.FRIDAY: _("vrijdag"),
        Weekday.SATURDAY: _("zaterdag"),
        Weekday.SUNDAY: _("zondag"),
    }
    return str(words[day])


def daypart_word(part: DayPart) -> str:
    """The name of a part of the day."""
    words = {
        DayPart.MORNING: _("ochtend"),
        DayPart.AFTERNOON: _("middag"),
        DayPart.EVENING: _("avond"),
    }
    return str(words[part])


def travel_word(way: Travel) -> str:
    """How someone comes."""
    words = {
        Travel.BY_THEMSELVES: _("Op eigen kosten, zelf geregeld"),
        Travel.COSTS_PAID: _("Zelf geregeld, met reiskosten vergoed"),
        Travel.FETCHED: _("Met een lift: iemand moet mij ophalen"),
        Travel.UNKNOWN: _("Dat weet ik nog niet"),
    }
    return str(words[way])


def company_word(who: Company) -> str:
    """Whether someone comes alone."""
    words = {
        Company.ALONE: _("Ja, alleen"),
        Company.BRINGS_SOMEONE: _("Nee, ik neem zelf iemand mee"),
        Company.WANTS_SOMEONE: _("Nee, ik wil graag dat er iemand meegaat"),
        Company.UNKNOWN: _("Dat weet ik nog niet"),
    }
    return str(words[who])


def shown_word(shown: ShownContact) -> str:
    """What partners may see."""
    words = {
        ShownContact.NOTHING: _("Niets: zij gaan via de organisator"),
        ShownContact.EMAIL: _("Mijn e-mailadres"),
        ShownContact.PHONE: _("Mijn telefoonnummer"),
        ShownContact.BOTH: _("Mijn e-mailadres en mijn telefoonnummer"),
    }
    return str(words[shown])
