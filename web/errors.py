"""What do people see when something goes wrong? Calm pages that give back what was typed."""

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from structlog import get_logger
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as AnyResponse

from web.actions.accounts.sign_in import TooManyLinks
from web.actions.errors import ActionError
from web.i18n import problem_sentence
from web.logs import where
from web.security import SignInNeeded

log = get_logger(__name__)

PAGES = frozenset({400, 404, 405, 413, 429, 500, 503})
PLAIN = (
    "Er ging iets mis. Probeer het straks nog eens. Wat u stuurde, is niet opgeslagen.\n"
    "Something went wrong. Please try again later. What you sent was not saved.\n"
)
# What a template that is wrong, or a page before it is known what was asked for, can raise.
TEMPLATE_FAULTS = (TemplateError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
# Never shown back: the token of the form, and what only the programme reads.
NOT_TYPED = frozenset({"csrf_token", "next"})


def init_errors(app: Flask) -> None:
    """Set up a page for everything that can go wrong."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(SignInNeeded, _sign_in_needed)
    app.register_error_handler(ActionError, _action_error)
    app.register_error_handler(TooManyLinks, _too_many)
    app.register_error_handler(StaleDataError, _changed_meanwhile)
    app.register_error_handler(OperationalError, _database_gone)
    app.register_error_handler(InterfaceError, _database_gone)
    app.register_error_handler(InternalServerError, _fault)
    app.logger.disabled = True  # Flask's own line would name the path, which can hold a personal link


def problem_page(template: str, status: int, **values: object) -> Response:
    """A calm page under errors/, with what the visitor had typed; plain text when even that fails."""
    try:
        page = render_template(f"errors/{template}.html", typed=_typed(), status=status, **values)
    except TEMPLATE_FAULTS as error:
        log.error("error_page_failed", problem=type(error).__name__)
        return Response(PLAIN, status=status, mimetype="text/plain")
    return make_response(page, status)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if isinstance(error.response, AnyResponse) or code < 400:
        return error.get_response()
    answer = problem_page(str(code) if code in PAGES else "400", code)
    if code == 405:
        answer.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
    return answer


def _csrf_error(_error: CSRFError) -> ResponseReturnValue:
    return problem_page("form_expired", 400, resend=_sent_from_here())


def _sign_in_needed(error: SignInNeeded) -> ResponseReturnValue:
    return problem_page("sign_in_again", 401, kept=error.kept)


def _action_error(error: ActionError) -> ResponseReturnValue:
    return problem_page("refused", 409, sentence=problem_sentence(error.code))


def _too_many(_error: TooManyLinks) -> ResponseReturnValue:
    return problem_page("429", 429)


def _changed_meanwhile(_error: StaleDataError) -> ResponseReturnValue:
    return problem_page("refused", 409, sentence=problem_sentence("changed_meanwhile"))


def _database_gone(error: OperationalError | InterfaceError) -> ResponseReturnValue:
    log.error("database_unreachable", endpoint=request.endpoint, problem=type(error.orig).__name__)
    answer = problem_page("503", 503)
    answer.headers["Retry-After"] = "30"
    return answer


def _fault(error: InternalServerError) -> ResponseReturnValue:
    cause = error.original_exception or error
    log.error("fault", endpoint=request.endpoint, problem=type(cause).__name__, where=where(cause))
    return problem_page("500", 500)


def _typed() -> list[tuple[str, str]]:
    """The texts of the form that was sent, in its own order; empty when it cannot be read."""
    if request.method != "POST" or (request.content_length or 0) > (request.max_content_length or 0):
        return []
    fields = request.form.items(multi=True)
    return [(name, value) for name, value in fields if name not in NOT_TYPED and value.strip()]


def _sent_from_here() -> bool:
    """Whether the browser says that one of our own pages sent the form; only then may it be sent again."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
