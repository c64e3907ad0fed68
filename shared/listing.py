"""Moved to shared/doors/listing.py; the old name stays until everybody imports the new one."""

import sys

from shared.doors import listing

sys.modules[__name__] = listing
