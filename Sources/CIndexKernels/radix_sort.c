#include "CIndexKernels.h"

#include <string.h>

/* Four passes over eight bits each: more bits a pass would be fewer passes, but more places are
   written to at a time than the nearest cache and the table of pages hold. */
void apacheta_sort_by_upper_half(uint64_t *keys, uint64_t *scratch, uint64_t count) {
    enum { PASSES = 4, DIGITS = 256 };
    uint64_t places[PASSES][DIGITS] = {{0}};
    for (uint64_t index = 0; index < count; ++index)
        for (int pass = 0; pass < PASSES; ++pass)
            ++places[pass][keys[index] >> (32 + 8 * pass) & 255];
    for (int pass = 0; pass < PASSES; ++pass) {
        uint64_t place = 0;
        for (int digit = 0; digit < DIGITS; ++digit) {
            uint64_t held = places[pass][digit];
            places[pass][digit] = place;
            place += held;
        }
        for (uint64_t index = 0; index < count; ++index) {
            uint64_t key = keys[index];
            scratch[places[pass][key >> (32 + 8 * pass) & 255]++] = key;
        }
        uint64_t *sorted = scratch;
        scratch = keys;
        keys = sorted;
    }
}
