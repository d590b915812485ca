#ifndef APACHETA_CINDEXKERNELS_H
#define APACHETA_CINDEXKERNELS_H

#include <stdint.h>

#include "area_index.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The inner loops of the index, over sixteen boxes or positions at a time. They stand in C because
   Swift has no way to say "one bit for each lane" and none to compile one function for several
   processors.

   A block of boxes on the map is 4 x 16 single-precision numbers: the western edges, the southern,
   the eastern, the northern. A block of boxes in space is 6 x 16: the least x, y and z of the unit
   normals in the box, then the greatest. What is missing is filled with empty boxes, from plus to
   minus infinity. A leaf is 2 x 16 double-precision numbers, the longitudes and the latitudes; what
   is missing is not a number. Nothing need be aligned.

   A mask has bit n for lane n. Where a function answers "touched and inside", the touched lanes are
   the lower sixteen bits of its mask, those wholly inside the upper sixteen.

   Chords are between unit normals, squared. */

/* A window on the map that does not cross the antimeridian. */
struct apacheta_window {
    double west, south, east, north;
    /* The same rounded outwards and inwards, so that no box seems to miss it that touches it, and
       none to lie in it that leaves it. */
    float outer_west, outer_south, outer_east, outer_north;
    float inner_west, inner_south, inner_east, inner_north;
};

/* A position from which is measured. */
struct apacheta_probe {
    double longitude, latitude;
    float cosine; /* of the latitude */
    /* The unit normal, rounded down and up. */
    float lower_x, lower_y, lower_z, upper_x, upper_y, upper_z;
};

/* The nearest positions found so far, at most sixteen. */
struct apacheta_ranking {
    float limit;     /* nothing with a greater chord is among the nearest */
    float slack;     /* what the chord of the last of them is multiplied with for the limit, */
    float touch;     /* and what is then added */
    uint32_t wanted; /* how many, 1 to 16 */
    float least[16]; /* the least chords, ascending; infinity where there are not so many */
};

struct apacheta_kernels {
    /* The boxes of a block that a window touches, and those inside it. */
    uint32_t (*boxes_in_window)(const void *block, const struct apacheta_window *window);

    /* Takes the origins of those positions of a leaf that lie in a window, edges included; `taken`
       has room for sixteen, and sixteen origins are read. Answers how many. */
    uint32_t (*take_in_window)(const void *leaf, const struct apacheta_window *window,
                               const uint32_t *origins, uint32_t *taken);

    /* The boxes of a block whose nearest point has a chord of at most `limit`. `chords` gets for each
       lane a number that the chord of nothing in the box falls below. */
    uint32_t (*near_boxes)(const void *block, const struct apacheta_probe *probe, float limit,
                           float chords[16]);

    /* The lane with the least chord among some, 16 where that is above `limit`. */
    uint32_t (*nearest_lane)(const float chords[16], uint32_t lanes, float limit);

    /* The positions of a leaf whose chord, to one part in a million, is at most `limit`. `chords`
       gets the chord of each lane, not a number for one without a position. */
    uint32_t (*near_positions)(const void *leaf, const struct apacheta_probe *probe, float limit,
                               float chords[16]);

    /* Adds to a ranking those of some lanes that are within its limit. `found`, with room for
       sixteen, gets for each the bits of its chord shifted up by 32, and `slot` plus the lane: the
       bits of numbers that are not negative order as the numbers do. Answers how many. */
    uint32_t (*rank_positions)(const float chords[16], uint32_t lanes,
                               struct apacheta_ranking *ranking, uint32_t slot, uint64_t *found);

    /* The boxes of a block whose nearest point has a chord of at most `outer`, and those whose
       farthest point has one of at most `inner`. */
    uint32_t (*boxes_within)(const void *block, const struct apacheta_probe *probe, float outer,
                             float inner);

    /* The positions of a leaf whose chord, to one part in a million, is at most `outer`, and those
       for which it is at most `inner`. */
    uint32_t (*positions_within)(const void *leaf, const struct apacheta_probe *probe, float outer,
                                 float inner);

    /* Puts positions, pairs of longitude and latitude, into leaves in the order of the numbers in
       the lower halves of the keys, these numbers into `origins`, and the boxes around the leaves
       into blocks on the map and in space. */
    void (*fill_leaves)(const double *positions, const uint64_t *keys, uint64_t count,
                        double *leaves, uint32_t *origins, float *map_blocks, float *space_blocks);

    /* Puts the box around the boxes of a block into a lane of another; `axes` is 2 or 3. */
    void (*set_box_of_block)(const void *block, void *target, uint32_t axes, uint32_t lane);

    /* The places of positions, pairs of longitude and latitude, on the Hilbert curve over the map in
       a grid of 65,536 cells a side, each shifted up by 32 with the position's number below it. */
    void (*hilbert_keys)(const double *positions, uint64_t count, uint64_t *keys);

    /* Begins to bring those of sixteen things of some size into the cache that are read next, all at
       once instead of one after the other. */
    void (*prefetch)(const void *start, uint32_t size, uint32_t lanes);

    /* Takes those of sixteen numbers whose bit is set; `taken` has room for sixteen, all of which may
       be written to. Answers how many. */
    uint32_t (*take_lanes)(const uint32_t *numbers, uint32_t lanes, uint32_t *taken);
};

/* Sorts keys by their upper halves; those that are equal there keep their order. `scratch` has room
   for as many. */
void apacheta_sort_by_upper_half(uint64_t *keys, uint64_t *scratch, uint64_t count);

enum apacheta_processor {
    apacheta_processor_any = 0,
    apacheta_processor_avx2 = 1,
    apacheta_processor_avx512 = 2,
};

/* The kernels compiled for a kind of processor; none where this machine's is not of that kind. */
const struct apacheta_kernels *apacheta_kernels_for(enum apacheta_processor processor);

#ifdef __cplusplus
}
#endif

#endif
