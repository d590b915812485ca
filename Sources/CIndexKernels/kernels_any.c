/* For any processor. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define KERNELS apacheta_kernels_any
#include "block_kernels.inc"
