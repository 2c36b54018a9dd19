"""The opening question follows from the reasons; opposed parties get a neutral one."""

import pytest

from matcher.labels import labels
from matcher.proposals import ReasonCode
from models.kind import Kind, TargetGroup, Theme
from models.organisation import Organisation
from models.proposal import Proposal, ProposalForm, ProposalMember, ProposalReason
from web.actions.proposals.opening import OpeningCode, OpeningQuestion, is_sensitive, opening_questions

GROUP = TargetGroup(slug="children", name_nl="kinderen", name_en="children")
THEME = Theme(slug="prevention", name_nl="preventie", name_en="prevention")
MOMENT = labels()["scheiding"]
SUBJECTS = {
    (ReasonCode.SHARED_GROUP, "children"): GROUP,
    (ReasonCode.SHARED_THEME, "prevention"): THEME,
    (ReasonCode.SHARED_MOMENT, "scheiding"): MOMENT,
}
US, THEM = 1, 2


def an_organisation(kind="voedselbank", sector="volunteers"):
    return Organisation(name=kind, kind=Kind(slug=kind, sector_slug=sector))


def a_proposal(*reasons, kinds=(("voedselbank", "volunteers"), ("bibliotheek", "education"))):
    return Proposal(
        form=ProposalForm.PAIRING if len(kinds) == 2 else ProposalForm.COALITION,
        members=[
            ProposalMember(organisation_id=number, organisation=an_organisation(*kind))
            for number, kind in enumerate(kinds, start=1)
        ],
        reasons=list(reasons),
    )


def a_need(organisation, partner):
    return ProposalReason(
        code=ReasonCode.NEED_ANSWERED,
        organisation_id=organisation,
        partner_id=partner,
        quote=f"need {organisation}",
        partner_quote=f"offer {partner}",
        detail="",
    )


def shared(code, detail=""):
    return ProposalReason(code=code, organisation_id=US, partner_id=THEM, detail=detail)


OUR_NEED, THEIR_NEED = a_need(US, THEM), a_need(THEM, US)
SHARED_GROUP = shared(ReasonCode.SHARED_GROUP, "children")
SHARED_THEME = shared(ReasonCode.SHARED_THEME, "prevention")
THREE_KINDS = (("voedselbank", "volunteers"), ("bibliotheek", "education"), ("bank", "finance"))


@pytest.mark.parametrize(
    ("reasons", "question"),
    [
        ([OUR_NEED, THEIR_NEED], OpeningQuestion(OpeningCode.HELP_EACH_OTHER)),
        ([OUR_NEED], OpeningQuestion(OpeningCode.OUR_NEED, "offer 2")),
        ([OUR_NEED, SHARED_GROUP], OpeningQuestion(OpeningCode.OUR_NEED_FOR_GROUP, "offer 2", GROUP)),
        ([THEIR_NEED], OpeningQuestion(OpeningCode.THEIR_NEED, "need 2")),
        ([THEIR_NEED, SHARED_GROUP], OpeningQuestion(OpeningCode.THEIR_NEED_FOR_GROUP, "need 2", GROUP)),
        ([SHARED_GROUP], OpeningQuestion(OpeningCode.SHARED_GROUP, subject=GROUP)),
        ([SHARED_THEME], OpeningQuestion(OpeningCode.SHARED_THEME, subject=THEME)),
        (
            [SHARED_THEME, shared(ReasonCode.SHARED_MOMENT, "scheiding")],
            OpeningQuestion(OpeningCode.SHARED_MOMENT, subject=MOMENT),
        ),
        ([shared(ReasonCode.DISTANT_SECTORS)], OpeningQuestion(OpeningCode.OTHER_WORLD)),
        ([], OpeningQuestion(OpeningCode.FIRST_MEETING)),
    ],
)
def test_opening_questions_follow_the_reasons_of_a_pairing(reasons, question):
    assert opening_questions([a_proposal(*reasons)], US, SUBJECTS) == (question,)


@pytest.mark.parametrize(
    ("reasons", "question"),
    [
        ([OUR_NEED, THEIR_NEED], OpeningQuestion(OpeningCode.COALITION_OUR_NEED, "need 1")),
        ([a_need(THEM, 3), THEIR_NEED], OpeningQuestion(OpeningCode.COALITION_OUR_OFFER, "offer 1")),
        ([a_need(THEM, 3)], OpeningQuestion(OpeningCode.COALITION_FIRST_STEP)),
    ],
)
def test_opening_questions_follow_the_reasons_of_a_coalition(reasons, question):
    assert opening_questions([a_proposal(*reasons, kinds=THREE_KINDS)], US, SUBJECTS) == (question,)


def test_opening_questions_are_neutral_when_parties_are_opposed():
    opposed = (("deurwaarder", "creditor"), ("sociaal_werk", "social_work"))
    proposals = [a_proposal(OUR_NEED, THEIR_NEED, kinds=opposed) for _ in range(2)]

    questions = opening_questions(proposals, US, SUBJECTS)

    assert [question.code for question in questions] == [OpeningCode.CAREFUL, OpeningCode.WORKING_DAY]
    assert questions[0].care.slug == "creditor_social_work"


def test_opening_questions_do_not_repeat_themselves_while_another_one_suits():
    proposals = [a_proposal(OUR_NEED, THEIR_NEED) for _ in range(5)]

    codes = [question.code for question in opening_questions(proposals, US, SUBJECTS)]

    assert codes == [
        OpeningCode.HELP_EACH_OTHER,
        OpeningCode.OUR_NEED,
        OpeningCode.THEIR_NEED,
        OpeningCode.FIRST_MEETING,
        OpeningCode.HELP_EACH_OTHER,
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("deurwaarder", "creditor"), ("voedselbank", "volunteers"), True),
        (("ervaringsdeskundigen", "experience"), ("incassobureau", "creditor"), True),
        (("woningcorporatie", "housing"), ("opvang", "care"), True),
        (("deurwaarder", "creditor"), ("incassobureau", "creditor"), False),
        (("bibliotheek", "education"), ("bank", "finance"), False),
    ],
)
def test_is_sensitive_knows_who_is_usually_opposed(one, other, expected):
    organisations = [an_organisation(*one), an_organisation(*other)]

    assert is_sensitive(organisations) is expected
    assert is_sensitive(organisations[::-1]) is expected


def test_is_sensitive_is_calm_about_an_organisation_without_a_kind():
    assert not is_sensitive([Organisation(name="?", kind=None), an_organisation("deurwaarder", "creditor")])
