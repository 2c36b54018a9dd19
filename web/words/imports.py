"""Which words do organisers see about an import? What is wrong with a file or a cell, and what to do."""

from collections.abc import Mapping

from flask_babel import gettext as _

from models.organisation_import import ImportState, RowChoice, RowFinding
from models.queries.imports import KeepReason
from web.actions.organisations.import_draft import CellFault, CellFaultCode
from web.spreadsheets.refusals import FileFault


def file_sentence(fault: FileFault, words: Mapping[str, str | int]) -> str:
    """Why the file was not read, and what to do."""
    return str({**_form_sentences(words), **_content_sentences(words)}[fault])


def cell_sentence(fault: CellFault) -> str:
    """What stands in the cell, what is wanted, and what to do."""
    sentences = {**_text_sentences(fault), **_word_sentences(fault)}
    return sentences[fault.code]


def finding_word(finding: RowFinding | None) -> str:
    """What is the matter with these rows, in a few words."""
    words = {
        RowFinding.FAULTY: _("Met een fout"),
        RowFinding.NEAR: _("Lijkt op een bekende"),
        RowFinding.NEW: _("Nieuw"),
        None: _("Alles"),
    }
    return str(words[finding])


def choice_word(choice: RowChoice) -> str:
    """What can be done with a row."""
    words = {
        RowChoice.MAKE: _("Toevoegen"),
        RowChoice.FILL: _("Aanvullen"),
        RowChoice.SKIP: _("Overslaan"),
    }
    return str(words[choice])


def keep_word(reason: KeepReason) -> str:
    """Why something stays when the import is undone."""
    words = {
        KeepReason.CHANGED: _("is daarna veranderd"),
        KeepReason.IN_USE: _("doet al mee: aangemeld, in een voorstel, of bekend met een ander"),
        KeepReason.GONE: _("bestaat niet meer"),
    }
    return str(words[reason])


def import_state_word(state: ImportState) -> str:
    """How far an import is."""
    words = {
        ImportState.READING: _("Wordt gelezen"),
        ImportState.REFUSED: _("Niet gelezen"),
        ImportState.READY: _("Wacht op uw keuzes"),
        ImportState.APPLYING: _("Wordt uitgevoerd"),
        ImportState.APPLIED: _("Uitgevoerd"),
        ImportState.UNDOING: _("Wordt teruggedraaid"),
        ImportState.UNDONE: _("Teruggedraaid"),
    }
    return str(words[state])


def progress_sentence(state: ImportState) -> str:
    """What is going on."""
    words = {
        ImportState.READING: _("Wij lezen het bestand."),
        ImportState.APPLYING: _("Wij voegen de organisaties toe."),
        ImportState.UNDOING: _("Wij draaien de import terug."),
    }
    return str(words[state])


def _form_sentences(words: Mapping[str, str | int]) -> dict[FileFault, str]:
    return {
        FileFault.EMPTY: _("Het bestand is leeg. Kies het bestand met uw lijst."),
        FileFault.TOO_BIG: _(
            "Het bestand is %(found)s MB. Wij lezen bestanden tot %(most)s MB. "
            "Haal plaatjes weg, of splits de lijst in twee bestanden.",
            **{"found": "", "most": "", **words},
        ),
        FileFault.OLD_FORM: _(
            "Dit is een oud Excel-bestand (.xls). Open het in Excel, kies Opslaan als, "
            "en kies Excel-werkmap (.xlsx)."
        ),
        FileFault.OTHER_FORM: _(
            "Dit soort rekenblad lezen wij niet. Open het, kies Opslaan als of Exporteren, "
            "en kies Excel-werkmap (.xlsx) of CSV."
        ),
        FileFault.NOT_A_SPREADSHEET: _(
            "Dit is geen rekenblad. Wij lezen Excel-werkmappen (.xlsx) en CSV-bestanden."
        ),
        FileFault.ENCRYPTED: _(
            "Er staat een wachtwoord op dit bestand. Haal het wachtwoord eraf in Excel, "
            "en kies het bestand opnieuw."
        ),
        FileFault.MACROS: _(
            "In dit bestand zitten macro’s: kleine programma’s. Die openen wij niet. "
            "Kies in Excel Opslaan als, en kies Excel-werkmap (.xlsx)."
        ),
    }


