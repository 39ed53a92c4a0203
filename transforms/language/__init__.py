"""What does the prose state? Sentences and language today; every later step reads a spaCy Doc."""
