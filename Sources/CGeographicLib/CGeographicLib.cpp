#include "CGeographicLib.h"

#include <GeographicLib/Geodesic.hpp>

extern "C" void apacheta_geodesic_inverse(double lat1, double lon1, double lat2, double lon2,
                                          double *metres, double *azimuth1, double *azimuth2) {
    GeographicLib::Geodesic::WGS84().Inverse(lat1, lon1, lat2, lon2, *metres, *azimuth1,
                                             *azimuth2);
}
