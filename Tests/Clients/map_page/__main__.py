"""Looks at a map page in chromium.

Usage: map_page CHECK[,CHECK...] PAGE [FILE...]
CHECK names one of the checks below, PAGE is what the program wrote; FILE is the GeoJSON layer that it
was written from, for the checks that count again. Prints `PAGE: CHECK: ` and what was looked at; exits
1 with a sentence for each check that finds a fault, also where the page logged an error or asked for
anything but itself.
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


def main(names: str, page: str, *files: str) -> None:
    faults = []
    with Browser() as browser:
        for name in names.split(","):
            try:
                said = CHECKS[name](browser, page, *files)
                complaints = browser.complaints()
                if complaints:
                    raise Fault("; ".join(complaints[:20]))
                print(f"{page}: {name}: {said}")
            except (AssertionError, Error) as fault:
                faults.append(f"{page}: {name}: {fault}")
                faults += [f"  {complaint}" for complaint in browser.complaints()[:20]]
            browser.close_pages()
    sys.exit("\n".join(faults) or None)


if __name__ == "__main__":
    if len(sys.argv) < 3 or not set(sys.argv[1].split(",")) <= CHECKS.keys():
        sys.exit(f"{__doc__}\nChecks: {' '.join(CHECKS)}")
    main(*sys.argv[1:])
