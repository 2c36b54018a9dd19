"""What does a board start from in tests? A meeting whose run measured circles of three organisations."""

from matcher.constraints import MeetingRules
from matcher.measures import measure
from matcher.settings import MatcherSettings
from models.exchange import load_profiles
from models.figures_exchange import save_figures
from models.matching_run import UnmatchedOrganisation
from models.proposal import ScorePart
from tests.builders import (
    NOON,
    a_kind,
    a_meeting,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
    an_organiser,
)
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region
from web.actions.actor import Actor


class Arena:
    """Organisations `one` to `nine`; the first two circles are proposed as coalitions, the third is not."""

    def __init__(self, session, people=9):
        self.session = session
        self.region = a_region(session, "AM06", "GM0232")
        self.meeting = a_meeting(session, self.region)
        self.anna = an_organiser(session, "anna@example.org")
        self.bert = an_organiser(session, "bert@example.org")
        self.organisations = [self._organisation(profile) for profile in region(people)]
        self.guests = [a_registration(session, self.meeting, one) for one in self.organisations]
        for number, guest in enumerate(self.guests):
            guest.email = f"gast{number}@example.org"
        self.run = a_run(session, self.meeting)
        self.run.settings = MatcherSettings().as_dict()
        self.ids = [one.id for one in self.organisations]
        self.measure()
        self.first = self.coalition(*self.organisations[:3])
        self.second = self.coalition(*self.organisations[3:6])

    def actor(self, person=None):
        person = person or self.anna
        return Actor(person_id=person.id, name=person.name, organises=frozenset({"AM06"}))

    def measure(self):
        measures = measure(
            load_profiles(self.session, self.ids),
            rules=MeetingRules(),
            settings=MatcherSettings(),
            embedder=FakeEmbedder(),
        )
        save_figures(self.session, self.run, measures, at=NOON)

    def coalition(self, *organisations, **columns):
        parts = [ScorePart(name=name, value=0.5) for name in ("weakest", "mix")]
        return a_proposal(self.session, self.run, *organisations, parts=parts, **columns)

    def pair(self, one, other, **columns):
        parts = [ScorePart(name=name, value=0.5) for name in ("helps_first", "helps_second")]
        return a_proposal(self.session, self.run, one, other, parts=parts, **columns)

    def found_nothing(self, *numbers):
        """The run looked for a coalition for these too, and found none."""
        self.session.add_all(
            UnmatchedOrganisation(
                run_id=self.run.id, organisation_id=self.ids[number], coalition=True, code="not_chosen"
            )
            for number in numbers
        )
        self.session.flush()

    def cancel(self, number):
        guest = self.guests[number]
        guest.cancelled_at, guest.place_number = NOON, None
        self.session.flush()

    def newcomer(self, name="Nieuwkomer", **told):
        organisation = an_organisation(self.session, name, **told)
        guest = a_registration(self.session, self.meeting, organisation)
        guest.email = "nieuw@example.org"
        return organisation

    def _organisation(self, profile):
        return an_organisation(
            self.session,
            f"Organisatie {profile.id}",
            kind=a_kind(self.session, profile.kind, profile.sector),
            municipality_code="GM0232",
            offers=tuple(statement.text for statement in profile.offers),
            needs=tuple(statement.text for statement in profile.needs),
        )
