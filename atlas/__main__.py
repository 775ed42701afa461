"""`python -m atlas`: see atlas.cli."""

from atlas.cli import main

main()
