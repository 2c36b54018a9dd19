"""How are the figures of a programme to be read? What is counted, how sure it is, what they do not say."""

from flask_babel import lazy_gettext as _l

from web.actions.afterwards.fates import FEWEST_ORGANISATIONS
from web.actions.afterwards.shares import CONFIDENCE

_EXPLAINED = (
    (
        _l("Hoe zeker is een deel?"),
        _l(
            "Achter elk deel staat over hoeveel voorstellen het gaat. De marge zegt hoe zeker het is. "
            "Telde u er veel meer, dan ligt het deel in %(hundred)s van de 100 keer tussen die twee. Bij "
            "weinig voorstellen is de marge breed. Het is de marge van Wilson.",
            hundred=round(CONFIDENCE * 100),
        ),
    ),
    (
        _l("Wat is nog niet bekend?"),
        _l(
            "Een bijeenkomst van twee maanden geleden kan niet laten zien wat er na 6 maanden loopt. Zo’n "
            "voorstel telt niet als mislukt. Het telt pas mee als het zover is. Ook voorstellen voor een "
            "bijeenkomst die nog komt, wachten."
        ),
    ),
    (
        _l("Wat tellen wij?"),
        _l(
            "Alleen wat is opgeschreven. Elkaar ontmoet: een deelnemer zei dat. Iets afgesproken: een "
            "deelnemer zei dat, schreef een stap op met de ander, of begon een initiatief. Loopt: zo’n "
            "initiatief liep op die dag. Vertelde niemand iets over een bijeenkomst? Dan weten wij van die "
            "voorstellen niets. Vertelde iemand wel iets, dan telt wat niemand noemde als nee."
        ),
    ),
    (
        _l("Wat is onorthodox?"),
        _l(
            "Bij elk voorstel staat hoe verrassend het is dat deze organisaties elkaar ontmoeten. Dat is "
            "meer als hun soorten zelden samenwerken. Het is ook meer als hun sectoren ver uit elkaar "
            "liggen, of als zij elkaar nog niet kennen. Noemen wij de verrassing ‘heel groot’ (75 of meer "
            "van de 100)? Dan heet een voorstel hier onorthodox. De andere heten gewoon. Bij een coalitie "
            "telt het verrassendste tweetal."
        ),
    ),
    (
        _l("Welke voorstellen?"),
        _l(
            "Die van de laatste ronde van elke bijeenkomst, ook die u zelf maakte. Een coalitie telt als één "
            "voorstel. In de tabel van sectoren telt zij bij elk paar dat erin zit. Initiatieven die niet "
            "uit een bijeenkomst groeiden, staan alleen bovenaan."
        ),
    ),
    (
        _l("Waarom staat er soms niets?"),
        _l(
            "Gaat een cijfer over minder dan %(fewest)s organisaties? Dan laten wij het weg. Het kan een "
            "van hen aanwijzen. Soms laten wij er nog een weg, omdat u het anders kunt uitrekenen.",
            fewest=FEWEST_ORGANISATIONS,
        ),
    ),
    (
        _l("Wat zeggen de cijfers niet?"),
        _l(
            "Zij laten zien wat samen voorkwam. Zij bewijzen niet dat het een door het ander kwam. Wat "
            "niemand opschreef, zien wij niet."
        ),
    ),
)


def explained() -> tuple[tuple[str, str], ...]:
    """How to read the figures: each a subject and what is to be known of it, in the language of the page."""
    return tuple((str(subject), str(sentence)) for subject, sentence in _EXPLAINED)
