"""Which words do people see about an initiative? Phases, roles, faults."""

from flask_babel import gettext as _

from models.initiative import Initiative, InitiativePartner, InitiativePhase, PartnerRole
from web.actions.afterwards.initiative_sharing import SharingFault
from web.actions.afterwards.initiatives import InitiativeFault


def phase_word(phase: InitiativePhase) -> str:
    """How far an initiative is."""
    words = {
        InitiativePhase.IDEA: _("idee"),
        InitiativePhase.PREPARING: _("in voorbereiding"),
        InitiativePhase.RUNNING: _("loopt"),
        InitiativePhase.ENDED: _("gestopt"),
    }
    return str(words[phase])


def role_word(role: PartnerRole) -> str:
    """What an organisation does in an initiative."""
    words = {
        PartnerRole.CHAIR: _("voorzitter"),
        PartnerRole.CORE_GROUP: _("kerngroep"),
        PartnerRole.PARTNER: _("partner"),
    }
    return str(words[role])


def partner_word(initiative: Initiative, partner: InitiativePartner) -> str:
    """What this partner does; of who coordinates, only that."""
    leads = partner.organisation_id is not None and partner.organisation_id == initiative.coordinator_id
    return str(_("coördinator")) if leads else role_word(partner.role)


def initiative_fault_sentence(fault: InitiativeFault) -> str:
    """What is wrong, and what to do."""
    sentences = {
        InitiativeFault.NO_PARTNERS: _(
            "Een initiatief loopt pas als twee organisaties zeggen dat zij meedoen. Vraag eerst partners."
        ),
        InitiativeFault.NO_START: _("Vul in sinds wanneer het loopt."),
        InitiativeFault.NO_END: _("Vul in wanneer het stopte."),
        InitiativeFault.NO_REASON: _("Schrijf op waarom het stopte. Anderen leren daarvan."),
        InitiativeFault.IN_FUTURE: _("Deze dag moet nog komen. Kies vandaag of eerder."),
        InitiativeFault.ENDS_BEFORE_START: _("Het stopte voor het begon. Kies een latere dag."),
        InitiativeFault.OTHER_PROGRAMME: _("Dit programma is niet van deze regio. Kies een ander."),
    }
    return str(sentences[fault])


def sharing_fault_sentence(fault: SharingFault) -> str:
    """Why an initiative cannot stand among the good practices, and what to do."""
    sentences = {
        SharingFault.NOT_BEGUN: _(
            "Een goed voorbeeld loopt nu, of liep. Vul eerst in sinds wanneer het loopt."
        ),
        SharingFault.TOO_FEW: _("Er moeten nu ten minste twee partners meedoen. Vraag eerst partners."),
        SharingFault.NO_THEME: _("Kies een thema. Zo vinden anderen u."),
    }
    return str(sentences[fault])
