"""``python -m rdfexport``."""

from rdfexport.cli import main

if __name__ == "__main__":
    main(prog_name="rdfexport")
