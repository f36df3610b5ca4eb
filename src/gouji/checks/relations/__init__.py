"""Relations: equations and inequalities between indicators, declared without Python."""
