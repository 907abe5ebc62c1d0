"""One command, one file: `add(subparsers)` declares it and sets `run`, which returns the exit code.

Files import the standard library and `paretoscope.errors` at their top, everything else inside `run`, so that
`paretoscope --help` is quick.
"""
