"""The subject, under the name by which techniques know it."""

from paretoscope.models.subject import LEFT_OUT, Subject, Tuning, chosen

__all__ = ["LEFT_OUT", "Subject", "Tuning", "chosen"]
