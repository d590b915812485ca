#include "area_index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Grows an expansion by a number: no two components overlap, the last is the greatest.
// Shewchuk (1997), "Adaptive precision floating-point arithmetic and fast robust geometric
// predicates", theorem 10.
static int grow(double *expansion, int count, double number) {
    double sum = number;
    int kept = 0;
    for (int place = 0; place < count; place++) {
        double total = sum + expansion[place];
        double turned = total - sum;
        double rest = (sum - (total - turned)) + (expansion[place] - turned);
        sum = total;
        if (rest != 0) expansion[kept++] = rest;
    }
    if (sum != 0) expansion[kept++] = sum;
    return kept;
}

static int grow_by_product(double *expansion, int count, double one, double other) {
    double product = one * other;
    count = grow(expansion, count, fma(one, other, -product));
    return grow(expansion, count, product);
}

static int exact_orientation(double ax, double ay, double bx, double by, double x, double y) {
    double expansion[12];
    int count = 0;
    count = grow_by_product(expansion, count, ax, by);
    count = grow_by_product(expansion, count, -ax, y);
    count = grow_by_product(expansion, count, -x, by);
    count = grow_by_product(expansion, count, -ay, bx);
    count = grow_by_product(expansion, count, ay, x);
    count = grow_by_product(expansion, count, y, bx);
    if (count == 0) return 0;
    return expansion[count - 1] > 0 ? 1 : -1;
}

static inline int orientation(double ax, double ay, double bx, double by, double x, double y) {
    double one = (ax - x) * (by - y), other = (ay - y) * (bx - x);
    double difference = one - other;
    // The bound of Shewchuk's first filter, (3 + 16 u) u with u = 2^-53.
    double bound = 3.3306690738754716e-16 * (fabs(one) + fabs(other));
    if (difference > bound) return 1;
    if (difference < -bound) return -1;
    return exact_orientation(ax, ay, bx, by, x, y);
}

int apacheta_orientation(double ax, double ay, double bx, double by, double x, double y) {
    return orientation(ax, ay, bx, by, x, y);
}

// The side of a line on which a position lies that is moved a little west, and much less south: it
// is never on the line. Where cells meet this decides, the same way wherever it is asked.
static inline int moved_side(double ax, double ay, double bx, double by, double x, double y) {
    int side = orientation(ax, ay, bx, by, x, y);
    if (side != 0) return side;
    if (by != ay) return by > ay ? 1 : -1;
    return bx < ax ? 1 : -1;
}

int apacheta_crosses_parallel(
    const double *vertices, uint64_t first, uint64_t count, double y, double x0, double x1) {
    int parity = 0;
    const double *v = vertices + 2 * first;
    for (uint64_t side = 0; side < count; side++, v += 2) {
        if ((v[1] >= y) == (v[3] >= y)) continue;
        parity ^= moved_side(v[0], v[1], v[2], v[3], x0, y)
            != moved_side(v[0], v[1], v[2], v[3], x1, y);
    }
    return parity;
}

int apacheta_crosses_meridian(
    const double *vertices, uint64_t first, uint64_t count, double x, double y0, double y1) {
    int parity = 0;
    const double *v = vertices + 2 * first;
    for (uint64_t side = 0; side < count; side++, v += 2) {
        if ((v[0] >= x) == (v[2] >= x)) continue;
        parity ^= moved_side(v[0], v[1], v[2], v[3], x, y0)
            != moved_side(v[0], v[1], v[2], v[3], x, y1);
    }
    return parity;
}

typedef struct {
    uint32_t *hits;
    uint64_t count, room;
    int is_full;
} hit_list;

static inline void add_hit(hit_list *list, uint32_t hit) {
    if (list->count < list->room) {
        list->hits[list->count++] = hit;
    } else {
        list->is_full = 1;
    }
}

