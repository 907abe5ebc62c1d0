"""How new tokens are found: drafts that the model verifies several at a time."""
