"""GJ204: lists that name something twice."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts


@rule("GJ204", name="repeated-member", level="warning", scope="row")
def repeated_member(facts: Facts) -> Iterator[Verdict]:
    """A list names each of its members once."""
    for fact in facts:
        if len(fact.members) < 2:
            continue
        names = [member.strip("“”‘’《》（） ") for member in fact.members]
        twice = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
        if twice:
            yield inconsistent(fact, message="repeated-member", members=twice)
        else:
            yield consistent(fact)
