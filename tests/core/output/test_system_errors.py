"""What the system refuses, by the name of a file that a person knows."""

import pytest
from smelt_datagen import OutputError
from smelt_datagen.output.system_errors import explained


def test_an_error_of_the_system_names_its_path(tmp_path):
    missing = tmp_path / "missing"
    with pytest.raises(OutputError) as error, explained(tmp_path):
        missing.stat()
    assert str(error.value) == f"{missing}: No such file or directory"
    assert error.value.exit_code == 1


def test_an_error_of_a_staged_file_names_the_final_one(tmp_path):
    file = tmp_path / "data.parquet"
    with pytest.raises(OutputError) as error, explained(file):
        (tmp_path / ".smelt_datagen-0a1b" / "000000.partial").stat()
    assert str(error.value) == f"{file}: No such file or directory"


def test_a_full_disk_is_an_error_that_names_the_file(tmp_path):
    with pytest.raises(OutputError) as error, explained(tmp_path / "data.parquet"):
        raise OSError(28, "No space left on device")
    assert str(error.value) == f"{tmp_path / 'data.parquet'}: No space left on device"


def test_an_error_without_a_number_of_the_system_says_its_own_words(tmp_path):
    with pytest.raises(OutputError) as error, explained(tmp_path / "data.parquet"):
        raise OSError("made to fail")
    assert str(error.value) == f"{tmp_path / 'data.parquet'}: made to fail"


def test_other_errors_keep_their_type(tmp_path):
    with pytest.raises(ZeroDivisionError), explained(tmp_path):
        raise ZeroDivisionError
