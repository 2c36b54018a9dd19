import pytest

from web.commands.bench_import import READERS, _invented_file, measure


@pytest.mark.slow
def test_every_reader_reads_the_whole_invented_file():
    content = _invented_file()

    assert [name for name in READERS if measure(name, content) <= (0, 0)] == []
