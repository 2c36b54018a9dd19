from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from models.person import Language, Person
from tests.mail_server import free_port
from web.actions.accounts.sign_in import issue_link, open_person_session, open_session
from web.app import create_app
from web.clock import now
from web.settings import Settings

SECRET = "a secret of the tests, long enough to be accepted"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a demo on this machine; mail stays in the outbox."""
    return _settings_in(tmp_path)


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site with all its pages, put together once: that takes longer than a test."""
    return create_app(_settings_in(tmp_path_factory.mktemp("site")))


@pytest.fixture
def app(whole_site: Flask, settings: Settings, session: Session) -> Iterator[Flask]:
    """The site on the database of the test: it sees what `session` flushed, and what it commits is undone.

    What the test changes in its configuration is undone as well.
    """
    configured = dict(whole_site.config)
    whole_site.testing = True
    whole_site.config["ONVERWACHT"] = settings
    whole_site.config["PROPAGATE_EXCEPTIONS"] = False  # errors become pages, as they do for people
    whole_site.config["WTF_CSRF_ENABLED"] = False  # tests/web/test_security.py switches it on
    whole_site.extensions["sessions"] = lambda: Session(
        session.connection(), join_transaction_mode="create_savepoint", expire_on_commit=False
    )
    whole_site.test_client_class = _client_class(session)
    yield whole_site
    whole_site.config.clear()
    whole_site.config.update(configured)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that is not signed in."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask, session: Session) -> Callable[[Person], FlaskClient]:
    """What makes a browser in which this person is signed in."""

    def sign_in(person: Person) -> FlaskClient:
        token = issue_link(session, person.email, next_path="", at=now())
        session.flush()
        key, _ = open_session(session, token, language=Language.DUTCH, at=now())
        session.flush()
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["person"] = key
        return browser

    return sign_in


@pytest.fixture
def live_site(settings: Settings, database_url: str) -> Iterator[str]:
    """The address of the site for a real browser, on a database of its own."""
    port = free_port()
    values = {"database_url": database_url, "base_url": f"http://localhost:{port}"}
    app = create_app(settings.model_copy(update=values))
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield values["base_url"]
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["sessions"].kw["bind"].dispose()


@pytest.fixture
def own_site(settings: Settings, database_url: str) -> Iterator[Flask]:
    """The site on a database of its own, where each request has its own connection."""
    app = create_app(settings.model_copy(update={"database_url": database_url}))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["sessions"].kw["bind"].dispose()


@pytest.fixture
def database(own_site: Flask) -> Iterator[Session]:
    """A session on the database of `own_site`; what it commits, the site sees."""
    with own_site.extensions["sessions"]() as session:
        yield session


@pytest.fixture
def browse_as(own_site: Flask, database: Session) -> Callable[[Person], FlaskClient]:
    """What makes a browser of `own_site` in which this person is signed in."""

    def sign_in(person: Person) -> FlaskClient:
        key = open_person_session(database, person, at=now())
        database.commit()
        client = own_site.test_client()
        with client.session_transaction() as cookie:
            cookie["person"] = key
        return client

    return sign_in


def _settings_in(folder: Path) -> Settings:
    return Settings(
        _env_file=None,
        secret_key=SECRET,
        base_url="http://localhost",
        database_url=f"sqlite:///{folder}/unused.sqlite",
        demo=True,
    )


def _client_class(session: Session) -> type[FlaskClient]:
    """A browser that hands over what the test added, and lets the test read what the site changed."""

    class Browser(FlaskClient):
        def open(self, *args, **kwargs):
            session.flush()
            answer = super().open(*args, **kwargs)
            session.expire_all()
            return answer

    return Browser
