"""The garbage collector rests while a plan is made, and is as it was afterwards."""

import gc

import pytest
from smelt_datagen.config.collector import paused


@pytest.fixture(autouse=True)
def as_before():
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("is_enabled", [True, False])
def test_it_rests_inside_and_is_as_it_was_behind(is_enabled):
    (gc.enable if is_enabled else gc.disable)()
    with paused():
        assert not gc.isenabled()
    assert gc.isenabled() is is_enabled


def test_it_is_as_it_was_behind_an_error():
    gc.enable()
    with pytest.raises(ZeroDivisionError), paused():
        raise ZeroDivisionError
    assert gc.isenabled()
