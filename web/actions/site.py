"""Where do links in mails lead, and from whom do the mails come?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """`base_url`: where people find the site, without a stroke at the end. `sender`: who sends its mails."""

    base_url: str
    sender: str

    @property
    def answer_url(self) -> str:
        """Where the links to answer an invitation begin."""
        return f"{self.base_url}/komt-u"
