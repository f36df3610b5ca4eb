"""How the time that work takes grows with what it is given."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def grows_at_most(bound: float, work: Callable[[int], object], short: int, long: int) -> bool:
    """Whether a unit of the long work takes at most so many times as long as one of the short: 1 is linear.

    The lengths lie far apart, and there are up to three turns, of each length the best one: on a busy machine
    the same work may take twice as long a moment later, while quadratic work takes ``long / short`` times as
    long for a unit, each time.
    """
    work(short)
    ones: list[float] = []
    twos: list[float] = []
    for _ in range(3):
        ones.append(_cpu_seconds(work, short))
        twos.append(_cpu_seconds(work, long))
        if min(twos) / min(ones) * short / long <= bound:
            return True
    return False


def _cpu_seconds(work: Callable[[int], object], length: int) -> float:
    """Measure without the collector: a full collection walks through what all other tests have left.

    Nor does anything trace the lines meanwhile, which takes longer than many of them.
    """
    tracer = sys.gettrace()
    gc.collect()
    gc.disable()
    sys.settrace(None)
    try:
        start = time.process_time()
        work(length)
        return time.process_time() - start
    finally:
        sys.settrace(tracer)
        gc.enable()
