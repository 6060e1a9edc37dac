"""A background model that can be had, as people see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfferRow:
    """name: of the offer. about: what it is good for. facts: licence, size, memory. problem: why it cannot be had here,
    "" if it can. address, model: what is entered to use it, where it is there. installed: it is.
    """

    name: str
    title: str
    about: str
    facts: str
    problem: str
    address: str
    model: str
    installed: bool
