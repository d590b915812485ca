#ifndef APACHETA_CGEOS_SHIM_H
#define APACHETA_CGEOS_SHIM_H

/* Hides the half of GEOS' interface that keeps its state in globals: only functions that take a
   context, and so may run on several threads, can be named. */
#define GEOS_USE_ONLY_R_API

#include <geos_c.h>

#endif
