"""One indicator in the words of several documents: joined by evidence, or suggested, never guessed."""

from gouji.facts.alignment.join import Alignment, Role, Wording, align

__all__ = ["Alignment", "Role", "Wording", "align"]
