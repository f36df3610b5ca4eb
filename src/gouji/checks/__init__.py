"""What must hold everywhere: schemas, rules, relations, the runner, verdicts.

A workspace's own rules need only this module::

    from gouji.checks import consistent, inconsistent, rule, unchecked
"""

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked

__all__ = ["Verdict", "consistent", "inconsistent", "rule", "unchecked"]
