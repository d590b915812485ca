/* For processors with AVX-512 (x86-64-v4). */

#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

static uint32_t take_lanes(const uint32_t *numbers, uint32_t lanes, uint32_t *taken) {
    /* Into a register first: some processors are slow to write a part of one to memory. */
    _mm512_storeu_si512(taken, _mm512_maskz_compress_epi32((__mmask16)lanes,
                                                           _mm512_loadu_si512(numbers)));
    return (uint32_t)__builtin_popcount(lanes);
}

#define KERNELS apacheta_kernels_avx512
#include "block_kernels.inc"

#pragma clang attribute pop

#endif
