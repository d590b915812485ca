// Both projections are cylindrical: x grows with the longitude, y with the latitude alone. A box of
// degrees is then a box on the map, and the map repeats sideways. Units are world widths: x in 0...1
// from 180° west of the middle meridian, y from north to south, 0.5 at the equator.

const RADIANS = Math.PI / 180;
const EARTH_KILOMETRES = 40075;
const MERCATOR_LIMIT = 85.0511287798066;

class Projection {
  constructor(kind, middleLongitude, middleLatitude) {
    this.kind = kind;
    this.middleLongitude = middleLongitude;
    // Shapes are true along the standard parallel; beyond 60° they would be torn too far near the equator.
    const parallel = Math.min(60, Math.abs(middleLatitude)) * RADIANS;
    this.stretch = 1 / Math.cos(parallel) ** 2;
    this.latitudeLimit = kind === "mercator" ? MERCATOR_LIMIT : 90;
    this.top = this.y(this.latitudeLimit);
    this.bottom = this.y(-this.latitudeLimit);
  }

  x(longitude) {
    const turn = (longitude - this.middleLongitude) / 360;
    return turn - Math.floor(turn + 0.5) + 0.5;
  }

  // As `x`, but not brought back into 0...1: for shapes that are to stay in one piece.
  unwrappedX(longitude) {
    return (longitude - this.middleLongitude) / 360 + 0.5;
  }

  y(latitude) {
    const angle = Math.max(-this.latitudeLimit, Math.min(this.latitudeLimit, latitude)) * RADIANS;
    const height = this.kind === "mercator" ? Math.log(Math.tan(Math.PI / 4 + angle / 2))
      : Math.sin(angle) * this.stretch;
    return 0.5 - height / (2 * Math.PI);
  }

  longitude(x) {
    const turned = (x - 0.5) * 360 + this.middleLongitude;
    return turned - 360 * Math.floor((turned + 180) / 360);
  }

  latitude(y) {
    const height = (0.5 - y) * 2 * Math.PI;
    if (this.kind === "mercator") return (2 * Math.atan(Math.exp(height)) - Math.PI / 2) / RADIANS;
    return Math.asin(Math.max(-1, Math.min(1, height / this.stretch))) / RADIANS;
  }

  // How many world widths a kilometre takes at a latitude, sideways and along the meridian.
  widthsPerKilometre(latitude) {
    const angle = Math.min(89.9, Math.abs(latitude)) * RADIANS;
    const sideways = 1 / (EARTH_KILOMETRES * Math.cos(angle));
    const along = this.kind === "mercator" ? sideways : Math.cos(angle) * this.stretch / EARTH_KILOMETRES;
    return [sideways, along];
  }
}

// The middle of the largest part of the circle that no longitude stands in, turned to the other side:
// a layer across the antimeridian then stays in one piece.
function middleLongitude(longitudes) {
  if (longitudes.length === 0) return 0;
  const sorted = Float64Array.from(longitudes).sort();
  let gap = sorted[0] + 360 - sorted[sorted.length - 1];
  let middle = (sorted[0] + sorted[sorted.length - 1]) / 2;
  for (let place = 1; place < sorted.length; place += 1) {
    if (sorted[place] - sorted[place - 1] <= gap) continue;
    gap = sorted[place] - sorted[place - 1];
    middle = (sorted[place] + sorted[place - 1]) / 2 + 180;
  }
  return middle > 180 ? middle - 360 : middle;
}
