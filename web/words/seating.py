"""Which words do organisers see for the codes of a seating plan?"""

from flask_babel import gettext as _

from matcher.seating_checks import Remark, RemarkCode
from matcher.seats import Shortfall, ShortfallCode, UnseatedCode
from web.actions.tables.seating import PlanProblem
from web.actions.tables.seating_view import PlanView


def remark_sentence(remark: Remark, view: PlanView) -> str:
    """What could be better about the plan, with names."""
    known = view.organisations if remark.code is RemarkCode.PAIR_UNMET else _names(view)
    words = {
        "names": _listed([known.get(one, "?") for one in remark.guests]),
        "rounds": _listed([str(number) for number in remark.rounds]),
        "table": remark.table,
        "party": remark.detail,
    }
    sentences = {
        RemarkCode.REPEATED_PAIR: _("%(names)s zitten vaker bij elkaar: ronde %(rounds)s.", **words),
        RemarkCode.COLLEAGUES: _(
            "%(names)s komen van één organisatie. Zij zitten bij elkaar: ronde %(rounds)s, tafel %(table)s.",
            **words,
        ),
        RemarkCode.PARTY_MISSING: _(
            "Aan tafel %(table)s is er in ronde %(rounds)s te weinig van: %(party)s.", **words
        ),
        RemarkCode.NO_MODERATOR: _(
            "Aan tafel %(table)s is er in ronde %(rounds)s niemand die de tafel leidt.", **words
        ),
        RemarkCode.COALITION_SPLIT: _(
            "Deze coalitie zit in ronde %(rounds)s niet bij elkaar: %(names)s.", **words
        ),
        RemarkCode.PAIR_UNMET: _("%(names)s zitten in geen enkele ronde bij elkaar.", **words),
        RemarkCode.WISH_UNKEPT: _(
            "%(names)s zit in ronde %(rounds)s aan tafel %(table)s. De wens was anders.", **words
        ),
    }
    return str(sentences[remark.code])


def remark_title(code: RemarkCode) -> str:
    """What a group of remarks is about."""
    titles = {
        RemarkCode.REPEATED_PAIR: _("Mensen die elkaar vaker treffen"),
        RemarkCode.COLLEAGUES: _("Collega’s aan één tafel"),
        RemarkCode.PARTY_MISSING: _("Tafels waar een partij ontbreekt"),
        RemarkCode.NO_MODERATOR: _("Tafels zonder iemand die leidt"),
        RemarkCode.COALITION_SPLIT: _("Coalities die niet bij elkaar zitten"),
        RemarkCode.PAIR_UNMET: _("Goedgekeurde tweetallen die elkaar niet treffen"),
        RemarkCode.WISH_UNKEPT: _("Wensen die niet zijn vervuld"),
    }
    return str(titles[code])


