"""What do routes hand to actions that write mails? Where the site is, and who sends."""

from web.actions.site import Site
from web.security import current_settings


def current_site() -> Site:
    """The site of this request."""
    settings = current_settings()
    return Site(settings.base_url, settings.sender)
