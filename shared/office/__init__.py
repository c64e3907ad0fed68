"""Office files: what is written as PDF and Excel, and what is asked of a file that comes in."""
