"""A Spierbundel is drawn from the records, edited, kept by version, and names only who agrees now."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.booklet import BookletSection, BookletText, BookletVersion, SectionKind, SectionUse
from models.initiative import InitiativeResult, PartnerRole
from models.queries.booklets import public_regions, public_version
from models.queries.traces import take_out
from models.step import StepState
from tests.after import HALFWAY, Aftermath
from tests.builders import a_region, an_expert
from tests.initiatives import DRAFT, begun, member_of
from web.actions.accounts.erasure import remove_organisation
from web.actions.afterwards.booklet_contents import (
    Facts,
    InitiativeFact,
    MeetingFact,
    Section,
    SectorCount,
    StepCount,
)
from web.actions.afterwards.booklet_names import Partners
from web.actions.afterwards.booklets import (
    NothingToPublish,
    OwnWordsMissing,
    draw,
    publish_booklet,
    read_version,
    save_section,
    withdraw_booklet,
)
from web.actions.afterwards.initiative_partners import answer_partner, ask_partner
from web.actions.afterwards.initiative_results import add_result
from web.actions.afterwards.initiatives import InitiativeDraft, change_initiative

pytestmark = pytest.mark.both_databases
UNNAMED = "een organisatie"


@pytest.fixture
def town(session):
    return Aftermath(session)


def drawn(town, region="AM06"):
    return draw(town.session, region, unnamed=UNNAMED, at=HALFWAY)


def facts(town, region="AM06"):
    return drawn(town, region).contents.facts


def published(town, at=HALFWAY):
    return publish_booklet(town.session, "AM06", actor=town.actor, at=at)


def written(town, own, use=SectionUse.OWN, kind=SectionKind.INTRODUCTION):
    save_section(town.session, "AM06", Section(kind, use, own), actor=town.actor, at=HALFWAY)


def read(town, version):
    return read_version(town.session, version, unnamed=UNNAMED)


def leave(town, initiative, organisation):
    told = {"yes": False, "actor": town.actor, "at": HALFWAY}
    answer_partner(town.session, initiative, organisation.id, **told)


def introduction(readable):
    return readable.contents.sections[0].own


def test_it_counts_meetings_sectors_and_steps_and_tells_of_initiatives_with_a_partner(town):
    town.tell(town.step(town.bank), StepState.DONE)
    town.step(town.school)
    initiative = begun(town)
    begun(town).taking_part[0].confirmed_at = None
    town.session.flush()

    assert facts(town) == Facts(
        meetings=(MeetingFact(town.meeting.title, town.meeting.starts_at.date(), 3),),
        organisations=3,
        sectors=(SectorCount("education", 2), SectorCount("volunteers", 1)),
        absent=(),
        initiatives=(
            InitiativeFact(initiative.id, DRAFT.name, DRAFT.goal, "", "", "", initiative.phase, None, "", ()),
        ),
        waiting=1,
        steps=(StepCount(StepState.DONE, 1), StepCount(None, 1)),
    )


def test_a_region_without_anything_gets_an_honest_empty_one(town):
    a_region(town.session, "AM08")

    assert facts(town, "AM08") == Facts((), 0, (), (), (), 0, ())


def test_a_meeting_that_is_off_or_still_to_come_is_not_told(town):
    town.meeting.cancelled_at = HALFWAY
    town.session.flush()
    assert facts(town).meetings == ()

    town.meeting.cancelled_at = None
    town.meeting.ends_at = HALFWAY + timedelta(days=1)
    town.session.flush()
    assert facts(town).meetings == ()


def test_own_words_stand_in_a_version_that_later_edits_leave_alone(town):
    written(town, "Het begon met koffie.")
    first = published(town)
    written(town, "Het werd soep.", SectionUse.BOTH)
    second = published(town, HALFWAY + timedelta(hours=1))

    assert [(one.number, introduction(read(town, one))) for one in (first, second)] == [
        (1, "Het begon met koffie."),
        (2, "Het werd soep."),
    ]
    assert public_version(town.session, "AM06") == second


def test_figures_of_a_version_stay_as_they_were(town):
    version = published(town)
    town.step(town.bank)

    assert (read(town, version).contents.facts.steps, facts(town).steps) == ((), (StepCount(None, 1),))


def test_results_come_back_from_a_version_with_their_evidence(town):
    initiative = begun(town)
    result = InitiativeResult(number=9, what="gezinnen", measured_on=date(2026, 6, 1), evidence="Turflijst")
    add_result(town.session, initiative, result, actor=town.actor, at=HALFWAY)

    version = published(town)

    assert read(town, version).contents == drawn(town).contents
    assert read(town, version).contents.facts.initiatives[0].results[0].evidence == "Turflijst"


def test_a_name_leaves_a_published_version_when_its_organisation_withdraws(town):
    initiative = begun(town)
    written(town, "Voedselbank en School deelden brood.")
    version = published(town)
    kept = town.session.scalars(select(BookletText.text)).all()
    before = read(town, version)

    leave(town, initiative, town.bank)
    town.session.expire_all()

    after = read(town, version)
    assert (before.partners[initiative.id].names, introduction(before)) == (
        ("Voedselbank",),
        "Voedselbank en een organisatie deelden brood.",
    )
    assert (after.partners[initiative.id], introduction(after)) == (
        Partners((), 0),
        "een organisatie en een organisatie deelden brood.",
    )
    assert [text for text in kept if "Voedselbank" in text or "School" in text] == []


def test_a_name_goes_with_its_organisation_and_follows_when_it_is_renamed(town):
    initiative = begun(town)
    written(town, "Voedselbank begon.")
    version = published(town)

    town.bank.name = "Broodbank"
    town.session.flush()
    renamed = introduction(read(town, version))
    remove_organisation(town.session, town.bank)
    town.session.expire_all()

    assert (renamed, introduction(read(town, version))) == ("Broodbank begon.", "een organisatie begon.")
    assert read(town, version).partners[initiative.id].names == ()


def test_who_speaks_from_experience_is_counted_and_never_named(town):
    initiative = begun(town)
    expert = an_expert(town.session)
    ask_partner(town.session, initiative, expert.id, PartnerRole.PARTNER, actor=member_of(expert), at=HALFWAY)
    written(town, "Meneer Zonneklaar las mee.")

    assert drawn(town).partners[initiative.id] == Partners(("Voedselbank",), 1)
    assert introduction(drawn(town)) == "een organisatie las mee."


def test_names_in_the_texts_of_an_initiative_are_held_back_too(town):
    initiative = begun(town)
    told = InitiativeDraft(DRAFT.name, "Samen met School.", chances="Scholen doen mee.")
    change_initiative(town.session, initiative, told, actor=town.actor, at=HALFWAY)

    shown = facts(town).initiatives[0]
    assert (shown.goal, shown.chances) == ("Samen met een organisatie.", "Scholen doen mee.")


def test_what_is_erased_of_a_person_goes_from_versions_and_their_figures_stay_whole(town):
    written(town, "Day en Kind bakten brood.")
    version = published(town)

    take_out(town.session, ["Day", "Kind", "own", "done"])
    town.session.expire_all()

    assert introduction(read(town, version)) == "… en … bakten brood."


def test_own_words_are_wanted_where_they_were_chosen_and_kept_where_they_were_not(town):
    with pytest.raises(OwnWordsMissing):
        written(town, " ")
    written(town, "Later.", SectionUse.LEFT_OUT)

    assert drawn(town).contents.sections[0] == Section(
        SectionKind.INTRODUCTION, SectionUse.LEFT_OUT, "Later."
    )
    town.session.add(
        BookletSection(region_code="AM06", kind=SectionKind.STEPS, use=SectionUse.OWN, own_text=" ")
    )
    with pytest.raises(IntegrityError):
        town.session.flush()


def test_nothing_is_published_when_every_section_was_left_out(town):
    for kind in SectionKind:
        written(town, "", SectionUse.LEFT_OUT, kind)

    with pytest.raises(NothingToPublish):
        published(town)
    assert town.session.scalars(select(BookletVersion)).all() == []


def test_withdrawing_takes_every_version_away_until_a_new_one(town):
    published(town)
    published(town, HALFWAY + timedelta(hours=1))
    withdraw_booklet(town.session, "AM06", actor=town.actor, at=HALFWAY + timedelta(hours=2))

    assert (public_version(town.session, "AM06"), public_regions(town.session)) == (None, set())
    third = published(town, HALFWAY + timedelta(hours=3))
    assert (public_version(town.session, "AM06"), third.number) == (third, 3)
    assert public_regions(town.session) == {"AM06"}
