"""How does each format become documents? `choose.decode` is the way in."""
