"""One indicator in the words of several documents: joined by evidence, or suggested, never guessed."""
