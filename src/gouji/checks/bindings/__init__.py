"""Analyses that rules of several families share: which facts are compared with which."""
