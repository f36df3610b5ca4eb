"""One indicator in the words of several documents: joined by evidence, or suggested, never guessed."""

from gouji.facts.alignment.join import Alignment, Wording, align

__all__ = ["Alignment", "Wording", "align"]
