"""What readers made of an export, by their names, as JSON on standard output."""
import json
import sys


def tell(readers, default=None):
    """Readers print what they like: it goes to standard error. One that fails says why in place of what it read."""
    sys.stdout, printed = sys.stderr, sys.stdout
    found = {}
    for name, read in readers.items():
        try:
            found[name] = read()
        except Exception as error:
            found[name] = f"{type(error).__name__}: {error}"
    printed.write(json.dumps(found, default=default))
