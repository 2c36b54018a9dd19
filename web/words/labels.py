"""In which words do people read of what kind a label is?"""

from flask_babel import gettext as _

from web.actions.organisations.labels import LabelKind


def label_kind_title(kind: LabelKind) -> str:
    """The heading above labels of this kind."""
    titles = {
        LabelKind.THEME: _("Thema’s"),
        LabelKind.MOMENT: _("Momenten in een leven"),
        LabelKind.GROUP: _("Groepen mensen"),
        LabelKind.ROLE: _("Wat u doet"),
        LabelKind.SCHEME: _("Regelingen"),
    }
    return str(titles[kind])


def label_kind_hint(kind: LabelKind) -> str:
    """What it tells, in one sentence."""
    hints = {
        LabelKind.THEME: _("Waaraan werkt u? Wat u hier goedkeurt, komt ook in uw profiel."),
        LabelKind.MOMENT: _("Wanneer ontmoet u de mensen om wie het gaat?"),
        LabelKind.GROUP: _("Om wie gaat het? Wat u hier goedkeurt, komt ook in uw profiel."),
        LabelKind.ROLE: _("Welke plaats hebt u in de rij van hulp?"),
        LabelKind.SCHEME: _("Met welke wet of regeling hebt u te maken?"),
    }
    return str(hints[kind])
