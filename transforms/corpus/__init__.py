"""How do articles relate? Filled by the corpus steps."""
