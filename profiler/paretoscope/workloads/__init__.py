"""What a model is made to do while it is measured, and where its texts, labels and images come from."""
