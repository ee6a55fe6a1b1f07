"""The generator: its parameters in YAML, and the stream that the columns of a policy share."""

from __future__ import annotations

from smelt_datagen.plugin import Column, Generator, Scope, generator, param

from smelt_datagen_insurance.fields import FIELDS
from smelt_datagen_insurance.policy import Policy


@generator(
    "insurance.policy",
    example="{ type: insurance.policy, field: tariff }",
    output="string, int64 or decimal",
    independent_of=["column"],
)
class PolicyField(Generator):
    """One fact about an insurance policy; all columns of a row that name the same policy agree.

    The tariff belongs to the line of business, the sum insured lies within the tariff's ends, and
    the premium follows from both.
    """

    field: str = param("What the column holds.", choices=FIELDS)
    policy: str = param("Name of the policy, to tell several in one row apart.", default="policy")

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field."""
        # below the dataset's stream, not the column's: the same one in all columns of the policy
        stream = scope.own.stream.child("insurance.policy", self.policy)
        return FIELDS[self.field](Policy(stream))
