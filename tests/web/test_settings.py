import pytest

from web.settings import PREFIX, Settings, SettingsRefused, read_settings

GOOD = {
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "BASE_URL": "https://onverwacht.example",
    "MAIL_HOST": "mail.example",
    "MAIL_FROM": "hallo@onverwacht.example",
}


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """What sets the environment of this process to the good settings, but for those that are named."""
    monkeypatch.chdir(tmp_path)  # no file .env

    def fill(**changes: str) -> None:
        for name, value in {**GOOD, **changes}.items():
            monkeypatch.setenv(PREFIX + name, value)

    return fill


def _faults() -> str:
    with pytest.raises(SettingsRefused) as refused:
        read_settings()
    return str(refused.value)


def test_read_settings_takes_them_from_the_environment(environment):
    environment(DATABASE_URL="postgresql://user@db.example/onverwacht", TRUSTED_PROXIES="1")

    settings = read_settings()

    assert settings.is_https
    assert settings.hosts == ("onverwacht.example",)
    assert settings.trusted_proxies == 1
    assert settings.embedder == "shipped"
    assert settings.demo is False


def test_read_settings_names_every_setting_that_is_missing(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert _faults() == "ONVERWACHT_SECRET_KEY is missing\nONVERWACHT_BASE_URL is missing"


def test_short_secret_is_refused_without_showing_it(environment):
    environment(SECRET_KEY="geheim")

    assert _faults() == "ONVERWACHT_SECRET_KEY has 6 characters; give at least 32 random ones"


def test_http_is_refused_outside_this_machine(environment):
    environment(BASE_URL="http://onverwacht.example")

    assert _faults() == (
        "ONVERWACHT_BASE_URL is 'http://onverwacht.example'; http is refused outside this machine, use https"
    )


@pytest.mark.parametrize("address", ["onverwacht.example", "ftp://onverwacht.example", "https://"])
def test_address_that_is_none_is_refused(environment, address):
    environment(BASE_URL=address)

    assert "give a web address such as https://onverwacht.example" in _faults()


def test_address_with_a_path_is_refused(environment):
    environment(BASE_URL="https://onverwacht.example/site")

    assert "without a path" in _faults()


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://127.0.0.1:8000", "http://[::1]:8000/"])
def test_http_is_fine_on_this_machine(environment, address):
    environment(BASE_URL=address)

    settings = read_settings()

    assert (settings.is_https, settings.base_url) == (False, address.rstrip("/"))


def test_mail_server_is_needed_outside_the_demo(environment):
    environment(MAIL_HOST="")

    assert _faults() == "ONVERWACHT_MAIL_HOST and ONVERWACHT_MAIL_FROM are missing; people sign in by mail"


def test_as_environment_gives_the_same_settings_to_another_process(environment, monkeypatch):
    settings = Settings(
        _env_file=None, secret_key="x" * 40, base_url="http://localhost:8000", demo=True, embedder="map/model"
    )
    for name, value in settings.as_environment().items():
        monkeypatch.setenv(name, value)

    assert read_settings() == settings


def test_secrets_do_not_show_when_settings_are_printed(environment):
    environment(MAIL_PASSWORD="zeer geheim wachtwoord")

    shown = repr(read_settings())

    assert (GOOD["SECRET_KEY"] in shown, "zeer geheim" in shown) == (False, False)


def test_controller_is_needed_before_real_people_come(environment):
    environment(CONTROLLER_NAME="Stichting Onverwacht")

    with pytest.raises(SettingsRefused) as refused:
        read_settings().require_controller()

    assert str(refused.value) == (
        "ONVERWACHT_CONTROLLER_ADDRESS and ONVERWACHT_CONTROLLER_EMAIL missing; the privacy page must say "
        "who is responsible for the personal data, with a postal and a mail address"
    )


def test_controller_that_is_named_and_the_demo_are_fine(environment):
    environment(CONTROLLER_NAME="S", CONTROLLER_ADDRESS="Weg 1, Epe", CONTROLLER_EMAIL="s@example.org")
    read_settings().require_controller()

    environment(DEMO="true", CONTROLLER_NAME="")
    read_settings().require_controller()
