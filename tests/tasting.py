"""Whose decisions can be learnt from? A programme in which an organiser likes one sign above all."""

from datetime import date

import numpy as np

from matcher.learning import SPREAD
from matcher.review import RefusalReason
from matcher.signs import Sign
from models.programme import Programme, ProgrammeMeeting
from models.proposal import Proposal, ScorePart
from tests.builders import NOON, a_meeting, a_proposal, a_run, an_organisation
from web.actions.actor import Actor
from web.actions.proposals.review import approve, refuse


def a_programme(session, region, name="Samen sterk"):
    """A programme of one region, without meetings."""
    programme = Programme(
        name=name, starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31), regions=[region], created_at=NOON
    )
    session.add(programme)
    session.flush()
    return programme


def a_meeting_of(session, programme, title="Kring"):
    """A meeting that belongs to this programme, in its region."""
    meeting = a_meeting(session, programme.regions[0], title=title)
    session.add(ProgrammeMeeting(meeting_id=meeting.id, programme_id=programme.id))
    session.flush()
    return meeting


def pairs_of(session, programme, n=40, seed=1):
    """The signs of n pairings at one meeting of the programme, and their proposals."""
    signs = np.random.default_rng(seed).random((n, len(Sign)))
    signs = np.clip(0.5 + (signs - 0.5) * 3 * np.array([SPREAD[sign] for sign in Sign]), 0, 1)
    run = a_run(session, a_meeting_of(session, programme))
    organisations = [an_organisation(session, f"Groep {seed}-{place}") for place in range(n + 1)]
    proposals = [
        a_proposal(session, run, organisations[place], organisations[place + 1], parts=parts_of(row))
        for place, row in enumerate(signs.tolist())
    ]
    return signs, proposals


def parts_of(row):
    """Signs as a run keeps them, beside its other figures."""
    return [
        *(ScorePart(name=str(sign), value=value) for sign, value in zip(Sign, row, strict=True)),
        ScorePart(name="helps_first", value=0.5),
        ScorePart(name="helps_second", value=0.5),
    ]


def judge(session, person, proposals: list[Proposal], liked, reason=RefusalReason.NOT_USEFUL):
    """Approve the proposals that are liked, refuse the others."""
    actor = Actor(person_id=person.id)
    for proposal, likes in zip(proposals, liked, strict=True):
        if likes:
            approve(session, proposal, actor=actor, at=NOON)
        else:
            refuse(session, proposal, reason, actor=actor, at=NOON)


def judge_by(session, person, programme, sign=Sign.USUAL, n=40):
    """An organiser who approves the half in which this sign is strongest."""
    signs, proposals = pairs_of(session, programme, n)
    values = signs[:, list(Sign).index(sign)]
    judge(session, person, proposals, values > np.median(values))
    return proposals
