import pytest

from matcher.embedder import EmbedderUnavailable
from web.jobs.reader import reader


def test_the_reader_is_kept():
    assert reader("shipped") is reader("shipped")


def test_a_name_that_is_none_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(EmbedderUnavailable):
            reader("../nowhere")
