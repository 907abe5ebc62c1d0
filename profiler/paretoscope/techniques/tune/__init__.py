"""How a model is fine-tuned."""