def shortfall_sentence(shortfall: Shortfall, view: PlanView) -> str:
    """What cannot be met, whatever the plan, and how far it can."""
    names = _names(view)
    words = {
        "names": _listed([names.get(one, "?") for one in shortfall.guests]),
        "round": shortfall.round,
        "table": shortfall.table,
        "figure": shortfall.figure,
        "party": shortfall.detail,
    }
    sentences = {
        ShortfallCode.NO_SEATS: _(
            "Er zijn %(figure)s stoelen. Dat is te weinig. Kies meer tafels of meer stoelen.", **words
        ),
        ShortfallCode.MORE_TABLES_THAN_GUESTS: _(
            "Er zijn meer tafels dan mensen (%(figure)s). Kies minder tafels.", **words
        ),
        ShortfallCode.REPEATS_UNAVOIDABLE: _(
            "Met zoveel tafels en mensen kan het ten hoogste %(figure)s keer zonder dat mensen elkaar vaker "
            "treffen. Kies meer tafels, of minder rondes.",
            **words,
        ),
        ShortfallCode.COLLEAGUES_UNAVOIDABLE: _(
            "Van één organisatie komen meer mensen dan er tafels zijn (%(figure)s): %(names)s.", **words
        ),
        ShortfallCode.PARTY_TOO_SMALL: _(
            "Er komen te weinig mensen voor de partij “%(party)s”. Die kan aan %(figure)s tafels zitten.",
            **words,
        ),
        ShortfallCode.TOO_FEW_MODERATORS: _(
            "Voor %(figure)s tafels is er niemand die de tafel leidt. Kies meer mensen, of minder tafels.",
            **words,
        ),
        ShortfallCode.COALITION_TOO_LARGE: _(
            "Deze coalitie past niet aan één tafel met %(figure)s stoelen: %(names)s.", **words
        ),
        ShortfallCode.COALITION_SPLIT: _(
            "Deze coalitie kan niet helemaal bij elkaar zitten: %(names)s.", **words
        ),
        ShortfallCode.TABLE_GONE: _("De tafel waar %(names)s zou zitten, is er niet.", **words),
        ShortfallCode.TABLE_FULL: _(
            "Voor %(names)s was er in ronde %(round)s geen plaats meer waar het de bedoeling was.", **words
        ),
        ShortfallCode.LOCK_AGAINST_WISH: _(
            "U hebt %(names)s in ronde %(round)s vastgezet aan tafel %(table)s. De wens was anders. "
            "Vastzetten gaat voor.",
            **words,
        ),
        ShortfallCode.LOCK_DROPPED: _(
            "%(names)s kon in ronde %(round)s niet vast blijven zitten aan tafel %(table)s.", **words
        ),
        ShortfallCode.STAYERS_MEET: _(
            "%(names)s blijven allebei aan tafel %(table)s. Zij treffen elkaar dus in elke ronde.", **words
        ),
    }
    return str(sentences[shortfall.code])


def unseated_sentence(code: UnseatedCode | None) -> str:
    """Why someone has no seat, and what helps."""
    if code is None:
        return str(_("Aangemeld nadat het plan is gemaakt. Kies “Werk het plan bij”."))
    sentences = {
        UnseatedCode.NO_SEAT: _("Er zijn te weinig stoelen. Kies meer tafels of meer stoelen."),
        UnseatedCode.NO_TABLE_FITS: _(
            "Geen tafel past bij alle wensen. Kies zelf een tafel, of maak het plan opnieuw."
        ),
    }
    return str(sentences[code])


def plan_problem_sentence(problem: str) -> str:
    """Why no plan came; codes after a colon are for the helpdesk."""
    sentences = {
        PlanProblem.FAULTY_PLAN: _(
            "De indeling hield zich niet aan de regels. Daarom is er niets opgeslagen."
        ),
        PlanProblem.ABANDONED: _("Het werk is onderweg gestopt."),
    }
    return str(sentences.get(PlanProblem(problem.partition(":")[0]), _("Er ging onverwacht iets mis.")))


def placement_sentence(code: str) -> str:
    """Why someone could not be moved or locked, and what to do."""
    sentences = {
        "table_full": _("Die tafel is vol in deze ronde. Kies een andere tafel, of ruil met iemand."),
        "not_at_this_table": _(
            "Dat kan niet: dan zitten er mensen bij elkaar die niet bij elkaar mogen zitten."
        ),
        "place_unknown": _("Die plaats is er niet meer. Kijk eerst hoe het plan nu is."),
        "place_not_chosen": _("Kies een tafel, of iemand om mee te ruilen."),
        "plan_outdated": _("Er is intussen een nieuwer plan. Kijk eerst daarnaar. Er is niets veranderd."),
        "plan_active": _("Er wordt al een plan gemaakt voor deze bijeenkomst."),
        "nobody_comes": _("Er komt nog niemand. Meld eerst mensen aan."),
        "no_plan": _("Er is nog geen plan. Maak het eerst."),
    }
    return str(sentences[code])


def _listed(names: list[str]) -> str:
    """Such as `Anna, Bert en Carla`."""
    return _(" en ").join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _names(view: PlanView) -> dict[int, str]:
    return {id_: person.name for id_, person in view.people.items()}
