"""The parts that pages are made of. They draw and forward; the theme styles them.

Each is imported from its own module: together they would bring Qt's style options, 15 ms, before the first paint.
"""
