"""A property that is worked out when it is first asked for, and remembered.

Like functools.cached_property, which in Python 3.11 takes a lock each time, one for all instances:
a notice has some thirty of these, and threads would wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

_Value = TypeVar("_Value")


class once(Generic[_Value]):  # noqa: N801  it reads as what it is
    """Two threads that ask at the same time may both work it out, and get the same."""

    def __init__(self, work_out: Callable[[Any], _Value]) -> None:
        self._work_out = work_out
        self._name = work_out.__name__
        self.__doc__ = work_out.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any]) -> _Value: ...

    def __get__(self, instance: object | None, owner: type[Any]) -> Self | _Value:
        if instance is None:
            return self
        # From now on the instance's own attribute is found before this is.
        value = instance.__dict__[self._name] = self._work_out(instance)
        return value
