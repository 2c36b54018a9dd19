"""The organiser reads how many of those who come get something."""

from models.experience import Compensation
from tests.builders import a_meeting, a_region, a_registration, an_expert, an_organisation
from web.actions.organisations.experts_coming import experts_coming


def test_experts_coming_counts_each_person_once(session):
    meeting = a_meeting(session, a_region(session))
    fee = an_expert(session, "Aaltje", email="a@example.org", compensation=Compensation.FEE)
    later = an_expert(session, "Bram", email="b@example.org")
    elsewhere = an_expert(session, "Cor", email="c@example.org", compensation=Compensation.VOUCHER)
    for organisation, place in ((fee, 1), (fee, 2), (later, 1), (an_organisation(session, "Bakker"), 1)):
        a_registration(session, meeting, organisation, place)

    coming = experts_coming(session, meeting.id)

    assert [expert.name for expert in coming.experts] == ["Aaltje", "Bram"]
    assert elsewhere not in coming.experts
    assert coming.counts == {
        Compensation.FEE: 1,
        Compensation.VOUCHER: 0,
        Compensation.NONE: 0,
        Compensation.TO_DISCUSS: 1,
    }
    assert coming.to_compensate == 1


def test_cancelled_experts_cost_nothing(session):
    meeting = a_meeting(session, a_region(session))
    registration = a_registration(session, meeting, an_expert(session, compensation=Compensation.FEE))
    registration.cancelled_at, registration.place_number = meeting.created_at, None
    session.flush()

    assert experts_coming(session, meeting.id).to_compensate == 0
