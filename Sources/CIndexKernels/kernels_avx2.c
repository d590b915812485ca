/* For processors with AVX2 and FMA (x86-64-v3). */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#define KERNELS apacheta_kernels_avx2
#include "block_kernels.inc"
#pragma clang attribute pop

#endif
