"""One wrong generator for each way to deal badly with parameters, or with what is said of them."""

import time

from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import generator, param

from .wrong import Whole, numbers


@generator("fails_at_the_edge", example="{ type: fails_at_the_edge, count: 2 }")
class FailsAtTheEdge(Whole):
    """Allows one number more than it can do."""

    count: int = param("A number.", ge=1, le=50)

    def generate(self, block):
        if self.count > 49:
            raise ValueError("too many")
        return arrow_array(numbers(block))


@generator("doubles", example="{ type: doubles, count: 2 }")
class Doubles(Whole):
    """Keeps another value than it was given."""

    count: int = param("A number.", ge=0, le=1000)

    def __attrs_post_init__(self):
        object.__setattr__(self, "count", self.count * 2)

    def generate(self, block):
        return arrow_array(numbers(block))


@generator("eats_parameters", example="{ type: eats_parameters, values: [1, 2] }")
class EatsParameters(Whole):
    """Changes a list that it was given."""

    values: list[int] = param("Some numbers.")

    def generate(self, block):
        self.values.append(0)
        return arrow_array(numbers(block))


@generator("fails_late", example="{ type: fails_late, high: 10 }")
class FailsLate(Whole):
    """Finds out that a parameter is bad when values are made."""

    high: int = param("Behind the largest value.")

    def generate(self, block):
        return arrow_array(block.integers(0, self.high))


@generator("raises_in_bind", example="{ type: raises_in_bind, word: a }")
class RaisesInBind(Whole):
    """Raises an exception of its own instead of `scope.fail`."""

    word: str = param("A word.")

    def bind(self, scope):
        if len(self.word) != 1:
            raise ValueError("one letter, please")
        return super().bind(scope)

    def generate(self, block):
        return arrow_array(numbers(block))


@generator("never_ends", example="{ type: never_ends, rounds: 2 }")
class NeverEnds(Whole):
    """Takes as long as its parameter says."""

    rounds: int = param("How often it draws.", ge=0)

    def generate(self, block):
        for _ in range(self.rounds):
            time.sleep(0.001)  # no waiting for anything: this stands for work without a bound
        return arrow_array(numbers(block))


@generator("silent", example="{ type: silent, count: 1 }")
class Silent(Whole):
    """Says nothing of its parameter."""

    count: int = param(" ", ge=0, le=10)

    def generate(self, block):
        return arrow_array(numbers(block))


@generator("strange_example", example="{ type: good, low: 0 }")
class StrangeExample(Whole):
    """Has the example of another."""

    def generate(self, block):
        return arrow_array(numbers(block))


@generator("broken_example", example="{ type: broken_example, cuont: 1 }")
class BrokenExample(Whole):
    """Has an example that is refused."""

    count: int = param("A number.", default=1, ge=0, le=10)

    def generate(self, block):
        return arrow_array(numbers(block))
