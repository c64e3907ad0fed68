"""Moved to shared/doors/errors.py; the old name stays until everybody imports the new one."""

import sys

from shared.doors import errors

sys.modules[__name__] = errors
