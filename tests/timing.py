"""How the time that work takes grows with what it is given."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def growth(work: Callable[[int], object], short: int, long: int) -> float:
    """Return how much longer a unit of the long work takes than one of the short: 1 where time is linear.

    The lengths lie far apart, and each is the best of three by turns: on a busy machine the same work may
    take twice as long a moment later, while quadratic work takes ``long / short`` times as long for a unit.
    """
    work(short)
    turns = [(_cpu_seconds(work, short), _cpu_seconds(work, long)) for _ in range(3)]
    return min(two for _, two in turns) / min(one for one, _ in turns) * short / long


def _cpu_seconds(work: Callable[[int], object], length: int) -> float:
    """Measure without the collector: a full collection walks through what all other tests have left."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(length)
        return time.process_time() - start
    finally:
        gc.enable()
