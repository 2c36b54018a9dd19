"""What stands in the workbook of a programme's figures? The same as on the page, as numbers to count on."""

from flask_babel import gettext as _

from web.actions.afterwards.fates import Counted, Funnel, Stage
from web.actions.afterwards.programme_results import Period, Results
from web.clock import HERE
from web.i18n import day
from web.spreadsheets.writing import Table, Value
from web.words.results import (
    base_word,
    comparison,
    pair_name,
    period_name,
    stage_word,
    too_few,
    unknown_text,
)
from web.words.results_explained import explained


def tables_of(results: Results) -> tuple[Table, ...]:
    """A sheet for each part of the report."""
    shares = (_("Aantal"), _("Van"), _("Deel"), _("Marge laag"), _("Marge hoog"), _("Nog niet bekend"))
    stages = [
        (stage_word(one.stage), base_word(one.stage), *_share(one), unknown_text(one))
        for one in results.funnel.stages
    ]
    groups = [
        (stage_word(stage), name, *_share(funnel.at(stage)), comparison(*_both(results, stage)))
        for stage in Stage
        if stage is not Stage.PROPOSED
        for name, funnel in ((_("onorthodox"), results.unorthodox), (_("gewoon"), results.usual))
    ]
    pairs = [
        (pair_name(pair.sectors), stage_word(stage), *_share(pair.funnel.at(stage)))
        for pair in results.pairs
        for stage in Stage
    ]
    return (
        Table(_("Van voorstel tot resultaat"), (_("Stap"), _("Geteld"), *shares, _("Waarom")), stages),
        _periods(results),
        Table(
            _("Onorthodox en gewoon"),
            (_("Stap"), _("Soort voorstel"), *shares, _("Vergelijking")),
            groups,
        ),
        Table(_("Sectoren"), (_("Sectoren"), _("Stap"), *shares), pairs),
        Table(_("Uitleg"), (_("Onderwerp"), _("Uitleg")), (_standing(results), *explained())),
    )


def _periods(results: Results) -> Table:
    heads = (
        _("Periode"),
        _("Bijeenkomsten"),
        _("Organisaties"),
        _("Aangemeld"),
        _("Gekomen"),
        _("Opkomst geteld bij"),
        *(stage_word(stage) for stage in Stage),
    )
    rows = [
        (
            period_name(one.first, results.span),
            one.attendance.meetings,
            *_attendance(one),
            *(_count(one.funnel, stage) for stage in Stage),
        )
        for one in results.periods
    ]
    return Table(_("Per periode"), heads, rows)


def _attendance(period: Period) -> tuple[Value, ...]:
    told = period.attendance
    if not told.is_shown:
        return (too_few() if told.is_hidden else 0, "", "", "")
    came: Value = told.came if told.counted else _("niet geteld")
    return told.organisations, told.registered, came, told.counted


def _count(funnel: Funnel, stage: Stage) -> Value:
    counted = funnel.at(stage)
    if counted.is_hidden:
        return too_few()
    if not counted.share.of:
        return _("nog niet bekend") if counted.unknown else ""
    return counted.share.count


def _share(counted: Counted) -> tuple[Value, ...]:
    """Count, of, share, both ends of the margin (fractions), and of how many it is not known."""
    share, between = counted.share, counted.share.interval
    if counted.stage is Stage.PROPOSED and counted.is_shown:
        return share.count, "", "", "", "", counted.unknown
    if counted.is_hidden:
        return too_few(), "", "", "", "", "" if counted.withheld else counted.unknown
    if between is None:
        return "", "", "", "", "", counted.unknown
    fractions = (round(one, 3) for one in (share.count / share.of, *between))
    return share.count, share.of, *fractions, counted.unknown


def _both(results: Results, stage: Stage) -> tuple[Counted, Counted]:
    return results.unorthodox.at(stage), results.usual.at(stage)


def _standing(results: Results) -> tuple[str, str]:
    return results.programme.name, _("Stand op %(day)s", day=day(results.at.astimezone(HERE)))
