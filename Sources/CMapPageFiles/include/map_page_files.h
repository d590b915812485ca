// The skeleton of the map page, its style and its scripts, as they stand in Sources/MapPages/Page.

#ifndef MAP_PAGE_FILES_H
#define MAP_PAGE_FILES_H

#include <stddef.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// Bytes that are there as long as the program is.
typedef struct {
    const unsigned char *start;
    size_t count;
} map_page_file;

/// The skeleton, with marks where the other parts stand.
map_page_file map_page_html(void);

/// The style.
map_page_file map_page_style(void);

/// All scripts, one behind the other.
map_page_file map_page_script(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
