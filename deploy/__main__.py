"""`python -m deploy <command>`: what `./asar` becomes inside the virtual environment."""

import sys

from deploy.cli import main
from deploy.running.loading import collect_seldom

collect_seldom()
sys.exit(main(sys.argv[1:]))
