"""Moved to shared/doors/api.py; the old name stays until everybody imports the new one."""

import sys

from shared.doors import api

sys.modules[__name__] = api
