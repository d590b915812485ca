"""The layer that a page was made from, read from its GeoJSON: what the page must agree with."""

import json
from typing import Callable, Iterator


class Event:
    """A feature, with the questions that the filters ask."""

    def __init__(self, feature: dict) -> None:
        self.properties = feature["properties"]
        self.geometry = feature["geometry"]

    def __getitem__(self, name: str):
        return self.properties.get(name)

    @property
    def tolls(self) -> list[int]:
        tolls = [self[name] for name in ("deaths_low", "deaths_best", "deaths_high")]
        return [toll for toll in tolls if toll is not None]

    @property
    def reports(self) -> list[str]:
        told = [self.properties, *(self["account_records"] or [])]
        return [account["report"] for account in told if account.get("report")]

    def is_between(self, first: str | None, last: str | None) -> bool:
        start, end = self["date_start"] or self["date_end"], self["date_end"] or self["date_start"]
        return start is not None and (not first or end >= first) and (not last or start <= last)

    def says(self, *words: str) -> bool:
        text = "\n".join(texts(self.properties)).lower()
        return all(word in text for word in words)


# Names of files and codes, which hold words by chance.
UNSEARCHED = {
    "id", "report", "accounts", "aliases", "total_of", "gazetteer_id", "place_choices", "route_ids",
}


def texts(value) -> Iterator[str]:
    """The texts that a search looks into."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from texts(member)
    elif isinstance(value, dict):
        for name, member in value.items():
            if name not in UNSEARCHED:
                yield from texts(member)


class Layer:
    def __init__(self, file: str) -> None:
        with open(file, encoding="utf-8") as source:
            features = json.load(source)["features"]
        self.events = [Event(feature) for feature in features]

    def __len__(self) -> int:
        return len(self.events)

    def count(self, holds: Callable[[Event], bool]) -> int:
        return sum(1 for event in self.events if holds(event))

    def values(self, name: str) -> list:
        """What stands in a column, each value once."""
        return list(dict.fromkeys(event[name] for event in self.events if event[name] is not None))

    def one(self, **wanted) -> Event:
        """The one event that has these values."""
        found = [
            event for event in self.events
            if all(event[name] == value for name, value in wanted.items())
        ]
        if len(found) != 1:
            raise LookupError(f"{len(found)} events with {wanted}, expected one")
        return found[0]
