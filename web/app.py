"""How is the site put together? One application from its settings, with every module of routes."""

import importlib
import pkgutil

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from web import routes
from web.database import init_database
from web.errors import init_errors
from web.i18n import init_i18n
from web.logs import init_logs
from web.pages import init_pages
from web.security import init_security, refuse_undeclared
from web.settings import Settings, read_settings

DEMO_ONLY = frozenset({"demo", "mailbox"})


def create_app(settings: Settings | None = None) -> Flask:
    """The application; without settings it reads them from the environment.

    Raises SettingsRefused, and UndeclaredRoute when a view does not say who may use it.
    """
    settings = settings or read_settings()
    app = Flask("web")
    app.config["ONVERWACHT"] = settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        n = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n)  # type: ignore[method-assign]
    init_logs()
    init_database(app, settings)
    init_security(app, settings)
    init_i18n(app)
    init_pages(app)
    init_errors(app)
    _add_routes(app, settings)
    refuse_undeclared(app)
    return app


def _add_routes(app: Flask, settings: Settings) -> None:
    for module in pkgutil.walk_packages(routes.__path__, "web.routes."):
        if not module.ispkg and (settings.demo or module.name.rpartition(".")[2] not in DEMO_ONLY):
            app.register_blueprint(importlib.import_module(module.name).blueprint)
