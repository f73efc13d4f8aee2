"""Opening what people send: each kind of file by a real parser, which alone says what it is.

A name and a browser's word on the type prove nothing. `python -m portal.opening KIND` opens one
file from standard input in a process of its own with limits on memory and time. Nothing in this
folder knows settings or the database.
"""
