import pytest

from incidentkit.accounts.exposure import SeenHow, WayKind
from incidentkit.accounts.model import (
    Access,
    Field,
    Item,
    Portfolio,
    Reason,
    Status,
)
from incidentkit.accounts.passwords import WordPolicy, generate
from incidentkit.exchange.accounts_csv import Notice
from incidentkit.exchange.columns import Layout
from incidentkit.words import accounts as words


@pytest.mark.parametrize(
    ("members", "table"),
    [
        pytest.param(Access, words.ACCESS, id="access"),
        pytest.param(Status, words.STATUS, id="status"),
        pytest.param(Item, words.ITEMS, id="items"),
        pytest.param(Field, words.FIELDS, id="fields"),
        pytest.param(Reason, words.REASONS, id="reasons"),
        pytest.param(Portfolio, words.PORTFOLIO, id="portfolio"),
        pytest.param(WayKind, words.WAYS, id="ways"),
        pytest.param(SeenHow, words.SEEN, id="seen"),
        pytest.param(Notice, words.NOTICES, id="notices"),
        pytest.param(Layout, words.LAYOUTS, id="layouts"),
    ],
)
def test_everything_has_words_and_no_words_are_left_over(members, table):
    assert set(table) == {member.value for member in members}
    assert all(text.strip() == text and "!" not in text for text in table.values())


def test_strength_is_said_with_its_figure():
    assert words.strength_in_words(generate(WordPolicy()).bits).endswith("(80 bits)")
    said = [words.strength_in_words(bits).split(" (")[0] for bits in (40, 60, 128)]
    assert len(set(said)) == 3
