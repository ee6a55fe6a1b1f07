"""Which columns fit, for any widths."""

from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.cli.fitting import GAP, Wish, fitted

WISHES = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 40)).map(lambda w: Wish(w[0] + w[1], w[0])),
    min_size=1,
    max_size=30,
)


@given(WISHES, st.integers(1, 300))
def test_a_line_is_no_longer_than_the_terminal_and_is_made_of_the_outermost(wishes, width):
    fit = fitted(wishes, width)
    widths = [1 if column is None else column[1] for column in fit.columns]
    line = sum(widths) + GAP * (len(widths) - 1)
    assert line <= width or (fit.shown == 1 and widths[0] == 1)
    kept = [column[0] for column in fit.columns if column is not None]
    left = (len(kept) + 1) // 2
    assert kept == [*range(left), *range(len(wishes) - len(kept) + left, len(wishes))]
    assert (None in fit.columns) == (len(kept) < len(wishes))


@given(WISHES)
def test_with_room_for_all_nothing_is_cut(wishes):
    width = sum(wish.natural for wish in wishes) + GAP * (len(wishes) - 1)
    assert fitted(wishes, width).columns == tuple(
        (i, wish.natural) for i, wish in enumerate(wishes)
    )
