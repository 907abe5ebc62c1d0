"""`python -m paretoscope_gui [PATH]`."""

import sys

from paretoscope_gui.app import main

sys.exit(main())
