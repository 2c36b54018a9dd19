"""What does a sounding board look like in tests? The town after its meeting, with advisers and questions."""

from datetime import timedelta

from sqlalchemy import select

from matcher.missing import Filler, Gaps, OpenNeed
from matcher.profiles import StatementRole
from models.gap_report import GapReport
from models.gaps_exchange import save_gaps
from models.message import Message
from models.organisation import Statement
from models.sounding import Adviser
from models.step import StepState
from tests.after import HALFWAY, SITE, Aftermath
from tests.builders import NOON, a_person, a_theme
from web.actions.actor import Actor
from web.actions.afterwards.sounding_answers import AnswerDraft, give_answer
from web.actions.afterwards.sounding_questions import QuestionDraft, assign, put_question

NOW = HALFWAY


class Board(Aftermath):
    """The town half a year on; `net` and `debts` are subjects."""

    def __init__(self, session):
        super().__init__(session)
        self.net, self.debts = a_theme(session, "vangnet"), a_theme(session, "schulden")

    def adviser(self, name="Quirine", *themes, **told):
        person = a_person(self.session, f"{name.lower()}@example.org")
        person.name = name
        values = {"monthly": 2, "joined_at": NOON, **told}
        adviser = Adviser(person=person, themes=list(themes), **values)
        self.session.add(adviser)
        self.session.flush()
        return adviser

    def stuck(self, organisation=None, text="Wij bellen de school.", times=2):
        step = self.step(organisation or self.bank, text)
        for before in range(times, 0, -1):
            self.tell(step, StepState.STUCK, "Niemand neemt op.", at=NOW - timedelta(days=20 * before))
        return step

    def needs(self, count):
        """So many needs of the library that nobody answers."""
        found = [self.need(text=f"Vraag {number}?") for number in range(count)]
        report = self.session.get(GapReport, self.meeting.id)
        needs = tuple(OpenNeed(self.library.id, one.id, ()) for one in found)
        save_gaps(report, Gaps(3, 0, count, 0, needs, (), (), (), ()))
        self.session.flush()
        return found

    def need(self, organisation=None, text="Wie weet raad?", *, fillers=()):
        """A need that the gap view of the meeting shows as open."""
        owner = organisation or self.library
        need = Statement(role=StatementRole.NEED, text=text, created_at=NOON)
        owner.statements.append(need)
        self.session.flush()
        report = self.session.get(GapReport, self.meeting.id)
        if report is None:
            report = GapReport(meeting_id=self.meeting.id, seen_at=NOON)
            self.session.add(report)
        found = OpenNeed(owner.id, need.id, tuple(Filler(one, 1) for one in fillers))
        save_gaps(report, Gaps(3, 0, 1, 0, (found,), (), (), (), ()))
        self.session.flush()
        return need

    def question(self, text="Hoe doen anderen dit?", *themes, about=None, at=NOW, **told):
        draft = QuestionDraft(text, tuple(theme.slug for theme in themes), **told)
        return put_question(self.session, "AM06", draft, about=about, actor=self.actor, at=at)

    def assigned(self, adviser, question=None, *, at=NOW):
        question = question or self.question(at=at)
        assign(self.session, question, adviser, site=SITE, actor=self.actor, at=at)
        return question

    def answered(self, adviser, question=None, *, may_publish=True, text="Begin klein.", at=NOW):
        question = self.assigned(adviser, question, at=at)
        draft, actor = AnswerDraft(text, may_publish), Actor(person_id=adviser.person_id)
        give_answer(self.session, question, draft, site=SITE, actor=actor, at=at + timedelta(days=1))
        return question

    def mails_of(self, kind):
        """The mails of this kind, oldest first."""
        return self.session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id)).all()

    def link_in(self, mail):
        """The path of the link in a mail that has not left."""
        line = next(one for one in mail.body.splitlines() if "/klankbord/" in one)
        return line[line.index("/klankbord/") :]
