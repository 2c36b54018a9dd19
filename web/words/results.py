"""Which words do the figures of a programme speak? Stages, shares with their margin, what is not known."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from models.kind import Sector
from web.actions.afterwards.fates import Counted, Stage
from web.actions.afterwards.programme_results import Span
from web.actions.afterwards.shares import Share, difference
from web.i18n import month_name, named


def stage_word(stage: Stage) -> str:
    """How far a proposal came."""
    words = {
        Stage.PROPOSED: _("Voorgesteld"),
        Stage.APPROVED: _("Goedgekeurd"),
        Stage.MET: _("Elkaar ontmoet"),
        Stage.AGREED: _("Iets afgesproken"),
        Stage.HALF_YEAR: _("Loopt na 6 maanden"),
        Stage.YEAR: _("Loopt na 12 maanden"),
    }
    return str(words[stage])


def base_word(stage: Stage) -> str:
    """Of what the share of this stage is taken."""
    words = {
        Stage.PROPOSED: _("voor bijeenkomsten die er waren"),
        Stage.APPROVED: _("van wat is voorgesteld"),
        Stage.MET: _("van wat is goedgekeurd"),
        Stage.AGREED: _("van wie elkaar ontmoetten"),
        Stage.HALF_YEAR: _("van wie iets afspraken, minstens 6 maanden geleden"),
        Stage.YEAR: _("van wie iets afspraken, minstens 12 maanden geleden"),
    }
    return str(words[stage])


def share_text(counted: Counted) -> str:
    """Such as `12 van 40 (30%, marge 18–45%)`; or why no figure stands here."""
    share = counted.share
    if counted.is_hidden:
        return too_few()
    if not share.of:
        return str(_("nog niet bekend") if counted.unknown else "–")
    return f"{count_text(share)} ({certainty_text(share)})"


def count_text(share: Share) -> str:
    """Such as `12 van 40`."""
    return str(_("%(count)s van %(of)s", count=share.count, of=share.of))


def certainty_text(share: Share) -> str:
    """Such as `30%, marge 18–45%`."""
    return str(_("%(part)s, marge %(margin)s", part=percent(share.value), margin=margin(share)))


def too_few() -> str:
    """What stands in the place of a figure that could point at an organisation."""
    return str(_("te weinig organisaties"))


def percent(value: float | None) -> str:
    """A fraction as a whole percentage."""
    return "–" if value is None else f"{round(value * 100)}%"


def margin(share: Share) -> str:
    """Between which percentages the share lies, such as `18–45%`."""
    found = share.interval
    return "–" if found is None else f"{round(found[0] * 100)}–{round(found[1] * 100)}%"


def unknown_text(counted: Counted) -> str:
    """How many are not known, and why; empty when all are known."""
    if not counted.unknown or counted.withheld:
        return ""
    num = counted.unknown
    reasons = {
        Stage.PROPOSED: ngettext(
            "%(num)s wacht op een bijeenkomst die nog komt",
            "%(num)s wachten op een bijeenkomst die nog komt",
            num,
        ),
        Stage.APPROVED: "",
        Stage.MET: ngettext("van %(num)s vertelde niemand iets", "van %(num)s vertelde niemand iets", num),
        Stage.AGREED: ngettext("van %(num)s vertelde niemand iets", "van %(num)s vertelde niemand iets", num),
        Stage.HALF_YEAR: ngettext(
            "%(num)s is nog geen 6 maanden oud", "%(num)s zijn nog geen 6 maanden oud", num
        ),
        Stage.YEAR: ngettext(
            "%(num)s is nog geen 12 maanden oud", "%(num)s zijn nog geen 12 maanden oud", num
        ),
    }
    return str(reasons[counted.stage])


def comparison(unorthodox: Counted, usual: Counted) -> str:
    """What the two figures say beside each other, no more than they can."""
    between = difference(unorthodox.share, usual.share)
    if between is None or not (unorthodox.is_shown and usual.is_shown):
        return str(_("Nog niet te vergelijken."))
    low, high = (round(one * 100) for one in between)
    if between[0] > 0:
        return str(
            _("Onorthodox komt vaker zo ver: %(low)s tot %(high)s procentpunt meer.", low=low, high=high)
        )
    if between[1] < 0:
        return str(
            _(
                "Onorthodox komt minder vaak zo ver: %(low)s tot %(high)s procentpunt minder.",
                low=-high,
                high=-low,
            )
        )
    return str(
        _(
            "Geen duidelijk verschil. Onorthodox kan %(low)s procentpunt lager liggen, of %(high)s hoger.",
            low=-low,
            high=high,
        )
    )


def period_name(first: date, span: Span) -> str:
    """Such as `mrt. 2026`, or `1e kwartaal 2026`."""
    if span is Span.MONTH:
        return month_name(first)
    return str(_("kwartaal %(number)s, %(year)s", number=(first.month + 2) // 3, year=first.year))


def pair_name(sectors: tuple[Sector, Sector] | None) -> str:
    """Two sectors, or what is told of all others together."""
    if sectors is None:
        return str(_("Alle andere paren samen"))
    return " × ".join(named(one) for one in sectors)
