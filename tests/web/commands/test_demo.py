"""The demo's settings are its own, and a port that is taken is said clearly."""

import socket
import stat

import pytest
from click.testing import CliRunner

from web.commands import demo as command


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "var").mkdir()
    return tmp_path


def test_demo_refuses_a_port_that_is_taken_and_names_another(elsewhere):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        answer = CliRunner().invoke(command.demo, ["--port", str(taken)])

    assert answer.exit_code == 1
    assert (
        f"Port {taken} is taken by another programme. Choose another one: ./run demo --port" in answer.output
    )
    assert list((elsewhere / "var").iterdir()) == []


def test_demo_settings_do_not_listen_to_the_environment(elsewhere, monkeypatch):
    monkeypatch.setenv("ONVERWACHT_DATABASE_URL", "sqlite:///real.sqlite")
    monkeypatch.setenv("ONVERWACHT_MAIL_HOST", "mail.example.org")
    monkeypatch.setenv("ONVERWACHT_EMBEDDER", "another")

    settings = command.demo_settings(8123)

    assert settings.database_url == f"sqlite:///{elsewhere}/var/demo.sqlite"
    assert (settings.mail_host, settings.base_url, settings.demo, settings.embedder) == (
        "",
        "http://localhost:8123",
        True,
        "shipped",
    )


def test_demo_settings_keep_the_secret_to_the_owner(elsewhere):
    first = command.demo_settings(8000).secret_key
    again = command.demo_settings(8000).secret_key

    assert first == again
    assert stat.S_IMODE((elsewhere / "var" / "demo.secret").stat().st_mode) == 0o600


def test_demo_tells_three_links_and_the_mailbox(elsewhere, capsys):
    command.links(command.demo_settings(8000))()

    told = [word for word in capsys.readouterr().out.split() if word.startswith("http")]
    assert told == [
        "http://localhost:8000/demo/organisator",
        "http://localhost:8000/demo/organisatie",
        "http://localhost:8000/demo/deelnemer",
        "http://localhost:8000/postvak",
    ]
