"""The process that loads a model, applies a recipe and makes the calls; it speaks events and hears commands."""
