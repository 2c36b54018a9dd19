"""Which settings hold? Read from the environment (ONVERWACHT_…) or from the file `.env`, checked at once."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "ONVERWACHT_"
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_SECRET = 32


class SettingsRefused(ValueError):
    """Settings are missing or wrong; the message names each one and what it should be."""


class Settings(BaseSettings):
    """All settings of the service.

    `base_url`: where people find the site, such as https://onverwacht.example; links in mails start with it.
    `demo`: mail stays in the outbox and is shown on the page /postvak. `trusted_proxies`: how many proxies of
    your own stand between the internet and this process. `embedder`: "shipped", or a sentence-transformers
    model by name or folder. `controller_…`: who is responsible for the personal data, as the
    privacy page says. `keep_…_days`: how long personal data stay; see web/actions/accounts/retention.py.
    model by name or folder. `renewal_days`: how often organisations are asked whether their offers and needs
    still hold.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", frozen=True)

    database_url: str = "sqlite:///var/onverwacht.db"
    secret_key: SecretStr
    base_url: str
    mail_host: str = ""
    mail_port: int = Field(default=587, ge=1, le=65535)
    mail_user: str = ""
    mail_password: SecretStr = SecretStr("")
    mail_from: str = ""
    demo: bool = False
    trusted_proxies: int = Field(default=0, ge=0, le=10)
    embedder: str = "shipped"
    controller_name: str = ""
    controller_address: str = ""
    controller_email: str = ""
    keep_attendees_days: int = Field(default=180, ge=1, le=3650)
    keep_mails_days: int = Field(default=90, ge=1, le=3650)
    keep_log_days: int = Field(default=365, ge=1, le=3650)
    keep_persons_days: int = Field(default=365, ge=1, le=3650)
    renewal_days: int = Field(default=182, ge=30, le=1000)

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        found = len(value.get_secret_value())
        if found < SHORTEST_SECRET:
            raise ValueError(f"has {found} characters; give at least {SHORTEST_SECRET} random ones")
        return value

    @field_validator("base_url")
    @classmethod
    def _safe_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"is {value!r}; give a web address such as https://onverwacht.example")
        if parts.scheme == "http" and parts.hostname not in LOOPBACK_HOSTS:
            raise ValueError(f"is {value!r}; http is refused outside this machine, use https")
        if parts.path not in {"", "/"} or parts.query or parts.fragment:
            raise ValueError(f"is {value!r}; give only scheme and host, without a path")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _mail_can_leave(self) -> Self:
        if not self.demo and not (self.mail_host and self.mail_from):
            raise ValueError(f"{PREFIX}MAIL_HOST and {PREFIX}MAIL_FROM are missing; people sign in by mail")
        return self

    def require_controller(self) -> None:
        """Raise SettingsRefused when real people would not learn who is responsible for their data."""
        named = ("controller_name", "controller_address", "controller_email")
        missing = [f"{PREFIX}{name.upper()}" for name in named if not getattr(self, name).strip()]
        if missing and not self.demo:
            raise SettingsRefused(
                f"{' and '.join(missing)} missing; the privacy page must say who is responsible for the "
                "personal data, with a postal and a mail address"
            )

    @property
    def is_https(self) -> bool:
        """Whether people reach the site over https."""
        return self.base_url.startswith("https://")

    @property
    def sender(self) -> str:
        """From whom mails come; in a demo without mail, an address of the site itself."""
        return self.mail_from or f"onverwacht@{urlsplit(self.base_url).hostname}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names that the site answers to."""
        host = urlsplit(self.base_url).hostname or ""
        return tuple(sorted(LOOPBACK_HOSTS)) if host in LOOPBACK_HOSTS else (host,)

    def as_environment(self) -> dict[str, str]:
        """These settings as environment variables, for a process that is started with them."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return {f"{PREFIX}{name.upper()}": _plain(value) for name, value in values.items()}


def read_settings() -> Settings:
    """The settings of this process; raises SettingsRefused with one line for each that is wrong."""
    try:
        return Settings()  # type: ignore[call-arg]  # the values come from the environment
    except ValidationError as error:
        raise SettingsRefused("\n".join(_line(dict(fault)) for fault in error.errors())) from None


def _plain(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _line(fault: dict[str, object]) -> str:
    location = fault["loc"]
    name = f"{PREFIX}{str(location[0]).upper()} " if isinstance(location, tuple) and location else ""
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{name}is missing" if fault["type"] == "missing" else f"{name}{message}"
