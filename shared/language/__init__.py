"""The words of the domain, said once: pure data and functions without Flask or a database.

Only the standard library is imported here, and msgspec by the records."""
