"""Looks at a map page in chromium.

Usage: map_page CHECK PAGE [FILE]
CHECK names one of the checks below, PAGE is what the program wrote; FILE is the GeoJSON layer that it
was written from, for the checks that count again. Prints `PAGE: ` and what was looked at; exits 1 with
a sentence at the first fault, also where the page logged an error or asked for anything but itself.
"""

import sys

import accessibility
import address
import appearance
import comparing
import filtering
import keyboard
import reading
import safety
import scenes
from browser import Browser, Error, Fault

CHECKS = {
    check.__name__: check
    for module in (
        accessibility, address, appearance, comparing, filtering, keyboard, reading, safety, scenes
    )
    for check in module.CHECKS
}


def main(name: str, page: str, *files: str) -> None:
    with Browser() as browser:
        try:
            said = CHECKS[name](browser, page, *files)
            complaints = browser.complaints()
            if complaints:
                raise Fault("; ".join(complaints))
        except (AssertionError, Error) as fault:
            complaints = "".join(f"\n  {complaint}" for complaint in browser.complaints()[:20])
            sys.exit(f"{page}: {name}: {fault}{complaints}")
    print(f"{page}: {said}")


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in CHECKS:
        sys.exit(f"{__doc__}\nChecks: {' '.join(CHECKS)}")
    main(*sys.argv[1:])
