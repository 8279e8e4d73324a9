"""What reads strangers’ bytes, given bytes of every kind: ``python -m fuzz``, and tests/test_fuzz.py in short."""
