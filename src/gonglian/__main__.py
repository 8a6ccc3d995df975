"""`python -m gonglian` is the command `gonglian`."""

from gonglian.cli import main

raise SystemExit(main())
