"""What the pages say about a record and its results: rows, sentences, points. No Qt, tested without a window."""
