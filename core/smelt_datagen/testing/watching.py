"""Functions whose last bits depend on the processor, the C library or the layout of an array.

In the process that installs it, they are watched where the generator's own code calls them: by
name, and, of NumPy's, wherever an array that comes from a block goes. With a shift, each returns
slightly other values, as it may do elsewhere.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import compute

from smelt_datagen import arrays
from smelt_datagen.protocol.block import Block
from smelt_datagen.testing.callers import Own


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UFUNCS = _words(
    "exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh "
    "arcsinh arccosh arctanh power float_power cbrt hypot logaddexp logaddexp2 matmul vecdot "
    "matvec vecmat"
)
_SUMS = _words("sum mean average std var nansum nanmean trapezoid")
_PRODUCTS = _words("dot inner vdot einsum tensordot")
_MATH = _words(
    "exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan atan2 sinh cosh tanh asinh "
    "acosh atanh gamma lgamma erf erfc cbrt pow"
)
_ARROW = _words(
    "exp expm1 ln log2 log10 log1p logb sin cos tan asin acos atan atan2 sinh cosh tanh asinh "
    "acosh atanh power sum mean variance stddev"
)
_REDUCED = frozenset({"add", "multiply"})


class Watch:
    """Notes in `seen` what is called, and moves results by the share `shift`."""

    def __init__(self, own: Own, shift: float) -> None:
        self.seen: set[str] = set()
        self.arrays = False
        """Whether what a block draws is watched, wherever it goes."""
        self._own, self._factor = own, 1 + shift

    def install(self) -> None:
        """Put watched functions in place of NumPy's, Arrow's and those of `math`."""
        for name in (*_UFUNCS, *_SUMS, *_PRODUCTS):
            if hasattr(np, name):
                setattr(np, name, _Watched(getattr(np, name), f"np.{name}", self))
        for name in _MATH:
            if hasattr(math, name):
                setattr(math, name, _Watched(getattr(math, name), f"math.{name}", self))
        for name in _ARROW:
            if hasattr(compute, name):
                shown = f"pyarrow.compute.{name}"
                setattr(compute, name, _Watched(getattr(compute, name), shown, self))
        compute.call_function = self._call_function(compute.call_function)
        _Array.watch = self
        for name in ("uint64", "uniform", "integers", "normal"):
            setattr(Block, name, self._watching(getattr(Block, name)))
        read = self._watching(arrays.numpy_values)
        arrays.numpy_values = read
        Block.index = property(self._watching(Block.index.fget))  # type: ignore[assignment,attr-defined]

    def came(self, name: str, result: Any) -> Any:
        """Return what a watched function is to return, if the generator's code called it."""
        if not _is_fraction(result) or not self._own.asks("numpy", "pyarrow"):
            return result
        if name == "math.pow" and result == math.floor(result):
            return result  # exact everywhere
        self.seen.add(name)
        if self._factor == 1:
            return result
        if isinstance(result, pa.Array | pa.Scalar | pa.ChunkedArray):
            return compute.multiply(result, pa.scalar(self._factor, result.type))
        if isinstance(result, np.ndarray):
            return self._moved(result)
        return type(result)(result * self._factor)  # a float, or one of NumPy's

    def _moved(self, result: Any) -> Any:
        with np.errstate(all="ignore"):
            np.multiply(result, self._factor, out=result, casting="unsafe")
        return result

    def _watching(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def watching(*args: Any, **keys: Any) -> Any:
            made = method(*args, **keys)
            return made.view(_Array) if self.arrays and self._own.asks() else made

        return watching

    def _call_function(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def watching(name: str, *args: Any, **keys: Any) -> Any:
            result = call(name, *args, **keys)
            return self.came(f"pyarrow.compute.{name}", result) if name in _ARROW else result

        return watching


class _Watched:
    """A function, or a ufunc with its methods, whose results are looked at."""

    def __init__(self, function: Callable[..., Any], name: str, watch: Watch) -> None:
        self._function, self._name, self._watch = function, name, watch
        functools.update_wrapper(self, function, updated=())

    def __call__(self, *args: Any, **keys: Any) -> Any:
        return self._watch.came(self._name, self._function(*args, **keys))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)


class _Array(np.ndarray[Any, Any]):
    """An array that comes from a block: whatever NumPy makes of it is watched too."""

    watch: Watch

    def __array_ufunc__(
        self, ufunc: np.ufunc, method: str, *inputs: Any, out: Any = None, **keys: Any
    ) -> Any:
        if out is not None:
            keys["out"] = tuple(map(_plain, out))
        result = getattr(ufunc, method)(*map(_plain, inputs), **keys)
        is_sum = ufunc.__name__ in _REDUCED and method in ("reduce", "reduceat")
        if is_sum or (ufunc.__name__ in _UFUNCS and method == "__call__"):
            shown = "sum" if is_sum else ufunc.__name__
            result = self.watch.came(f"np.{shown}", result)
        if out is not None:
            return out[0] if len(out) == 1 else out
        return _wrapped(result)

    def __array_function__(
        self, function: Callable[..., Any], types: Any, args: Any, keys: Any
    ) -> Any:
        result = super().__array_function__(function, types, args, keys)
        name = getattr(function, "__name__", "")
        if name in _PRODUCTS:
            result = self.watch.came(f"np.{name}", result)
        return _wrapped(result)

    def dot(self, *args: Any, **keys: Any) -> Any:
        return _wrapped(self.watch.came("np.dot", _plain(self).dot(*map(_plain, args), **keys)))


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, _Array) else value


def _wrapped(value: Any) -> Any:
    if type(value) is np.ndarray:
        return value.view(_Array)
    return tuple(map(_wrapped, value)) if type(value) is tuple else value


def _is_fraction(result: Any) -> bool:
    if isinstance(result, pa.Array | pa.Scalar | pa.ChunkedArray):
        return bool(pa.types.is_floating(result.type))
    if isinstance(result, np.ndarray):
        floats: npt.NDArray[Any] = result
        return bool(np.issubdtype(floats.dtype, np.inexact))
    return isinstance(result, float | np.floating)
