"""Unicode CLDR as Debian's unicode-cldr-core installs it: names and who belongs to what.

Babel carries the countries' names; what is read here it leaves out: the regions of the United
Nations' statisticians, the short forms, the regional variants and the names of subdivisions.
"""

import glob
import os
import xml.etree.ElementTree as xml

# A variant such as "Congo (DRC)" is two names in one; the plain forms stand beside it.
PLAIN = {None, "short", "variant"}


class Cldr:
    def __init__(self, folder):
        self.folder = folder

    def members(self):
        """By code of a region the codes of its parts, countries or regions, as of today."""
        found = {}
        path = os.path.join(self.folder, "supplemental", "supplementalData.xml")
        for group in xml.parse(path).iter("group"):
            if group.get("contains") and group.get("status") != "deprecated":
                found.setdefault(group.get("type"), []).extend(group.get("contains").split())
        return found

    def countries(self, region, members=None):
        """The codes of the countries of a region, however deep."""
        members = members or self.members()
        if region not in members:
            return {region}
        return {code for part in members[region] for code in self.countries(part, members)}

    def successors(self):
        """By code of a country that is gone the codes of those that took its place."""
        path = os.path.join(self.folder, "supplemental", "supplementalMetadata.xml")
        return {alias.get("type"): alias.get("replacement").split()
                for alias in xml.parse(path).iter("territoryAlias")}

    def territories(self, language):
        """By code the names of countries and regions in a language and its variants."""
        found = {}
        for path in self.files("main", language):
            for entry in xml.parse(path).iter("territory"):
                if entry.text and entry.get("alt") in PLAIN and "(" not in entry.text:
                    names = found.setdefault(entry.get("type"), [])
                    if entry.text not in names:
                        names.append(entry.text)
        return found

    def subdivisions(self, language):
        """By code, such as `usca`, the name of a country's subdivision."""
        found = {}
        for path in self.files("subdivisions", language):
            for entry in xml.parse(path).iter("subdivision"):
                if entry.text and not any(mark in entry.text for mark in "(/,"):
                    found.setdefault(entry.get("type"), entry.text)
        return found

    def files(self, kind, language):
        """The language's own file first, then those of its variants."""
        pattern = os.path.join(self.folder, kind, language)
        files = [pattern + ".xml", *sorted(glob.glob(pattern + "_*.xml"))]
        if not os.path.exists(files[0]):
            raise SystemExit(f"no {files[0]}: install unicode-cldr-core or give --cldr")
        return files
