from datetime import timedelta

import pytest
from sqlalchemy import select

from models.guest import MeetingInvitation, MeetingReminder
from models.message import Message, MessageKind, MessageState
from models.person import RegionOrganiser
from tests.guests import Party
from web.actions.outbox import note_failure
from web.clock import now


@pytest.fixture
def party(session):
    start = now() + timedelta(days=30)
    party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3), rsvp_by=None)
    session.add(RegionOrganiser(person_id=party.organiser.id, region_code="AM06"))
    session.flush()
    return party


@pytest.fixture
def organiser(signed_in, party):
    return signed_in(party.organiser)


def pages(party):
    return f"/bijeenkomsten/{party.meeting.id}/uitnodigen"


def states(session):
    return session.scalars(select(Message.state).order_by(Message.id)).all()


def test_organiser_finds_ticks_reads_and_releases(session, party, organiser):
    found = organiser.get(f"{pages(party)}/kiezen?naam=de+").text
    assert ("4 organisaties gevonden" in found, "Geen e-mailadres bekend" in found) == (True, True)

    chosen = {"organisatie": [party.linde.id, party.molen.id]}
    page = organiser.post(f"{pages(party)}/kiezen", data=chosen, follow_redirects=True).text

    assert ("1 mail wacht op u" in page, "Bel deze organisatie." in page) == (True, True)
    mail = organiser.get(f"{pages(party)}/{party.linde.id}").text
    assert ("/komt-u/…/ja" in mail, "ans@example.org" in mail) == (True, True)
    assert states(session) == [MessageState.WAITING]
    organiser.post(f"{pages(party)}/versturen")
    assert states(session) == [MessageState.RELEASED]


def test_everyone_found_can_be_invited_at_once(session, party, organiser):
    organiser.post(f"{pages(party)}/kiezen?naam=de+", data={"alle": "1"})

    invited = session.scalars(select(MeetingInvitation.organisation_id)).all()
    assert len(invited) == 4


def test_nobody_ticked_is_said_and_the_search_stays(party, organiser):
    answer = organiser.post(f"{pages(party)}/kiezen?naam=linde")

    assert answer.location.endswith("/kiezen?naam=linde")


@pytest.mark.parametrize("query", ["soort=onzin", "waar=onzin&thema=x&eerder=y", "naam=" + "x" * 500])
def test_search_with_nonsense_in_the_address_shows_a_page(party, organiser, query):
    assert organiser.get(f"{pages(party)}/kiezen?{query}").status_code == 200


def test_list_shows_whom_we_found_and_which_lines_mean_nobody(session, party, organiser):
    page = organiser.post(f"{pages(party)}/lijst", data={"lines": "De Linde\nLindee\nstil@example.org"}).text

    assert ("2 organisaties gevonden" in page, "1 regel kennen wij niet" in page) == (True, True)
    assert ("bedoelt u De Linde?" in page, "willen geen mail van ons" in page) == (True, True)
    assert states(session) == []


def test_empty_list_says_what_to_do(party, organiser):
    page = organiser.post(f"{pages(party)}/lijst", data={"lines": " "}).text

    assert "Typ of plak een lijst, of kies een bestand." in page


def test_failed_mail_shows_why_in_plain_words_and_can_be_sent_again(session, party, organiser):
    party.invite(party.linde)
    party.release()
    (mail,) = party.mails()
    note_failure(session, mail.id, problem="SMTPRecipientsRefused", retry_at=None, at=now())

    page = organiser.get(pages(party)).text
    assert "Dit e-mailadres bestaat niet, of neemt onze mail niet aan." in page
    organiser.post(f"{pages(party)}/opnieuw")

    assert states(session) == [MessageState.FAILED, MessageState.RELEASED]


def test_mail_server_that_is_away_is_shown_with_the_next_try(session, party, organiser):
    party.invite(party.linde)
    party.release()
    later = now() + timedelta(minutes=5)
    note_failure(session, party.mails()[0].id, problem="ConnectionRefusedError", retry_at=later, at=now())

    page = organiser.get(pages(party)).text

    assert ("Er gaat niets verloren" in page, "De mailserver was niet te bereiken." in page) == (True, True)


def test_reminders_wait_for_release_or_for_their_day(session, party, organiser):
    party.invite(party.linde)
    party.send(now() - timedelta(days=3))
    day = (now() + timedelta(days=5)).date()

    organiser.post(f"{pages(party)}/herinneren")
    organiser.post(f"{pages(party)}/dagen", data={"day": day.isoformat()})

    assert [mail.kind for mail in party.mails()] == [
        MessageKind.MEETING_INVITATION,
        MessageKind.MEETING_REMINDER,
    ]
    assert session.scalars(select(MeetingReminder.day)).all() == [day]
    organiser.post(f"{pages(party)}/dagen/{day.isoformat()}/weg")
    assert session.scalars(select(MeetingReminder.day)).all() == []


@pytest.mark.parametrize("day", ["", "2020-01-01", "geen datum"])
def test_day_that_cannot_be_is_refused_with_a_sentence(party, organiser, day):
    page = organiser.post(f"{pages(party)}/dagen", data={"day": day}).text

    assert "Er klopt nog iets niet" in page


def test_organisation_that_is_not_invited_has_no_page_here(party, organiser):
    assert organiser.get(f"{pages(party)}/{party.linde.id}").status_code == 404


def test_page_of_a_guest_tells_every_mail_and_what_became_of_it(session, party, organiser):
    party.invite(party.linde, party.molen)
    party.send(now() - timedelta(days=3))
    organiser.post(f"{pages(party)}/herinneren")

    page = organiser.get(f"{pages(party)}/{party.linde.id}").text
    silent = organiser.get(f"{pages(party)}/{party.molen.id}").text

    assert page.index("Komt u ook? Kring") < page.index("Uitnodiging: Kring")
    assert ("Wacht op u" in page, "Verstuurd" in page) == (True, True)
    assert "Er is nog geen mail aan deze organisatie." in silent


def test_organisation_is_taken_off_the_list(session, party, organiser):
    party.invite(party.linde)

    organiser.post(f"{pages(party)}/{party.linde.id}/weg")

    assert session.scalars(select(MeetingInvitation)).all() == []


def test_answered_organisation_is_not_asked_again(party, organiser, client):
    party.invite(party.linde)
    link = party.mails()[0].body.split("/komt-u/")[1].split("/")[0]
    client.post(f"/komt-u/{link}/ja", data={"name": "Ans", "email": "ans@example.org"})

    answer = organiser.post(f"{pages(party)}/opnieuw", data={"organisatie": party.linde.id})

    assert (answer.status_code, "heeft al geantwoord" in answer.text) == (409, True)


@pytest.mark.parametrize(
    "path", ["", "/1", "/kiezen", "/lijst", "/versturen", "/opnieuw", "/herinneren", "/dagen", "/1/weg"]
)
def test_only_an_organiser_of_the_region_may_invite(session, party, signed_in, client, path):
    member = signed_in(party.linde.members[0].person)
    method = "get" if path in ("", "/1", "/kiezen", "/lijst") else "post"

    assert getattr(member, method)(pages(party) + path).status_code == 404
    assert getattr(client, method)(pages(party) + path).status_code in (302, 401)
    assert party.mails() == []