static inline void add_covers(const apacheta_area_index *index, uint32_t covers, hit_list *list) {
    if (covers == 0) return;
    if (covers >> 31) {
        add_hit(list, covers << 1);
        return;
    }
    const uint32_t *areas = index->words + covers;
    for (uint32_t place = 1; place <= areas[0]; place++) add_hit(list, areas[place] << 1);
}

enum { words_of_box = 4 };
static const uint32_t is_whole = UINT32_C(1) << 31;

// Whether a position is outside of the box that stands before the runs of a whole area.
static inline int is_beyond(const uint32_t *words, double x, double y) {
    float box[words_of_box];
    memcpy(box, words, sizeof box);
    return (x < box[0]) | (y < box[1]) | (x > box[2]) | (y > box[3]);
}

// Adds an area all of whose sides are at hand, if it holds a position. The way that is counted along
// leads from the position east.
static void search_whole(
    const apacheta_area_index *index, uint32_t area, const uint32_t *run, uint32_t runs, double x,
    double y, hit_list *list) {
    uint32_t parity = 0;
    for (; runs > 0; runs--, run += 2) {
        const double *v = index->vertices + 2 * (uint64_t)run[0];
        const double *end = v + 2 * (uint64_t)run[1];
        for (; v < end; v += 2) {
            double ax = v[0], ay = v[1], bx = v[2], by = v[3];
            if ((ay >= y) != (by >= y)) {
                if (ax < x && bx < x) continue;
                int side = orientation(ax, ay, bx, by, x, y);
                if (side == 0) {
                    add_hit(list, area | 1);
                    return;
                }
                parity ^= (side > 0) == (by > ay);
            } else if (ay == y || by == y) {
                double least = ax < bx ? ax : bx, most = ax < bx ? bx : ax;
                if ((ay == y && ax == x) || (by == y && bx == x)
                    || (ay == by && least <= x && x <= most)) {
                    add_hit(list, area | 1);
                    return;
                }
            }
        }
    }
    if (parity) add_hit(list, area);
}

// Adds the areas of a leaf that hold a position. The way that is counted along leads from the
// position east to the cell's eastern edge, and then north to its corner.
static void search_leaf(
    const apacheta_area_index *index, const uint32_t *leaf, double x, double y, double east,
    double north, hit_list *list) {
    uint32_t areas = *leaf++;
    for (; areas > 0; areas--) {
        uint32_t area = *leaf++;
        uint32_t runs = *leaf++;
        if (area & is_whole) {
            if (!is_beyond(leaf, x, y))
                search_whole(index, area & ~is_whole, leaf + words_of_box, runs, x, y, list);
            leaf += words_of_box + 2 * runs;
            continue;
        }
        uint32_t parity = area & 1;
        int is_on_border = 0;
        for (const uint32_t *run = leaf; run < leaf + 2 * runs && !is_on_border; run += 2) {
            const double *v = index->vertices + 2 * (uint64_t)run[0];
            const double *end = v + 2 * (uint64_t)run[1];
            for (; v < end; v += 2) {
                double ax = v[0], ay = v[1], bx = v[2], by = v[3];
                if ((ay >= y) != (by >= y)) {
                    if (ax >= x || bx >= x) {
                        int side = orientation(ax, ay, bx, by, x, y);
                        if (side == 0) {
                            is_on_border = 1;
                            break;
                        }
                        // Only a side that is crossed east of the position may be crossed on the
                        // way.
                        if ((side > 0) == (by > ay)) {
                            parity ^= 1;
                            if ((ax >= east || bx >= east)
                                && (moved_side(ax, ay, bx, by, east, y) > 0) == (by > ay))
                                parity ^= 1;
                        }
                    }
                } else if (ay == y || by == y) {
                    double least = ax < bx ? ax : bx, most = ax < bx ? bx : ax;
                    if ((ay == y && ax == x) || (by == y && bx == x)
                        || (ay == by && least <= x && x <= most)) {
                        is_on_border = 1;
                        break;
                    }
                }
                if ((ax >= east) != (bx >= east))
                    parity ^= moved_side(ax, ay, bx, by, east, y)
                        != moved_side(ax, ay, bx, by, east, north);
            }
        }
        leaf += 2 * runs;
        if (is_on_border) {
            add_hit(list, area | 1);
        } else if (parity) {
            add_hit(list, area & ~1u);
        }
    }
}

