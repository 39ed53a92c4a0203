"""What repeats the training of the weights that copydesk ships."""
