import pytest

from models.guest import LetterKind
from models.message import MessageKind, MessageState
from models.person import Language
from models.queries.guests import letters_of
from tests.builders import NOON
from tests.guests import SITE, Party
from web.actions.organising.letter_fields import LetterField, Reader, filled_in, has_field, unknown_fields
from web.actions.organising.letters import (
    LetterFault,
    LetterRefused,
    example_letters,
    letters_for,
    save_letters,
    send_test,
    usual_letter,
)
from web.mail import Mail

INVITATION = LetterKind.INVITATION


@pytest.fixture
def party(session):
    return Party(session)


def save(party, dutch: Mail, kind=INVITATION):
    letters = {Language.DUTCH: dutch, Language.ENGLISH: usual_letter(kind, Language.ENGLISH)}
    save_letters(party.session, party.meeting, kind, letters, actor=party.actor, at=NOON)


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("language", list(Language))
def test_every_usual_letter_can_be_sent_as_it_is(party, kind, language):
    letter = usual_letter(kind, language)

    mail = filled_in(letter, kind, party.meeting, Reader("Ans", "De Linde", "LINK"), language)

    assert unknown_fields(f"{letter.subject} {letter.body}") == ()
    assert "[" not in mail.subject + mail.body
    assert has_field(letter.body, LetterField.ANSWER) == (kind is not LetterKind.CANCELLATION)


def test_fields_are_understood_in_both_languages_and_any_capitals():
    assert unknown_fields("[Naam] [name] [ Organisatie ] [naam2]") == ("naam2",)


def test_reader_without_a_name_is_called_by_the_organisation(party):
    letter = Mail("Voor [naam]", "Dag [naam], [waar]")
    party.meeting.place = ""

    mail = filled_in(letter, INVITATION, party.meeting, Reader("", "De Linde", "L"), Language.DUTCH)

    assert mail == Mail("Voor De Linde", "Dag De Linde, de plaats volgt nog")


def test_meeting_without_a_last_day_asks_for_an_answer_soon(party):
    party.meeting.rsvp_by = None

    mail = filled_in(Mail("x", "[by]"), INVITATION, party.meeting, Reader("", "", ""), Language.ENGLISH)

    assert mail.body == "as soon as you can"


def test_chosen_words_are_kept_and_the_usual_ones_are_not_stored(party):
    save(party, Mail("Kom", "Kom [antwoord]\n"))

    assert [(one.language, one.subject) for one in letters_of(party.session, party.meeting.id)] == [
        (Language.DUTCH, "Kom")
    ]
    assert letters_for(party.session, party.meeting, INVITATION)[Language.DUTCH].subject == "Kom"
    save(party, usual_letter(INVITATION, Language.DUTCH))
    party.session.flush()
    assert letters_of(party.session, party.meeting.id) == []


@pytest.mark.parametrize(
    ("letter", "fault", "words"),
    [
        (Mail("", "[antwoord]"), LetterFault.NO_SUBJECT, ()),
        (Mail("Kom", " \n"), LetterFault.NO_BODY, ()),
        (Mail("Kom", "Kom ook"), LetterFault.NO_ANSWER, ()),
        (Mail("Kom [datum]", "[antwoord] [zaal]"), LetterFault.UNKNOWN_FIELD, ("datum", "zaal")),
    ],
)
def test_letter_with_a_fault_is_refused_and_nothing_is_kept(party, letter, fault, words):
    with pytest.raises(LetterRefused) as refusal:
        save(party, letter)

    assert (refusal.value.language, refusal.value.fault, refusal.value.words) == (
        Language.DUTCH,
        fault,
        words,
    )
    assert letters_of(party.session, party.meeting.id) == []


def test_news_needs_no_link_to_answer(party):
    save(party, Mail("Tot ziens", "Tot dan"), LetterKind.DEFINITIVE)

    assert letters_for(party.session, party.meeting, LetterKind.DEFINITIVE)[Language.DUTCH].body == "Tot dan"


def test_test_goes_to_the_organiser_alone_in_both_languages_and_counts_for_nobody(party):
    sent = send_test(party.session, party.meeting, INVITATION, party.organiser, site=SITE, at=NOON)

    assert [(one.recipient, one.kind, one.state, one.organisation_id) for one in sent] == [
        ("organisator@example.org", MessageKind.LETTER_TEST, MessageState.RELEASED, None)
    ] * 2
    assert [one.subject for one in sent] == ["[Proef] Uitnodiging: Kring", "[Test] Invitation: Kring"]


def test_example_shows_where_the_link_stands_and_how_to_stop_mail(party):
    dutch = example_letters(party.session, party.meeting, INVITATION, site=SITE)[Language.DUTCH]

    assert "https://onverwacht.example/komt-u/…/ja" in dutch.body
    assert dutch.body.rstrip().endswith("https://onverwacht.example/mijn-gegevens")
