"""Some datasets at another scale beside others: no key loses its target unnoticed."""

import pytest
from smelt_datagen import OutputError, write

from ..helpers import NUMBER, dataset, plan_of

REFERENCE = {"name": "user", "generator": {"type": "reference", "dataset": "users"}}


def write_some(base, names=None, *, scale=1.0, is_scaled=True, **options):
    datasets = [
        dataset("users", num_rows=100, scale=is_scaled),
        dataset("orders", num_rows=100, columns=[NUMBER, REFERENCE]),
        dataset("alone", num_rows=100),
    ]
    planned = plan_of(*datasets, output=base, datasets=names, scale_factor=scale)
    return [one.rows for one in write(planned, **options)]


def test_fewer_rows_than_others_refer_to_are_refused_and_it_is_said_whose_keys_dangle(tmp_path):
    write_some(tmp_path)
    with pytest.raises(OutputError) as error:
        write_some(tmp_path, ["users"], scale=0.1)
    assert str(error.value) == (
        "keys of 'orders' would dangle: it was made at scale factor 1, and would have 10 rows of "
        "'users' to refer to: make them together, at one scale factor, or say --force"
    )
    assert write_some(tmp_path, ["users"], scale=0.1, force=True) == [10]


def test_keys_into_fewer_rows_than_lie_there_are_refused_too(tmp_path):
    write_some(tmp_path, scale=0.1)
    with pytest.raises(OutputError) as error:
        write_some(tmp_path, ["orders"])
    assert str(error.value) == (
        "keys of 'orders' would dangle: it would refer to 100 rows of 'users', which was made at "
        "scale factor 0.1: make them together, at one scale factor, or say --force"
    )


@pytest.mark.parametrize(
    ("names", "scale"),
    [(["users"], 2), (["orders"], 0.5), (["alone"], 0.1), (["users", "orders"], 0.1)],
    ids=["more targets", "fewer keys", "unrelated", "together"],
)
def test_what_leaves_every_key_its_target_is_not_refused(tmp_path, names, scale):
    write_some(tmp_path)
    assert write_some(tmp_path, names, scale=scale) == [int(100 * scale)] * len(names)


def test_a_dataset_that_is_not_scaled_keeps_its_rows_and_all_keys_their_targets(tmp_path):
    write_some(tmp_path, is_scaled=False)
    assert write_some(tmp_path, ["users"], scale=0.1, is_scaled=False) == [100]
    assert write_some(tmp_path, ["orders"], scale=3, is_scaled=False) == [300]


def test_where_the_others_are_not_there_nothing_can_dangle(tmp_path):
    assert write_some(tmp_path, ["orders"], scale=2) == [200]
    assert write_some(tmp_path, ["users"], scale=1, force=True) == [100]
