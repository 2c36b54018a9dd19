"""What is understood of a profile can be corrected, and the organisation's word stands."""

import pytest

from matcher.labels import LabelKind
from models.exchange import load_profiles
from models.kind import TargetGroup
from tests.builders import NOON, a_theme, an_organisation
from web.actions.actor import Actor
from web.actions.organisations.labels import LabelUnknownError, Standing, readings_of, say

ACTOR = Actor()


@pytest.fixture
def notary(session):
    notary = an_organisation(session, "Notaris Inkt")
    notary.about = "Als notaris zien wij nabestaanden die na een overlijden niet kunnen betalen."
    session.flush()
    return notary


def lines(notary, kind):
    reading = next(reading for reading in readings_of(notary) if reading.kind is kind)
    return {line.label.slug: line.standing for line in reading.lines}, {each.slug for each in reading.others}


def test_readings_tell_what_was_read_and_what_can_be_added(notary):
    told, others = lines(notary, LabelKind.MOMENT)

    assert told == {"overlijden_naaste": Standing.READ}
    assert "scheiding" in others
    assert "overlijden_naaste" not in others


@pytest.mark.parametrize(("holds", "standing"), [(True, Standing.TOLD), (False, Standing.DENIED)])
def test_the_word_of_the_organisation_stands(session, notary, holds, standing):
    say(session, notary, "overlijden_naaste", holds=holds, actor=ACTOR, at=NOON)
    session.expire_all()

    (profile,) = load_profiles(session, [notary.id])
    assert lines(notary, LabelKind.MOMENT)[0] == {"overlijden_naaste": standing}
    assert (profile.labels, profile.not_labels) == (
        frozenset({"overlijden_naaste"} if holds else ()),
        frozenset(() if holds else {"overlijden_naaste"}),
    )


def test_a_word_can_be_changed_and_taken_back(session, notary):
    for holds in (True, False, None):
        say(session, notary, "scheiding", holds=holds, actor=ACTOR, at=NOON)

    assert notary.labels == []


def test_a_group_that_holds_is_ticked_in_the_profile(session, notary):
    session.add(TargetGroup(slug="nabestaanden", name_nl="Nabestaanden", name_en="The bereaved"))
    session.flush()

    say(session, notary, "nabestaanden", holds=True, actor=ACTOR, at=NOON)
    assert ([group.slug for group in notary.groups], notary.labels) == (["nabestaanden"], [])

    say(session, notary, "nabestaanden", holds=False, actor=ACTOR, at=NOON)
    assert (notary.groups, [told.holds for told in notary.labels]) == ([], [False])


def test_a_theme_that_holds_is_ticked_in_the_profile(session, notary):
    theme = a_theme(session, "levensgebeurtenissen")
    assert lines(notary, LabelKind.THEME)[0] == {"thema_levensgebeurtenissen": Standing.READ}

    say(session, notary, "thema_levensgebeurtenissen", holds=True, actor=ACTOR, at=NOON)
    assert (notary.themes, notary.labels) == ([theme], [])
    assert lines(notary, LabelKind.THEME)[0] == {"thema_levensgebeurtenissen": Standing.TOLD}

    say(session, notary, "thema_levensgebeurtenissen", holds=False, actor=ACTOR, at=NOON)
    assert (notary.themes, [told.holds for told in notary.labels]) == ([], [False])


def test_an_unknown_label_is_refused(session, notary):
    with pytest.raises(LabelUnknownError, match="no label 'geluk'"):
        say(session, notary, "geluk", holds=True, actor=ACTOR, at=NOON)
