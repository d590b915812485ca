#ifndef APACHETA_CGEOGRAPHICLIB_H
#define APACHETA_CGEOGRAPHICLIB_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* GeographicLib is C++; this is the small C face that Swift sees. All angles are degrees, all
   lengths metres, all areas square metres, all on WGS 84, longitude first. Results come back by
   value, so that a caller needs no pointer. Nothing here throws: the functions behind it are
   arithmetic, and answer NaN for what is not finite or out of range. */

/* The shortest geodesic between two positions. */
struct apacheta_geodesic {
    double metres;
    double azimuth1; /* at the first position, in -180...180 */
    double azimuth2; /* at the second, pointing onwards, in -180...180 */
};

/* A position in degrees. */
struct apacheta_position {
    double longitude;
    double latitude;
};

/* A position in the earth-centred, earth-fixed frame: x towards longitude 0 on the equator, y
   towards 90 east, z towards the north pole. */
struct apacheta_earth_centred {
    double x;
    double y;
    double z;
};

/* Solves the inverse problem. */
struct apacheta_geodesic apacheta_geodesic_inverse(double longitude1, double latitude1,
                                                   double longitude2, double latitude2);

/* The length alone, which is cheaper than the azimuths with it. */
double apacheta_geodesic_distance(double longitude1, double latitude1, double longitude2,
                                  double latitude2);

/* Solves the direct problem: where a geodesic of that length arrives. */
struct apacheta_position apacheta_geodesic_direct(double longitude, double latitude, double azimuth,
                                                  double metres);

/* The area inside a ring of geodesics, positive anticlockwise and negative clockwise, at most half
   the ellipsoid. `positions` holds `count` pairs of longitude and latitude; a closing position
   equal to the first changes nothing. */
double apacheta_geodesic_ring_area(const double *positions, size_t count);

/* A position on the ellipsoid in the earth-centred frame. */
struct apacheta_earth_centred apacheta_earth_centred_from(double longitude, double latitude);

#ifdef __cplusplus
}
#endif

#endif
