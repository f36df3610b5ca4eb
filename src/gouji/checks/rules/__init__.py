"""The engine's rules, a folder a family, a module a rule with its words and cases beside it."""
