"""Which words do people see about the sections of a Spierbundel?"""

from flask_babel import gettext as _

from models.booklet import SectionKind, SectionUse

# How a section is called in the address of its page.
PATHS = {
    "inleiding": SectionKind.INTRODUCTION,
    "bijeenkomsten": SectionKind.MEETINGS,
    "deelnemers": SectionKind.PARTICIPANTS,
    "initiatieven": SectionKind.INITIATIVES,
    "stappen": SectionKind.STEPS,
    "wat-ontbreekt": SectionKind.MISSING,
}


def section_title(kind: SectionKind) -> str:
    """The heading of a section."""
    titles = {
        SectionKind.INTRODUCTION: _("Waar het om gaat"),
        SectionKind.MEETINGS: _("De bijeenkomsten"),
        SectionKind.PARTICIPANTS: _("Wie deden mee?"),
        SectionKind.INITIATIVES: _("Wat groeide eruit?"),
        SectionKind.STEPS: _("De stappen van organisaties"),
        SectionKind.MISSING: _("Wat ontbreekt nog?"),
    }
    return str(titles[kind])


def use_word(use: SectionUse) -> str:
    """What can stand in a section."""
    words = {
        SectionUse.DRAWN: _("Wat wij opmaakten"),
        SectionUse.OWN: _("Alleen mijn eigen woorden"),
        SectionUse.BOTH: _("Mijn eigen woorden, en daaronder wat wij opmaakten"),
        SectionUse.LEFT_OUT: _("Niets: dit deel valt weg"),
    }
    return str(words[use])


def path_of(kind: SectionKind) -> str:
    """How a section is called in the address of its page."""
    return next(path for path, one in PATHS.items() if one is kind)
