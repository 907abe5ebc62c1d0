"""Study folders: event files, which are the truth, and the tables and lists that are made from them. No torch."""
