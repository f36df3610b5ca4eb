"""Files that facts lie in: workspaces, revisions of them, CSV tables."""
