"""The window of Paretoscope. No torch, no transformers; what is measured, is measured in a child process."""
