"""The product under kills, freezes, wipes and half-sent requests, with a ledger of what it promised."""
