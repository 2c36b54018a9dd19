"""In which words do people read of who was named as the driving force?"""

from flask_babel import gettext as _


def nomination_problem(code: str) -> str:
    """What the visitor reads when naming someone was refused."""
    sentences = {
        "driver_unknown": _("Kies iemand uit de lijst. Wie niet meer komt, staat er niet meer op."),
        "driver_named_already": _("U noemde deze naam al. Haal die eerst weg als u het anders wilt."),
        "too_many_drivers": _("U noemde al drie namen. Haal er eerst een weg."),
        "not_met_yet": _("De bijeenkomst is nog niet geweest. U kunt iemand noemen vanaf de dag zelf."),
    }
    return str(sentences[code])


def answer_word(answer: str) -> str:
    """What the named one said, for their own data."""
    words = {
        "waiting": _("u gaf nog geen antwoord"),
        "agreed": _("u zei ja"),
        "declined": _("u zei nee"),
    }
    return str(words[answer])


def nomination_deeds() -> dict[str, str]:
    """What lines of the log about this tell."""
    return {
        "name_driver": _("iemand genoemd die de kar trekt"),
        "take_back_driver": _("een genoemde naam weggehaald"),
        "agree_named": _("gezegd dat een organisator uw naam mag zien"),
        "decline_named": _("gezegd dat een organisator uw naam niet mag zien"),
        "ask_named": _("genoemde mensen laten vragen"),
    }
