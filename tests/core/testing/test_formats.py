"""The law of file formats, kept by every one there is, and seen to be broken."""

import attrs
import pytest
from smelt_datagen import discover
from smelt_datagen.plugins.kinds import FORMATS
from smelt_datagen.testing import LawBroken, check_format

PLUGINS = discover()
CSV = PLUGINS.named(FORMATS, "csv")


@pytest.mark.parametrize("name", PLUGINS.names(FORMATS))
def test_every_format_keeps_it(name):
    check_format(PLUGINS.named(FORMATS, name)())


@pytest.mark.parametrize(
    "options",
    [{"compression": "gzip"}, {"compression": "zstd", "header": False}, {"delimiter": "\t"}],
    ids=str,
)
def test_options_keep_it(options):
    check_format(CSV(**options))


@attrs.frozen(slots=False)
class _Forgetful(CSV):
    """Loses what it is told to."""

    @attrs.frozen
    class _Encoder:
        inner: object

        def encode(self, blocks):
            return self.inner.encode(blocks)[:-1]

        def joint(self, sink):
            return self.inner.joint(sink)

    def encoder(self, content):
        return self._Encoder(super().encoder(content))


@attrs.frozen(slots=False)
class _Rounding(CSV):
    """Reads numbers as others than there were."""

    def read(self, file, schema, piece=None):
        for batch in super().read(file, schema, piece):
            place = batch.schema.names.index("double")
            halved = batch.column(place).cast("float32").cast("float64")
            yield batch.set_column(place, "double", halved)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (_Forgetful, "not read-back: of 1 rows, 0 are read back"),
        (_Rounding, "not read-back: column 'double' is not read back as it was generated"),
    ],
)
def test_what_breaks_it(broken, message):
    with pytest.raises(LawBroken) as failure:
        check_format(broken())
    assert str(failure.value) == message
