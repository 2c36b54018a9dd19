"""What reasons name is found with its names, by code and slug."""

from matcher.labels import labels
from matcher.proposals import ReasonCode
from models.proposal import Proposal, ProposalReason
from tests.builders import a_theme
from web.actions.proposals.subjects import subjects_of


def test_subjects_are_themes_and_labels_that_reasons_name(session):
    theme = a_theme(session, "vangnet")
    named = (
        (ReasonCode.SHARED_THEME, "vangnet"),
        (ReasonCode.SHARED_MOMENT, "scheiding"),
        (ReasonCode.SHARED_GROUP, "onbekend"),
        (ReasonCode.RARE_KINDS, ""),
    )
    reasons = [ProposalReason(code=code, detail=detail) for code, detail in named]

    subjects = subjects_of(session, [Proposal(reasons=reasons)])

    assert [subjects.get(each) for each in named] == [theme, labels()["scheiding"], None, None]
