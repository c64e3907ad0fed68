"""A paper of the house: described once, printed as a PDF and as an editable Word file that look alike."""
