// The inner loops of the index of areas: which areas a position lies in.
//
// They are C so that the rounding is that of the source, without contraction, and because they
// fetch the next positions' cells ahead. Nothing here reads a number that is not finite.
#ifndef APACHETA_AREA_INDEX_H
#define APACHETA_AREA_INDEX_H

#include <stdint.h>

// A grid of cells whose sides are powers of two, so that the cell of a number is found without
// rounding: the column of x is floor(x * column_scale) - first_column.
typedef struct {
    double column_scale, row_scale;
    int64_t first_column, first_row;
    uint32_t columns, rows;
    // Where its cells begin, row by row from the south.
    uint32_t first_cell;
} apacheta_area_grid;

// What is known of a cell.
typedef struct {
    // Areas that cover all of it and have no side in it: 0 for none, with the highest bit an area,
    // else where a list stands among the words, its count first.
    uint32_t covers;
    // Sides in it: 0 for none, with the highest bit the grid that divides it, else where a leaf
    // stands among the words: the count of areas, and for each of them its number times two, plus
    // one if it holds the cell's north-eastern corner, the count of its runs, and for each run its
    // first vertex and the count of its sides. Of an area with the highest bit all sides stand
    // there, wherever they lie, and four numbers of single precision between the count of its runs
    // and the runs: west, south, east and north of all of it.
    uint32_t next;
} apacheta_area_cell;

// An index in memory; the first grid is the root.
typedef struct {
    // Longitude and latitude in turn; a side runs from a vertex to the next.
    const double *vertices;
    const apacheta_area_grid *grids;
    const apacheta_area_cell *cells;
    const uint32_t *words;
    double west, south, east, north;
    // Lists of the areas that reach the south and the north pole.
    uint32_t at_south_pole, at_north_pole;
} apacheta_area_index;

static inline int64_t apacheta_area_floor(double number) {
    int64_t whole = (int64_t)number;
    return whole - (number < (double)whole);
}

// Looks for the areas that hold positions, their borders included.
//
// A hit is the number of an area times two, plus one on its border; the hits of a position stand in
// ascending order, and ends[i] is where those of position i end. Answers how many positions were
// looked at: fewer than there are when a position has more hits than there is room for.
uint64_t apacheta_area_search(
    const apacheta_area_index *index, const double *positions, uint64_t count, uint32_t *hits,
    uint64_t room, uint64_t *ends);

// Where a position lies to a line from a to b: 1 left of it, -1 right of it, 0 on it. Exact where
// every number is 0 or at least 1e-120 in magnitude.
int apacheta_orientation(double ax, double ay, double bx, double by, double x, double y);

// Whether sides cross the way from (x0, y) to (x1, y) an odd number of times. The way lies a little
// south of y, and its ends a little west of where they are said to be.
int apacheta_crosses_parallel(
    const double *vertices, uint64_t first, uint64_t count, double y, double x0, double x1);

// The same for the way from (x, y0) to (x, y1).
int apacheta_crosses_meridian(
    const double *vertices, uint64_t first, uint64_t count, double x, double y0, double y1);

#endif
