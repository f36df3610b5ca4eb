"""Whose a document is, of which kind, and of when.

`document_info.document_info` asks, in this order, the title, the head, the signature and the file's name: for
the kind (`title`), who publishes it (`publisher`), and the period that it reviews and its day (`dates`).
"""
