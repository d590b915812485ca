/* For processors with AVX2, FMA and BMI2 (x86-64-v3). */

#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

/* Moves those of eight numbers whose bit is set to the front, without a branch for each: the bits
   become bytes, and the bytes pick their own numbers 0 to 7. */
static inline __m256i gathered(const uint32_t *numbers, uint32_t lanes) {
    uint64_t bytes = _pdep_u64(lanes, 0x0101010101010101) * 255;
    __m128i picked = _mm_cvtsi64_si128((long long)_pext_u64(0x0706050403020100, bytes));
    return _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)numbers),
                                       _mm256_cvtepu8_epi32(picked));
}

static uint32_t take_lanes(const uint32_t *numbers, uint32_t lanes, uint32_t *taken) {
    uint32_t low = (uint32_t)__builtin_popcount(lanes & 255);
    _mm256_storeu_si256((__m256i *)taken, gathered(numbers, lanes & 255));
    _mm256_storeu_si256((__m256i *)(taken + low), gathered(numbers + 8, lanes >> 8));
    return low + (uint32_t)__builtin_popcount(lanes >> 8);
}

#define KERNELS apacheta_kernels_avx2
#include "block_kernels.inc"

#pragma clang attribute pop

#endif
