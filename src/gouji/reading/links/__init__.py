"""What the claims of a text say of one another: which are parts of which."""
