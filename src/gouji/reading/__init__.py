"""Texts into facts: documents as people have them, words as data, drafts, alignment of documents."""
