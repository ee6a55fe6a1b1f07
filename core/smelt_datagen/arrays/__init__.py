"""NumPy to Arrow and back, on whole columns: arrays, nulls, text, time."""

from smelt_datagen.arrays.conversion import arrow_array as arrow_array
from smelt_datagen.arrays.conversion import bitmap as bitmap
from smelt_datagen.arrays.conversion import cast as cast
from smelt_datagen.arrays.conversion import code_type as code_type
from smelt_datagen.arrays.conversion import dictionary_array as dictionary_array
from smelt_datagen.arrays.conversion import joined_text as joined_text
from smelt_datagen.arrays.conversion import numpy_dtype as numpy_dtype
from smelt_datagen.arrays.conversion import numpy_values as numpy_values
from smelt_datagen.arrays.conversion import string_array as string_array
from smelt_datagen.arrays.conversion import string_array_from as string_array_from
from smelt_datagen.arrays.conversion import take as take
from smelt_datagen.arrays.fixed_width import FixedWidthText as FixedWidthText
from smelt_datagen.arrays.fixed_width import text_pieces as text_pieces
from smelt_datagen.arrays.integers import floored as floored
from smelt_datagen.arrays.integers import is_numeric as is_numeric
from smelt_datagen.arrays.nulls import validity as validity
from smelt_datagen.arrays.nulls import with_validity as with_validity
from smelt_datagen.arrays.nulls import without_nulls as without_nulls
from smelt_datagen.arrays.timestamps import date_text as date_text
from smelt_datagen.arrays.timestamps import moved_later as moved_later
from smelt_datagen.arrays.timestamps import timestamp_seconds as timestamp_seconds
from smelt_datagen.arrays.timestamps import timestamp_text as timestamp_text
