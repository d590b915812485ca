/* For any processor. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static uint32_t take_lanes(const uint32_t *numbers, uint32_t lanes, uint32_t *taken) {
    uint32_t count = 0;
    for (; lanes != 0; lanes &= lanes - 1) taken[count++] = numbers[__builtin_ctz(lanes)];
    return count;
}

#define KERNELS apacheta_kernels_any
#include "block_kernels.inc"
