"""The tiny suite's shared base."""
