"""Notes beside the history of any record that files prove: what somebody knows of it that no field says."""
