"""Which words do organisers see about a programme? Its faults, how far it is, the phases of a meeting."""

from flask_babel import gettext as _

from models.checklist import MeetingPhase
from models.programme import ProgrammePart
from web.actions.organising.programme_plan import Progress
from web.actions.organising.programmes import ProgrammeFault
from web.i18n import named


def programme_fault_sentence(fault: ProgrammeFault, detail: str = "") -> str:
    """What is wrong, and what to do; `detail` names what it is about."""
    sentences = {
        ProgrammeFault.NAME_TAKEN: _("Er is al een programma met deze naam. Kies een andere."),
        ProgrammeFault.ENDS_BEFORE_START: _("De laatste dag ligt voor de eerste. Draai ze om."),
        ProgrammeFault.NO_REGION: _("Kies ten minste één regio."),
        ProgrammeFault.OUTSIDE_OWN_REGIONS: _(
            "Kies ook een regio die u zelf organiseert. Anders kunt u het programma niet meer wijzigen."
        ),
        ProgrammeFault.REGION_HAS_MEETINGS: _(
            "Een regio die u weghaalt, heeft al bijeenkomsten in dit programma. Haal eerst die eruit."
        ),
        ProgrammeFault.OUTSIDE_PROGRAMME: _(
            "Deze fase valt buiten de dagen van het programma. Verander de fase, of het programma."
        ),
        ProgrammeFault.PART_TWICE: _("Deze bijeenkomst staat er twee keer. Geef ze elk een eigen naam."),
        ProgrammeFault.PART_HAS_MEETINGS: _(
            "Er zijn al bijeenkomsten gepland of gehouden als dit onderdeel%(name)s. Haal die er eerst uit.",
            name=f" ({detail})" if detail else "",
        ),
        ProgrammeFault.PART_HAS_FINDINGS: _(
            "Regio’s schreven al op wat werkt voor dit onderdeel%(name)s. Laat het staan als het was.",
            name=f" ({detail})" if detail else "",
        ),
        ProgrammeFault.NOTHING_BEFORE: _(
            "Hier staat niets voor waarop dit kan volgen. Geef het een later nummer, of haal het vinkje weg."
        ),
        ProgrammeFault.OTHER_KIND: _(
            "Dit onderdeel van het programma is een andere soort bijeenkomst. Kies die soort, of een ander "
            "onderdeel."
        ),
        ProgrammeFault.UNKNOWN_CHOICE: _("Dit is geen keuze uit de lijst. Kies opnieuw."),
    }
    return str(sentences[fault])


def part_name(part: ProgrammePart) -> str:
    """The part's own name, or that of its kind of meeting."""
    return part.name or named(part.kind)


def progress_word(progress: Progress) -> str:
    """How far the meetings of a part are."""
    words = {
        Progress.HELD: _("geweest"),
        Progress.PLANNED: _("gepland"),
        Progress.TOO_EARLY: _("te vroeg gepland"),
        Progress.MISSING: _("nog niets"),
        Progress.WAITING: _("later"),
    }
    return str(words[progress])


def phase_word(phase: MeetingPhase) -> str:
    """A phase of a meeting."""
    words = {
        MeetingPhase.INVITING: _("Uitnodigen"),
        MeetingPhase.ANSWERING: _("Antwoorden verzamelen"),
        MeetingPhase.PREPARING: _("Voorbereiden"),
        MeetingPhase.DAY: _("De dag zelf"),
        MeetingPhase.AFTERWARDS: _("Daarna"),
    }
    return str(words[phase])
