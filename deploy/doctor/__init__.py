"""What is wrong with this machine or this home, in plain words."""
