"""Profiles as people really type them: each still finds its partner, or is told what it lacks."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.constraints import MeetingRules
from matcher.embedder import Embedder, Reading, load_embedder, text_fingerprint
from matcher.fit import measure_fit
from matcher.pipeline import match
from matcher.profiles import Profile
from matcher.proposals import UnmatchedCode
from matcher.settings import MatcherSettings
from matcher.texts import told, whole
from matcher.vectors import StoredVectors, embed
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile

FIRST_FEW = 5
# A room of eighteen in nine couples: what the one of a couple needs, the other offers, in other words.
ROOM = [
    profile(
        1,
        "voedselbank",
        about="Wij geven elke week een pakket aan tweehonderd gezinnen die te weinig overhouden.",
        offers="Vaste contacten met gezinnen die nergens anders komen",
        needs="Iemand die onze klanten helpt met brieven van schuldeisers",
    ),
    profile(
        2,
        "sociaal_raadslieden",
        about="Wij lezen post, rekenen toeslagen na en maken bezwaar. Gratis, zonder afspraak.",
        offers="Spreekuur over aanmaningen, incasso en beslag",
        needs="Plekken waar mensen al binnenlopen voordat het misgaat",
    ),
    profile(
        3,
        "woningcorporatie",
        about="Wij verhuren negenduizend woningen en zien huurachterstand vaak pas na drie maanden.",
        offers="Signalen van huurders die achterlopen",
        needs="Hulp aan tafel bij huurders die niet opendoen voor ons",
    ),
    profile(
        4,
        "wijkteam",
        about="Wij gaan langs bij bewoners van de wijk, ook zonder dat zij erom vragen.",
        offers="Huisbezoek door iemand die vertrouwen wint",
        needs="Eerder weten bij wie de huur blijft liggen",
    ),
    profile(
        5,
        "bibliotheek",
        about="Openbare bibliotheek met negen vestigingen en lange openingstijden.",
        offers="Ruimte met computers en koffie, zes dagen per week",
        needs="Vrijwilligers die mensen leren omgaan met DigiD",
    ),
    profile(
        6,
        "hogeschool",
        about="Opleiding tot informaticus; tweedejaars lopen stage in de stad.",
        offers="Studenten die ouderen digitaal wegwijs maken",
        needs="Een leerplek waar studenten echte bezoekers treffen",
    ),
    profile(
        7,
        "werkgever",
        about="Schoonmaakbedrijf met zeshonderd mensen; elke maand komen er loonbeslagen binnen.",
        offers="Wij spreken ons personeel elke dag",
        needs="Een coach die met medewerkers hun uitgaven op een rij zet",
    ),
    profile(
        8,
        "budgetcoach",
        about="Zelfstandig coach, komt op de werkvloer.",
        offers="Gesprekken over inkomsten en uitgaven, in werktijd",
        needs="Bedrijven die hun personeel willen helpen",
    ),
    profile(
        9,
        "sportvereniging",
        about="Voetbalclub met veel jeugd; sommige ouders betalen de contributie niet meer.",
        offers="Veld en kantine op doordeweekse avonden",
        needs="Geld voor contributie en schoenen van kinderen uit gezinnen met weinig",
    ),
    profile(
        10,
        "fonds",
        about="Fonds dat kinderen laat meedoen.",
        offers="Betalen van lidmaatschap en sportkleding voor kinderen",
        needs="Clubs die kinderen aanmelden",
    ),
    profile(
        11,
        "energieadvies",
        about="Energiecoaches die tochtstrips en ledlampen aanbrengen.",
        offers="Lagere stookkosten door kleine ingrepen in huis",
        needs="Adressen van gezinnen in slecht geïsoleerde huizen",
    ),
    profile(
        12,
        "energieleverancier",
        about="Wij leveren stroom en gas.",
        offers="Gegevens over wie zijn termijnbedrag niet meer betaalt",
        needs="Iemand die het verbruik van klanten met achterstand omlaag brengt",
    ),
    profile(
        13,
        "taalorganisatie",
        about="Taallessen voor nieuwkomers door vrijwilligers.",
        offers="Oefenen met formulieren in eenvoudig Nederlands",
        needs="Kinderopvang tijdens de les",
    ),
    profile(
        14,
        "kinderopvang",
        about="Opvang met lege plekken in de ochtend.",
        offers="Plaats voor peuters terwijl moeders leren",
        needs="Ouders die Nederlands durven spreken",
    ),
    profile(
        15,
        "uitzendbureau",
        about="Wij plaatsen mensen in logistiek en zorg.",
        offers="Banen met begeleiding in de eerste maanden",
        needs="Kandidaten die nu bijstand krijgen en willen werken",
    ),
    profile(
        16,
        "sociale_dienst",
        about="Wij verstrekken uitkeringen en begeleiden naar werk.",
        offers="Werkzoekenden met een uitkering die gemotiveerd zijn",
        needs="Werk voor mensen die lang thuis zaten",
    ),
    profile(
        17,
        "kringloop_sociale_onderneming",
        about="Kringloopwinkel met een werkplaats.",
        offers="Wasmachines en bedden voor wie niets heeft",
        needs="Klanten voor ons meubilair die het echt nodig hebben",
    ),
    profile(
        18,
        "opvang",
        about="Opvang voor vrouwen en kinderen die moeten vluchten uit hun huis.",
        offers="Veilige plek en begeleiding",
        needs="Inboedel voor gezinnen die een leeg huis krijgen",
    ),
]
CLUB, FUND = 8, 9
MENU = (
    "Home | Over ons | Lid worden | Contact | Nieuws | Zoeken | Inloggen | Cookies accepteren | Lees meer > "
)
_club = ROOM[CLUB]
ROUGH = {
    "in capitals": profile(
        _club.id,
        _club.kind,
        about=_club.about.upper(),
        offers=_club.offers[0].text.upper(),
        needs=_club.needs[0].text.upper(),
    ),
    "with typing errors": profile(
        _club.id,
        _club.kind,
        about="Voetbal club met veel jeugt; somige ouders betallen de contrbutie niet meer",
        offers="Velt en kantiene op door de weekse avonden",
        needs="Gelt voor contributi en schoennen van kinderen uit gezinen met wijnig",
    ),
    "in English": profile(
        _club.id,
        _club.kind,
        about="Football club with many young members; some parents no longer pay the fee.",
        offers="A pitch and a canteen on weekday evenings",
        needs="Money for fees and shoes of children whose families have little",
    ),
    "in Turkish": profile(
        _club.id,
        _club.kind,
        about="Çok sayıda genç üyesi olan futbol kulübü; bazı aileler aidatı artık ödeyemiyor.",
        offers="Hafta içi akşamları saha ve kantin",
        needs="Geliri az olan ailelerin çocukları için aidat ve ayakkabı parası",
    ),
    "copied from a website with its menu": replace(_club, about=f"{MENU}{_club.about} {MENU}© Disclaimer"),
    "saying only what it needs": profile(_club.id, _club.kind, needs=_club.needs[0].text),
    "of one word": profile(_club.id, _club.kind, about="Voetbal"),
}
# What cannot be read well still gets this far by its kind and by the words that it shares.
WITHIN = {"in Turkish": 10, "of one word": 10}


@pytest.fixture(scope="module")
def reader() -> Embedder:
    """All that is compared in this file, read once by the shipped embedder."""
    embedder, texts = load_embedder("shipped"), {}
    for each in (*ROOM, *ROUGH.values()):
        read = [(whole(each), Reading.PROFILE)]
        for reading in (Reading.NEED, Reading.OFFER):
            for said in told(each, reading):
                read += [(said.in_context, reading), (said.alone, reading)]
        texts |= {text_fingerprint(*one, embedder.name): one for one in read if one[0]}
    return StoredVectors(embedder.name, embedder.dimensions, embed(texts, embedder))


@pytest.mark.slow
@pytest.mark.parametrize("which", ROUGH)
def test_a_rough_profile_finds_its_partner_among_the_first(which: str, reader: Embedder) -> None:
    fit = measure_fit([*ROOM[:CLUB], ROUGH[which], *ROOM[CLUB + 1 :]], reader).mutual

    place = int(np.flatnonzero(np.argsort(-fit[CLUB]) == FUND)[0]) + 1

    assert place <= WITHIN.get(which, FIRST_FEW)


@pytest.mark.slow
def test_the_room_itself_finds_its_couples(reader: Embedder) -> None:
    fit = measure_fit(ROOM, reader).mutual
    order = np.argsort(-fit, axis=1)

    places = [int(np.flatnonzero(order[row] == (row ^ 1))[0]) + 1 for row in range(len(ROOM))]

    assert np.mean(np.array(places) <= FIRST_FEW) >= 0.9


def test_nobody_is_dropped_and_who_tells_too_little_is_told_so() -> None:
    rough = [
        replace(
            each,
            id=100 + place,
            offers=tuple(replace(said, id=said.id + 10_000 * (place + 1)) for said in each.offers),
            needs=tuple(replace(said, id=said.id + 10_000 * (place + 1)) for said in each.needs),
        )
        for place, each in enumerate(ROUGH.values())
    ]
    blank, one_word = Profile(200, "", ""), 100 + list(ROUGH).index("of one word")
    everyone = [*ROOM, *rough, blank]

    result = match(everyone, rules=MeetingRules(), settings=MatcherSettings(), embedder=FakeEmbedder())

    paired = {one for pairing in result.pairings for one in (pairing.first, pairing.second)}
    alone = {left.organisation: left.code for left in result.unmatched if not left.coalition}
    assert paired | alone.keys() == {each.id for each in everyone}
    assert {alone[one] for one in (blank.id, one_word) if one in alone} == {UnmatchedCode.EMPTY_PROFILE}
