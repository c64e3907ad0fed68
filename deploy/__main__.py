"""`python -m deploy <command>`: what `./asar` becomes inside the virtual environment."""

import sys

from deploy.cli import main

sys.exit(main(sys.argv[1:]))
