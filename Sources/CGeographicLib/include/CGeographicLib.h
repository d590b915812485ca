#ifndef APACHETA_CGEOGRAPHICLIB_H
#define APACHETA_CGEOGRAPHICLIB_H

#ifdef __cplusplus
extern "C" {
#endif

/* GeographicLib is C++; this is the small C face that Swift sees. All angles are degrees, all
   lengths metres, all on WGS 84. */

/* Solves the inverse problem: the length of the shortest geodesic and its azimuths at both ends. */
void apacheta_geodesic_inverse(double lat1, double lon1, double lat2, double lon2,
                               double *metres, double *azimuth1, double *azimuth2);

#ifdef __cplusplus
}
#endif

#endif