static int compare_hits(const void *one, const void *other) {
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

static void sort_hits(uint32_t *hits, uint64_t count) {
    if (count > 16) {
        qsort(hits, count, sizeof *hits, compare_hits);
        return;
    }
    for (uint64_t place = 1; place < count; place++) {
        uint32_t hit = hits[place];
        uint64_t hole = place;
        for (; hole > 0 && hits[hole - 1] > hit; hole--) hits[hole] = hits[hole - 1];
        hits[hole] = hit;
    }
}

static inline uint64_t cell_of(const apacheta_area_grid *grid, int64_t column, int64_t row) {
    return grid->first_cell + (uint64_t)(row - grid->first_row) * grid->columns
        + (uint64_t)(column - grid->first_column);
}

static void search_cell(
    const apacheta_area_index *index, const apacheta_area_grid *grid, double x, double y,
    hit_list *list) {
    for (;;) {
        int64_t column = apacheta_area_floor(x * grid->column_scale);
        int64_t row = apacheta_area_floor(y * grid->row_scale);
        apacheta_area_cell cell = index->cells[cell_of(grid, column, row)];
        add_covers(index, cell.covers, list);
        if (cell.next == 0) return;
        if (cell.next >> 31) {
            grid = index->grids + (cell.next & 0x7FFFFFFF);
            continue;
        }
        search_leaf(
            index, index->words + cell.next, x, y, (double)(column + 1) / grid->column_scale,
            (double)(row + 1) / grid->row_scale, list);
        return;
    }
}

static inline int is_in_box(const apacheta_area_index *index, double x, double y) {
    return (x >= index->west) & (x <= index->east) & (y >= index->south) & (y <= index->north);
}

// Adds hits behind those that a position has from `first` on, but for areas that it has already.
static void add_others(hit_list *list, uint64_t first, const uint32_t *more, uint64_t count) {
    uint64_t known = list->count;
    uint64_t place = first;
    for (uint64_t next = 0; next < count; next++) {
        while (place < known && list->hits[place] >> 1 < more[next] >> 1) place++;
        if (place < known && list->hits[place] >> 1 == more[next] >> 1) continue;
        add_hit(list, more[next]);
    }
    sort_hits(list->hits + first, list->count - first);
}

// The antimeridian has two longitudes, and a pole has all of them.
static void search_seams(
    const apacheta_area_index *index, double x, double y, uint64_t first, hit_list *list) {
    if (fabs(x) == 180 && is_in_box(index, -x, y)) {
        uint64_t known = list->count;
        search_cell(index, index->grids, -x, y, list);
        uint64_t count = list->count - known;
        if (count > 0 && !list->is_full) {
            uint32_t *more = malloc(count * sizeof *more);
            if (more == NULL) abort();
            memcpy(more, list->hits + known, count * sizeof *more);
            sort_hits(more, count);
            list->count = known;
            add_others(list, first, more, count);
            free(more);
        }
    }
    if (fabs(y) == 90 && !list->is_full) {
        uint32_t areas = y > 0 ? index->at_north_pole : index->at_south_pole;
        if (areas != 0) add_others(list, first, index->words + areas + 1, index->words[areas]);
    }
}

enum { block_size = 64 };

// Fetches what the search of some positions will read: the cells on their way down, the leaves and the
// first vertices of each. Level by level for all of them, so that many reads are under way at once.
static void fetch_ways(
    const apacheta_area_index *index, const double *block, uint64_t *cells, uint32_t *places,
    uint32_t count) {
    const apacheta_area_grid *grids[block_size];
    uint32_t leaves[block_size], leaf_places[block_size];
    uint32_t leaf_count = 0;
    while (count > 0) {
        uint32_t kept = 0;
        for (uint32_t number = 0; number < count; number++) {
            uint32_t next = index->cells[cells[number]].next;
            if (next >> 31) {
                grids[kept] = index->grids + (next & 0x7FFFFFFF);
                __builtin_prefetch(grids[kept]);
                places[kept++] = places[number];
            } else if (next != 0) {
                __builtin_prefetch(index->words + next);
                __builtin_prefetch(index->words + next + 16);
                leaf_places[leaf_count] = places[number];
                leaves[leaf_count++] = next;
            }
        }
        for (uint32_t number = 0; number < kept; number++) {
            const apacheta_area_grid *grid = grids[number];
            const double *position = block + 2 * places[number];
            cells[number] = cell_of(
                grid, apacheta_area_floor(position[0] * grid->column_scale),
                apacheta_area_floor(position[1] * grid->row_scale));
            __builtin_prefetch(index->cells + cells[number]);
        }
        count = kept;
    }
    for (uint32_t number = 0; number < leaf_count; number++) {
        const uint32_t *leaf = index->words + leaves[number];
        const double *position = block + 2 * leaf_places[number];
        uint32_t areas = *leaf++;
        for (; areas > 0; areas--) {
            if (leaf[0] & is_whole) {
                const uint32_t *runs = leaf + 2 + words_of_box;
                if (!is_beyond(leaf + 2, position[0], position[1])) {
                    const double *first = index->vertices + 2 * (uint64_t)runs[0];
                    for (int line = 0; line < 3; line++) __builtin_prefetch(first + 8 * line);
                }
                leaf += 2 + words_of_box + 2 * leaf[1];
                continue;
            }
            const double *first = index->vertices + 2 * (uint64_t)leaf[2];
            __builtin_prefetch(first);
            __builtin_prefetch(first + 8);
            leaf += 2 + 2 * leaf[1];
        }
    }
}

uint64_t apacheta_area_search(
    const apacheta_area_index *index, const double *positions, uint64_t count, uint32_t *hits,
    uint64_t room, uint64_t *ends) {
    hit_list list = {hits, 0, room, 0};
    const apacheta_area_grid *root = index->grids;
    uint64_t roots[block_size], cells[block_size];
    uint32_t places[block_size];
    for (uint64_t begin = 0; begin < count; begin += block_size) {
        uint64_t size = count - begin < block_size ? count - begin : block_size;
        const double *block = positions + 2 * begin;
        uint32_t inside = 0;
        for (uint64_t place = 0; place < size; place++) {
            double x = block[2 * place], y = block[2 * place + 1];
            roots[place] = UINT64_MAX;
            if (!is_in_box(index, x, y)) continue;
            roots[place] = cell_of(
                root, apacheta_area_floor(x * root->column_scale),
                apacheta_area_floor(y * root->row_scale));
            __builtin_prefetch(index->cells + roots[place]);
            cells[inside] = roots[place];
            places[inside++] = (uint32_t)place;
        }
        fetch_ways(index, block, cells, places, inside);
        for (uint64_t place = 0; place < size; place++) {
            double x = block[2 * place], y = block[2 * place + 1];
            uint64_t first = list.count;
            if (roots[place] != UINT64_MAX) {
                apacheta_area_cell cell = index->cells[roots[place]];
                if (cell.next == 0) {
                    add_covers(index, cell.covers, &list);
                } else {
                    search_cell(index, root, x, y, &list);
                    sort_hits(list.hits + first, list.count - first);
                }
            }
            if (fabs(x) == 180 || fabs(y) == 90) search_seams(index, x, y, first, &list);
            if (list.is_full) return begin + place;
            ends[begin + place] = list.count;
        }
    }
    return count;
}
