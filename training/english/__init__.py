"""What repeats the training of the English pipeline."""
