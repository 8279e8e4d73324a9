"""The fault trials: each a function from a size and a seed to one line; ``python -m faults`` runs them all."""
