"""The job makes one PDF of all lists, readable aloud, with a sheet per person."""

import pytest
from flask_babel import force_locale

from models.job import Job, JobState
from models.paper import ListFile
from models.person import Language
from tests.builders import a_registration
from tests.town import Town
from web.actions.actor import Actor
from web.actions.lists.papers import papers_of, request_file
from web.clock import now
from web.database import make_session_factory
from web.documents import STATIC
from web.jobs.worker import Worker
from web.presenting.papers import PART, paper_page, print_papers, printing_app


def a_town(session):
    town = Town(session)
    town.approve(
        town.bank,
        town.library,
        reasons=[town.need(town.bank, town.library, "Een warme plek", "Een zaal met koffie")],
    )
    town.publish()
    return town


@pytest.mark.slow
def test_worker_makes_the_file(settings, database_url):
    settings = settings.model_copy(update={"database_url": database_url})
    sessions = make_session_factory(settings)
    with sessions() as session:
        town = a_town(session)
        actor = Actor(person_id=town.organiser.id)
        request_file(session, town.meeting, language=Language.ENGLISH, large=False, actor=actor, at=now())
        session.commit()
    worker = Worker(settings, sessions)

    while worker.run_next():
        pass

    with sessions() as session:
        file = session.query(ListFile).one()
        assert file.content.startswith(b"%PDF-")
        job = session.get_one(Job, file.job_id)
        assert (job.state, job.problem) == (JobState.DONE, "")
    sessions.kw["bind"].dispose()


@pytest.mark.parametrize(("language", "word"), [("nl", "wij gaan iets doen"), ("en", "we will do something")])
def test_a_sheet_quotes_both_and_has_boxes_and_a_number(session, settings, language, word):
    town = a_town(session)
    papers = papers_of(session, town.meeting)

    with printing_app(settings).app_context(), force_locale(language):
        page = paper_page(town.meeting, papers, large=False)

    wanted = ["“Een warme plek”", "“Een zaal met koffie”", word, str(town.guests[town.bank.id].id)]
    assert [text for text in wanted if text not in page] == []
    assert page.count('<article class="paper') == 3


def test_many_sheets_are_laid_out_in_parts_that_are_reported(session, settings, monkeypatch):
    town = a_town(session)
    for number in range(PART):
        organisation = town.organisation(f"Extra {number}", f"soort{number}", "volunteers")
        a_registration(session, town.meeting, organisation)
    papers = papers_of(session, town.meeting)
    parts, told = [], []
    monkeypatch.setattr("web.presenting.papers.pdf_of_parts", lambda pages: parts.extend(pages) or b"%PDF")

    print_papers(
        printing_app(settings),
        town.meeting,
        papers,
        language=Language.DUTCH,
        large=True,
        report=lambda *far: told.append(far),
    )

    assert told == [(0, PART + 3), (PART, PART + 3)]
    assert [page.count('<article class="paper') for page in parts] == [PART, 3]


@pytest.mark.slow
def test_six_meetings_in_many_words_stay_on_one_sheet(session, settings):
    from weasyprint import HTML

    town, words = Town(session), "Woorden die samen een heel lange zin maken over wat er nodig is " * 4
    others = [
        town.organisation(f"Organisatie met een lange naam {number}", f"soort{number}", "volunteers")
        for number in range(6)
    ]
    for other in others:
        a_registration(session, town.meeting, other)
    for group in (*((town.bank, other) for other in others[:5]), (town.bank, *others[2:])):
        town.approve(*group, reasons=[town.need(group[0], group[1], words, words)])
    town.publish()
    paper = next(one for one in papers_of(session, town.meeting) if one.name and one.match_list.items[5:])

    with printing_app(settings).app_context(), force_locale("nl"):
        page = paper_page(town.meeting, [paper], large=False)

    style = (STATIC / "one_page.css").read_text(encoding="utf-8")
    linked = '<link rel="stylesheet" href="static:///one_page.css">'
    assert linked in page
    assert len(HTML(string=page.replace(linked, f"<style>{style}</style>")).render().pages) == 1
