/* For processors with AVX-512 (x86-64-v4). */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#define KERNELS apacheta_kernels_avx512
#include "block_kernels.inc"
#pragma clang attribute pop

#endif
