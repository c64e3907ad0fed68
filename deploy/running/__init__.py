"""The processes of the suite: started, watched, walled off, started again."""
