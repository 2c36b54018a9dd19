"""Which words do organisers see for what was learnt from them?"""

from flask_babel import gettext as _

from web.actions.proposals.tastes import Counted


def sign_words(sign: str) -> str:
    """What speaks for a meeting, as a short phrase."""
    words = {
        "answered": _("de een heeft wat de ander zoekt"),
        "returned": _("beide hebben iets voor elkaar"),
        "cause": _("ze werken aan hetzelfde"),
        "words": _("ze gebruiken dezelfde woorden"),
        "subjects": _("ze zijn er voor dezelfde mensen"),
        "usual": _("zulke organisaties werken vaker samen"),
        "apart": _("het zijn verschillende soorten organisaties"),
    }
    return str(words[sign])


def taste_sentence(counted: Counted) -> str:
    """What the organisers find more or less important than is usual."""
    words = sign_words(counted.sign)
    if counted.after > counted.before:
        return str(_("U vindt ‘%(sign)s’ belangrijker dan gemiddeld.", sign=words))
    return str(_("U vindt ‘%(sign)s’ minder belangrijk dan gemiddeld.", sign=words))
