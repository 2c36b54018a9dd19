"""Which words do organisers see when two organisations become one: what moves, what stands in the way?"""

from collections.abc import Iterable

from flask_babel import gettext as _

from web.actions.organisations.merge_preview import MergeObstacle, Obstacle


def obstacle_sentence(obstacle: Obstacle) -> str:
    """What stands in the way, and what to do about it."""
    sentences = {
        MergeObstacle.SAME: _("Dit is twee keer dezelfde organisatie. Kies een andere."),
        MergeObstacle.RUNNING: _(
            "Voor %(meeting)s worden nu voorstellen gemaakt. Wacht tot dat klaar is.",
            meeting=obstacle.meeting,
        ),
        MergeObstacle.TOO_MANY_PERSONS: _(
            "Voor %(meeting)s komen samen te veel personen. Meld eerst iemand af.", meeting=obstacle.meeting
        ),
        MergeObstacle.APPROVED_TOGETHER: _(
            "Er is een goedgekeurd of gepubliceerd voorstel waarin deze twee elkaar ontmoeten. "
            "Weiger dat eerst. Is het al gepubliceerd? Dan kunt u ze niet meer samenvoegen."
        ),
    }
    return str(sentences[obstacle.code])


def column_word(name: str) -> str:
    """A field of an organisation, in words."""
    words = {
        "kind_slug": _("soort organisatie"),
        "municipality_code": _("gemeente"),
        "about": _("wat zij zien en doen"),
        "moments": _("momenten waarop zij mensen zien"),
        "website": _("website"),
        "size": _("hoeveel mensen"),
        "kvk_number": _("KvK-nummer"),
    }
    return str(words[name])


def table_words(tables: Iterable[str]) -> list[str]:
    """What was changed since, in words, each once; what has no name of its own is "andere gegevens"."""
    words = {
        "organisation": _("de gegevens van de organisatie"),
        "statement": _("aanbod en vragen"),
        "organisation_member": _("mensen"),
        "registration": _("aanmeldingen"),
        "proposal": _("voorstellen"),
        "proposal_member": _("voorstellen"),
        "match_list_entry": _("gepubliceerde lijsten"),
        "acquaintance": _("wie elkaar al kent"),
        "organisation_area": _("gemeenten"),
        "organisation_theme": _("thema’s"),
        "organisation_group": _("groepen mensen"),
        "join_request": _("vragen om mee te doen"),
        "invitation": _("uitnodigingen"),
    }
    return list(dict.fromkeys(str(words.get(table, _("andere gegevens"))) for table in tables))
