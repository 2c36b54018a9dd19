"""How do match lists become sheets of paper? One page per person, in parts where there are many."""

from collections.abc import Callable, Iterator, Sequence

from flask import Flask, render_template
from flask_babel import force_locale
from jinja2 import StrictUndefined

from models.meeting import Meeting
from models.person import Language
from web.actions.lists.papers import PaperList
from web.documents import pdf_of_parts
from web.i18n import init_i18n
from web.settings import Settings
from web.words.experience import expert_role_word
from web.words.match_list import question_sentence, quote_lead, word_sentence

SENTENCES = {
    "question_sentence": question_sentence,
    "quote_lead": quote_lead,
    "word_sentence": word_sentence,
    "expert_role_word": expert_role_word,
}
# So many sheets are laid out at a time: it takes half the memory of doing all at once, and shows progress.
PART = 20


def paper_page(meeting: Meeting, papers: Sequence[PaperList], *, large: bool) -> str:
    """These sheets as one page of HTML, each on a fresh sheet of paper; `large`: in large print."""
    return render_template("attendee/papers.html", meeting=meeting, papers=papers, large=large, **SENTENCES)


def print_papers(
    app: Flask,
    meeting: Meeting,
    papers: Sequence[PaperList],
    *,
    language: Language,
    large: bool,
    report: Callable[[int, int], None],
) -> bytes:
    """All sheets as one PDF/UA; `report` hears how many are laid out. Raises PdfUnavailable."""

    def parts() -> Iterator[str]:
        for first in range(0, len(papers), PART):
            report(first, len(papers))
            yield paper_page(meeting, papers[first : first + PART], large=large)

    with app.app_context(), force_locale(language.value):
        return pdf_of_parts(parts())


def printing_app(settings: Settings) -> Flask:
    """What can render pages for print, outside any request: no doors, only templates and languages."""
    app = Flask("web")
    app.config["ONVERWACHT"] = settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    init_i18n(app)
    return app
