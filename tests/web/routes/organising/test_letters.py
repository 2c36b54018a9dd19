from datetime import timedelta

import pytest
from sqlalchemy import select

from models.guest import MeetingLetter
from models.message import Message, MessageKind
from models.person import RegionOrganiser
from tests.guests import Party
from web.clock import now

WORDS = {
    "subject_nl": "Kom ook",
    "body_nl": "Dag [naam]\n[antwoord]",
    "subject_en": "Come too",
    "body_en": "Hello [name]\n[answer]",
}


@pytest.fixture
def party(session):
    start = now() + timedelta(days=30)
    party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3))
    session.add(RegionOrganiser(person_id=party.organiser.id, region_code="AM06"))
    session.flush()
    return party


@pytest.fixture
def organiser(signed_in, party):
    return signed_in(party.organiser)


def page(party, letter="uitnodiging"):
    return f"/bijeenkomsten/{party.meeting.id}/brieven/{letter}"


@pytest.mark.parametrize("letter", ["uitnodiging", "herinnering", "definitief", "wijziging", "afgelast"])
def test_every_letter_shows_itself_in_both_languages(party, organiser, letter):
    text = organiser.get(page(party, letter)).text

    assert ("Beste Ans de Vries" in text, "Dear Ans de Vries" in text) == (True, True)


def test_new_words_are_kept_shown_and_in_the_mails_that_wait(session, party, organiser):
    party.invite(party.linde)

    text = organiser.post(page(party), data=WORDS, follow_redirects=True).text

    assert ("De tekst is opgeslagen." in text, "Dag Ans de Vries" in text) == (True, True)
    assert session.scalars(select(Message.subject)).all() == ["Kom ook"]
    organiser.post(f"{page(party)}/gewoon")
    assert session.scalars(select(Message.subject)).all() == ["Uitnodiging: Kring"]
    assert session.scalars(select(MeetingLetter)).all() == []


def test_test_mail_goes_to_her_who_asks_and_to_nobody_else(session, party, organiser):
    organiser.post(page(party), data={**WORDS, "proef": "1"})

    mails = session.execute(select(Message.kind, Message.recipient, Message.subject)).all()
    assert [tuple(mail) for mail in mails] == [
        (MessageKind.LETTER_TEST, "organisator@example.org", "[Proef] Kom ook"),
        (MessageKind.LETTER_TEST, "organisator@example.org", "[Test] Come too"),
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"subject_nl": ""}, "Vul een onderwerp in."),
        ({"body_en": " "}, "Vul een tekst in."),
        ({"body_nl": "Kom ook"}, "In de tekst staat geen link om te antwoorden."),
        ({"body_nl": "[antwoord] [zaal]"}, "Wij kunnen dit niet invullen: [zaal]."),
        ({"body_nl": "x" * 10_001}, "Maak de tekst korter."),
        ({"body_nl": "[antwoord] BSN 111222333"}, "lijkt een burgerservicenummer"),
    ],
)
def test_letter_with_a_fault_is_refused_and_what_was_typed_stays(session, party, organiser, changed, said):
    text = organiser.post(page(party), data={**WORDS, **changed}).text

    assert (said in text, "Come too" in text) == (True, True)
    assert session.scalars(select(MeetingLetter)).all() == []


def test_only_an_organiser_reads_and_writes_letters(party, signed_in, client):
    member = signed_in(party.linde.members[0].person)

    assert (member.get(page(party)).status_code, member.post(page(party), data=WORDS).status_code) == (
        404,
        404,
    )
    assert member.post(f"{page(party)}/gewoon").status_code == 404
    assert client.get(page(party)).status_code == 302
