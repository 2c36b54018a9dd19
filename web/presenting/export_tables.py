"""What stands in the files of lists? The same as on the pages, as tables of texts and numbers."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from models.meeting import Meeting
from models.message import Message
from models.organisation import Organisation
from models.proposal import ProposalForm
from models.queries.meetings import count_organisations, everyone_coming, meetings_in, organisations_in
from web.actions.lists import list_items
from web.actions.lists.list_items import MatchListItem, Partner
from web.actions.lists.match_lists import lists_of_meeting
from web.actions.lists.publishing import reach_of
from web.actions.organisations.import_columns import ImportField
from web.actions.organisations.profile_steps import completeness, contacts_of
from web.actions.organising.registrations import is_late
from web.actions.proposals import cards
from web.actions.proposals.cards import Card
from web.actions.proposals.desk import DeskView, every_card, left_out
from web.clock import HERE
from web.i18n import day, fit_word, named, surprise_word
from web.presenting.import_template import headings
from web.spreadsheets.writing import Table
from web.words.match_list import question_sentence, unusual_sentence
from web.words.organiser import mail_word, part_word, particular_sentence, state_word, unmatched_sentence


def organisations_table(session: Session, region_code: str) -> Table:
    """The organisations of a region, under the headings of the import, and what each profile lacks."""
    rows = [(*_profile(one), _missing(one)) for one in organisations_in(session, region_code)]
    return Table(_("Organisaties"), (*headings().values(), _("Ontbreekt")), rows)


def meetings_table(session: Session, region_code: str) -> Table:
    """The meetings of a region, the earliest first."""
    meetings = meetings_in(session, region_code)
    counts = count_organisations(session, [meeting.id for meeting in meetings])
    rows = [
        (
            meeting.title,
            named(meeting.kind),
            day(meeting.starts_at.astimezone(HERE)),
            f"{meeting.starts_at.astimezone(HERE):%H:%M}",
            meeting.place,
            counts.get(meeting.id, 0),
        )
        for meeting in meetings
    ]
    heads = (_("Bijeenkomst"), _("Soort"), _("Dag"), _("Begin"), _("Plaats"), _("Organisaties"))
    return Table(_("Bijeenkomsten"), heads, rows)


def registrations_table(session: Session, meeting: Meeting) -> Table:
    """Everyone who comes, by organisation."""
    rows = [
        (
            *_kind_and_place(person.organisation),
            person.name,
            person.email,
            _("ja") if is_late(meeting, person.created_at) else "",
        )
        for person in everyone_coming(session, meeting.id)
    ]
    heads = (
        _("Organisatie"),
        _("Soort"),
        _("Gemeente"),
        _("Naam"),
        _("E-mailadres"),
        _("Na de aanmelddatum"),
    )
    return Table(_("Aanmeldingen"), heads, rows)


def proposals_table(session: Session, meeting: Meeting, view: DeskView) -> Table:
    """The proposals that the desk shows in this view, on all its pages, in its order."""
    rows = [_card_row(place, card) for place, card in enumerate(every_card(session, meeting, view), start=1)]
    heads = (
        _("Volgorde"),
        _("Organisaties"),
        _("Oordeel"),
        _("Past bij elkaar"),
        _("Past bij elkaar (0–100)"),
        _("Verrassing"),
        _("Verrassing (0–100)"),
        _("Waarom"),
    )
    return Table(_("Voorstellen"), heads, rows)


def left_out_table(session: Session, meeting: Meeting, form: ProposalForm) -> Table:
    """Who got no proposal of this form, and why."""
    coalition = form is ProposalForm.COALITION
    rows = [
        (*_kind_and_place(left.organisation), unmatched_sentence(left.code, coalition=coalition))
        for left in left_out(session, meeting, form)
    ]
    return Table(_("Zonder voorstel"), (_("Organisatie"), _("Soort"), _("Gemeente"), _("Waarom niet")), rows)


def match_lists_table(session: Session, meeting: Meeting) -> Table:
    """The published match lists under each other: a row for each meeting on each list."""
    rows: list[tuple[str | int, ...]] = [
        (one.organisation.name, place, *_item(item))
        for one in lists_of_meeting(session, meeting.id)
        for place, item in enumerate(one.items, start=1)
    ]
    heads = (
        _("Organisatie"),
        _("Volgorde"),
        _("Ontmoet"),
        _("Past bij elkaar"),
        _("Verrassing"),
        _("Waarom"),
        _("Vraag om mee te beginnen"),
    )
    return Table(_("Lijsten"), heads, rows)


def mails_table(session: Session, meeting: Meeting) -> Table:
    """The mails of the version in force, without their text, which holds a personal link."""
    reach = reach_of(session, meeting)
    mails: Iterable[Message] = (*reach.waiting, *reach.left) if reach else ()
    rows = [
        (
            mail.recipient,
            mail.subject,
            mail_word(mail.state),
            f"{mail.sent_at.astimezone(HERE):%d-%m-%Y %H:%M}" if mail.sent_at else "",
            mail.problem,
        )
        for mail in mails
    ]
    return Table(_("Mails"), (_("Aan"), _("Onderwerp"), _("Hoe ver"), _("Verstuurd op"), _("Probleem")), rows)


def _profile(organisation: Organisation) -> tuple[str, ...]:
    name, kind, place = _kind_and_place(organisation)
    contact = next(iter(contacts_of(organisation)), None)
    told = {
        ImportField.NAME: name,
        ImportField.KIND: kind,
        ImportField.PLACE: place,
        ImportField.ABOUT: organisation.about,
        ImportField.OFFERS: _lines(organisation, StatementRole.OFFER),
        ImportField.NEEDS: _lines(organisation, StatementRole.NEED),
        ImportField.WEBSITE: organisation.website,
        ImportField.CONTACT: contact.name if contact else "",
        ImportField.EMAIL: contact.person.email if contact else "",
    }
    return tuple(told[field] for field in headings())


def _lines(organisation: Organisation, role: StatementRole) -> str:
    """Its own words only: what is typical of the kind says nothing of this organisation."""
    return "\n".join(one.text for one in organisation.statements_in(role) if not one.assumed)


def _missing(organisation: Organisation) -> str:
    return ", ".join(part_word(part) for part in completeness(organisation).missing)


def _kind_and_place(organisation: Organisation) -> tuple[str, str, str]:
    place = organisation.municipality.name if organisation.municipality else ""
    return organisation.name, named(organisation.kind) if organisation.kind else "", place


def _card_row(place: int, card: Card) -> tuple[str | int, ...]:
    proposal = card.proposal
    quotes = [_quote_line(*both) for both in card.quotes]
    others = [particular_sentence(particular) for particular in card.particulars]
    return (
        place,
        " – ".join(member.organisation.name for member in proposal.members),
        state_word(proposal.state),
        fit_word(proposal.fit),
        round(proposal.fit * 100),
        surprise_word(proposal.surprise),
        round(proposal.surprise * 100),
        "\n".join((*quotes, *others)),
    )


def _quote_line(*both: cards.Quoted | list_items.Quoted) -> str:
    """What two organisations wrote that speaks for their meeting."""
    verbs = {
        StatementRole.NEED: lambda name: _("%(name)s zoekt", name=name),
        StatementRole.OFFER: lambda name: _("%(name)s biedt", name=name),
    }
    return " – ".join(f"{verbs[quoted.role](quoted.name)} “{quoted.text}”" for quoted in both)


def _item(item: MatchListItem) -> tuple[str, ...]:
    quotes = [_quote_line(*both) for both in item.quotes]
    return (
        "\n".join(_partner(partner) for partner in item.partners),
        fit_word(item.fit),
        surprise_word(item.surprise),
        "\n".join((*quotes, *(unusual_sentence(each) for each in item.unusual))),
        question_sentence(item.question),
    )


def _partner(partner: Partner) -> str:
    """The name of a partner, and whom to call as far as they agreed to that."""
    told = [" ".join(filter(None, (c.name, c.email, c.phone))) for c in partner.contacts]
    return " · ".join((partner.name, *told))
