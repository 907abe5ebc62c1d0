"""Plays a study: workers, rounds, guards, budget. The only writer of a study folder. No torch."""
