"""The picture of a gap view: a dot for each need, offer and place, and words that fit."""

from matcher.missing import Gaps, IdleOffer, OpenNeed
from models.kind import Sector
from models.meeting import MeetingParty
from web.pictures.gaps import IN_A_ROW, LETTERS, WIDTH, Dot, picture_of
from web.presenting.gaps import GapView, ShownParty, ShownSector


def view(needs=0, unanswered=0, offers=0, idle=0, parties=(), sectors=()):
    open_needs = tuple(OpenNeed(1, number, ()) for number in range(unanswered))
    idle_offers = tuple(IdleOffer(1, number) for number in range(idle))
    gaps = Gaps(1, 0, needs, offers, open_needs, idle_offers, (), (), ())
    return GapView(gaps, (), (), (), parties, sectors, ())


def test_what_is_there_stands_before_what_is_missing(app):
    with app.test_request_context():
        picture = picture_of(view(needs=3, unanswered=1))

    assert [dot.there for dot in picture.dots] == [True, True, False]
    assert picture.alternative == "Vragen: 1 van 3 nog open. Aanbod: 0 van 0 blijft liggen."


def test_dots_go_on_in_a_next_row_and_stay_inside(app):
    with app.test_request_context():
        picture = picture_of(view(needs=IN_A_ROW + 1))

    first, last = picture.dots[0], picture.dots[-1]
    assert last == Dot(first.x, first.y + 14, there=True)
    assert max(dot.x for dot in picture.dots) < WIDTH
    assert max(dot.y for dot in picture.dots) < picture.height


def test_a_long_name_goes_on_in_a_next_line(app):
    name = "Partners in het sociaal domein van de hele regio en daarbuiten"
    party = ShownParty(MeetingParty(name=name), 1, 4, ())
    sector = ShownSector(Sector(name_nl="Onderwijs", name_en="Education"), ())
    with app.test_request_context():
        picture = picture_of(view(parties=(party,), sectors=(sector,)))

    assert all(len(line.text) <= LETTERS for line in picture.lines)
    assert f"{name}: nog 3 nodig. Nog niemand van: Onderwijs." in picture.alternative
    assert [dot.there for dot in picture.dots] == [True, False, False, False]
