"""What is read of something when it is first asked for, and kept with it."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Value = TypeVar("_Value")


class once(Generic[_Value]):  # noqa: N801 - it is read like `property`
    """A property that is read once: `functools.cached_property`, without the lock that it takes each time.

    What is read lies under the name of the property among the attributes of its object, and is found there
    from then on.
    """

    def __init__(self, read: Callable[[Any], _Value]) -> None:
        """Take what reads it."""
        self._read, self._name, self.__doc__ = read, read.__name__, read.__doc__

    def __get__(self, one: object, _: type | None = None) -> _Value:
        """Read it of an object, and keep it there."""
        value = one.__dict__[self._name] = self._read(one)
        return value
