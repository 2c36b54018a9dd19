"""Who is asked for an initiative hears of it by mail: once, and nobody who objected."""

import pytest
from sqlalchemy import select

from models.initiative import PartnerRole
from models.message import Message, MessageKind, MessageState
from tests.after import DAY_AFTER, HALFWAY, SITE, Aftermath
from tests.builders import an_organisation
from tests.initiatives import begun, member_of
from web.actions.afterwards.initiative_partners import ask_partner
from web.actions.afterwards.partner_mails import Asked, tell_asked


@pytest.fixture
def town(session):
    return Aftermath(session)


def ask(town, initiative, organisation, *, actor, at):
    ask_partner(town.session, initiative, organisation.id, PartnerRole.PARTNER, actor=actor, at=at)
    return tell_asked(town.session, initiative, site=SITE, actor=actor, at=at)


def mails(town):
    kind = Message.kind == MessageKind.PARTNER_ASKED
    return town.session.scalars(select(Message).where(kind).order_by(Message.id)).all()


def test_one_person_hears_it_at_once_and_is_not_told_twice(town):
    initiative = begun(town)
    bank = member_of(town.bank)

    first = ask(town, initiative, town.library, actor=bank, at=HALFWAY)
    again = ask(town, initiative, town.library, actor=bank, at=town.later(200))

    assert (first, again) == (Asked(("Bibliotheek",), ()), Asked((), ()))
    (mail,) = mails(town)
    assert (mail.recipient, mail.state) == ("kanarie-bibliotheek@example.org", MessageState.RELEASED)
    assert f"Voedselbank vraagt of Bibliotheek meedoet met “{initiative.name}”." in mail.body
    assert f"{SITE.base_url}/initiatieven/{initiative.id}\n" in mail.body


def test_an_organiser_asks_without_a_name_of_a_person(town):
    ask(town, begun(town), town.library, actor=town.actor, at=HALFWAY)

    (mail,) = mails(town)
    assert "De organisator (" in mail.body
    assert town.organiser.email not in mail.body


def test_of_whom_nobody_wants_mail_or_is_known_the_name_comes_back(town):
    initiative = begun(town)
    town.library.members[0].person.stops_mail = True
    alone = an_organisation(town.session, "Alleen op papier")

    found = [
        ask(town, initiative, one, actor=town.actor, at=at)
        for one, at in ((town.library, HALFWAY), (alone, DAY_AFTER))
    ]

    assert found == [Asked((), ("Bibliotheek",)), Asked((), ("Alleen op papier",))]
    assert mails(town) == []
