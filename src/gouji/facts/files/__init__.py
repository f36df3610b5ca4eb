"""Files that hold facts: workspaces, their revisions, CSV tables."""
