"""For every test: property tests have no deadline of their own, as two busy cores would make it a coin toss."""

from hypothesis import settings

settings.register_profile("paretoscope", deadline=None)
settings.load_profile("paretoscope")
