"""What is brought in from tables that people kept: one declaration a noun, one mapping step for all."""