def _content_sentences(words: Mapping[str, str | int]) -> dict[FileFault, str]:
    return {
        FileFault.UNPACKS_TOO_BIG: _(
            "In dit bestand zit veel meer dan een lijst met organisaties, bijvoorbeeld heel veel lege rijen "
            "met opmaak. Kopieer alleen de rijen met organisaties naar een nieuw bestand."
        ),
        FileFault.DAMAGED: _(
            "Dit bestand is beschadigd. Open het in Excel, sla het op onder een andere naam, "
            "en kies dat bestand."
        ),
        FileFault.NO_HEADING: _(
            "Wij vinden geen rij met kopjes. Zet boven elke kolom een kopje, en boven de namen: Naam. "
            "Het sjabloon laat zien hoe."
        ),
        FileFault.NO_ROWS: _(
            "Onder de kopjes staat geen enkele organisatie. Vul de lijst, en kies het bestand opnieuw."
        ),
        FileFault.TOO_MANY_ROWS: _(
            "Er staan meer dan %(most)s organisaties in. Splits de lijst in kleinere bestanden.",
            **{"most": "", **words},
        ),
    }


def _text_sentences(fault: CellFault) -> dict[CellFaultCode, str]:
    found, limit = fault.found, "".join(fault.wanted)
    return {
        CellFaultCode.NO_NAME: _("Hier hoort de naam van de organisatie. Vul die in."),
        CellFaultCode.TOO_LONG: _(
            "Deze tekst heeft %(found)s tekens. Er passen er %(limit)s. Maak de tekst korter.",
            found=found,
            limit=limit,
        ),
        CellFaultCode.FORMULA: _(
            "Hier staat een formule: %(found)s. Zet er de uitkomst neer: kopieer de cel, en plak als waarde.",
            found=found,
        ),
        CellFaultCode.BROKEN: _(
            "Hier staat een fout van het rekenblad: %(found)s. Vul de tekst zelf in.", found=found
        ),
        CellFaultCode.PERSONAL_DATA: _(
            "Hier lijken gegevens van een cliënt of klant te staan, zoals een burgerservicenummer. "
            "Haal die eruit: wij bewaren deze cel niet."
        ),
        CellFaultCode.TOO_MANY_STATEMENTS: _(
            "Hier staan %(found)s zinnen. Er passen er %(limit)s: wij nemen de eerste %(limit)s.",
            found=found,
            limit=limit,
        ),
    }


def _word_sentences(fault: CellFault) -> dict[CellFaultCode, str]:
    found = fault.found
    meant = " " + _("Bedoelt u %(names)s?", names=" / ".join(fault.wanted)) if fault.wanted else ""
    return {
        CellFaultCode.KIND_UNKNOWN: _(
            "“%(found)s” staat niet in de lijst met soorten. Kies er een uit de lijst, of laat de cel leeg.",
            found=found,
        )
        + meant,
        CellFaultCode.PLACE_UNKNOWN: _(
            "Wij kennen geen gemeente “%(found)s”. Vul de gemeente in, niet het dorp.", found=found
        )
        + meant,
        CellFaultCode.PLACE_ELSEWHERE: _(
            "%(found)s ligt niet in uw regio. Klopt dat? Dan hoeft u niets te doen.", found=found
        ),
        CellFaultCode.NOT_A_WEBSITE: _(
            "“%(found)s” lijkt geen adres van een website. "
            "Een goed adres is bijvoorbeeld www.organisatie.nl.",
            found=found,
        ),
        CellFaultCode.NOT_AN_EMAIL: _(
            "“%(found)s” lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.",
            found=found,
        ),
        CellFaultCode.CONTACT_WITHOUT_EMAIL: _(
            "Bij %(found)s staat geen e-mailadres. Zonder adres kan deze persoon niet inloggen. Vul het in.",
            found=found,
        ),
        CellFaultCode.TWICE_IN_FILE: _(
            "Deze organisatie staat ook in rij %(found)s. Haal er een weg.", found=found
        ),
    }
