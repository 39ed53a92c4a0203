"""The English pipeline that copydesk ships: one small encoder and its heads, inside spaCy."""
