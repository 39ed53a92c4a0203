"""What happens to an article: pure functions from values to values.

Nothing in this package reads a clock, a path, the network, the environment or
a logger. `flows`, `warehouse` and `expectations` bring those.
"""
