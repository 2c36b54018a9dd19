"""The network picture on the site: drawn by the server, said once more in words."""

from tests.builders import a_kind, a_proposal, a_run, an_organisation


def test_the_picture_has_a_line_per_proposal_and_a_table(session, organiser, meeting):
    bank = an_organisation(session, "Voedselbank", kind=a_kind(session))
    bailiff = an_organisation(session, "Deurwaarder", kind=a_kind(session, "deurwaarder", "creditor"))
    a_proposal(session, a_run(session, meeting), bank, bailiff)

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/netwerk?organisatie={bank.id}").text

    assert page.count('<path class="tie tie--proposed tie--surprising tie--focus"') == 1
    assert "Welke sectoren ontmoeten elkaar?" in page
    assert "style=" not in page


def test_a_meeting_without_proposals_leads_to_the_desk(organiser, meeting):
    answer = organiser.get(f"/bijeenkomsten/{meeting.id}/netwerk")

    assert answer.location == f"/bijeenkomsten/{meeting.id}/voorstellen"


def test_a_run_without_pairings_says_so(session, organiser, meeting):
    a_run(session, meeting)

    assert (
        "Er zijn geen voorstellen om te tekenen."
        in organiser.get(f"/bijeenkomsten/{meeting.id}/netwerk").text
    )
