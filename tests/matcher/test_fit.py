"""How well organisations answer one another."""

import numpy as np

from matcher.fit import measure_fit
from matcher.gaining import gains
from matcher.profiles import Profile, Statement
from matcher.signs import Sign
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region


def test_fit_is_highest_where_needs_are_answered() -> None:
    fit = measure_fit(region(9), FakeEmbedder())

    assert [fit.helps[0].argmax(), fit.helps[1].argmax(), fit.helps[2].argmax()] == [1, 2, 0]
    assert fit.mutual[:3, :3].max(axis=1).min() > 2 * np.median(fit.mutual[:3, 3:])


def test_fit_keeps_every_sign() -> None:
    assert set(measure_fit(region(4), FakeEmbedder()).signs) == set(Sign)


def test_fit_is_symmetric_and_nobody_answers_itself() -> None:
    fit = measure_fit(region(7), FakeEmbedder())

    assert np.array_equal(fit.mutual, fit.mutual.T)
    assert not fit.mutual.diagonal().any()
    assert not fit.helps.diagonal().any()


def test_fit_points_to_the_statements_that_met() -> None:
    fit = measure_fit(
        [
            profile(1, needs="een warme maaltijd; tolken Arabisch"),
            profile(2, "school", offers="gymzaal; tolken Arabisch en Frans; fietsen"),
        ],
        FakeEmbedder(),
    )

    assert fit.needs[0].tolist() == [150, 151]
    assert fit.offers[0, 1, 1] == 201
    assert fit.quotable[0, 1, 1] > 3 * fit.quotable[0, 0, 1]


def test_fit_reads_about_where_nothing_was_stated_and_counts_it_less() -> None:
    about = "wij zoeken tolken Arabisch voor onze gasten"
    giver = profile(3, "school", offers="tolken Arabisch voor gasten")

    fit = measure_fit(
        [profile(1, about=about), profile(2, needs=about), giver, *region(9)[3:]], FakeEmbedder()
    )

    assert 0 < fit.helps[0, 2] < fit.helps[1, 2]
    assert not fit.quotable[0].any()


def test_fit_of_an_empty_profile_is_zero() -> None:
    fit = measure_fit([profile(1), profile(2, about="  "), *region(3)[2:]], FakeEmbedder())

    assert not fit.mutual.any()


def test_fit_skips_blank_statements() -> None:
    blank = Profile(1, "school", "education", needs=(Statement(1, " "), Statement(2, "tolken")))

    fit = measure_fit([blank, profile(3, offers="tolken")], FakeEmbedder())

    assert fit.needs.tolist()[0] == [2]


def test_gains_count_the_best_answered_need_for_half() -> None:
    answers, weights = np.array([[0.8, 0.0], [0.4, 0.4], [0, 0]], np.float32), np.ones((3, 2), np.float32)

    assert np.allclose(gains(answers, weights), [0.6, 0.4, 0.0])
    assert np.allclose(gains(answers, 0 * weights), 0)
