"""`python -m paretoscope` is the command `paretoscope`."""

import sys

from paretoscope.cli import main

sys.exit(main())
