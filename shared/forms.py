"""Moved to shared/doors/form.py; the old name stays until everybody imports the new one."""

import sys

from shared.doors import form

sys.modules[__name__] = form
