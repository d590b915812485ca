#include "CGeographicLib.h"

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

using GeographicLib::Geocentric;
using GeographicLib::Geodesic;
using GeographicLib::PolygonArea;

extern "C" {

apacheta_geodesic apacheta_geodesic_inverse(double longitude1, double latitude1, double longitude2,
                                            double latitude2) {
    apacheta_geodesic line;
    Geodesic::WGS84().Inverse(latitude1, longitude1, latitude2, longitude2, line.metres,
                              line.azimuth1, line.azimuth2);
    return line;
}

double apacheta_geodesic_distance(double longitude1, double latitude1, double longitude2,
                                  double latitude2) {
    double metres;
    Geodesic::WGS84().Inverse(latitude1, longitude1, latitude2, longitude2, metres);
    return metres;
}

apacheta_position apacheta_geodesic_direct(double longitude, double latitude, double azimuth,
                                           double metres) {
    apacheta_position end;
    Geodesic::WGS84().Direct(latitude, longitude, azimuth, metres, end.latitude, end.longitude);
    return end;
}

double apacheta_geodesic_ring_area(const double *positions, size_t count) {
    PolygonArea ring(Geodesic::WGS84());
    for (size_t index = 0; index < count; ++index)
        ring.AddPoint(positions[2 * index + 1], positions[2 * index]);
    double perimeter, area;
    ring.Compute(false, true, perimeter, area);
    return area;
}

apacheta_earth_centred apacheta_earth_centred_from(double longitude, double latitude) {
    apacheta_earth_centred position;
    Geocentric::WGS84().Forward(latitude, longitude, 0, position.x, position.y, position.z);
    return position;
}
}
