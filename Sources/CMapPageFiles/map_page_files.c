#include "map_page_files.h"

// `#embed` is C23; the compiler takes it in older C too, and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char html[] = {
#embed "../MapPages/Page/page.html"
};

static const unsigned char style[] = {
#embed "../MapPages/Page/page.css"
};

// One script in the page: what stands first is there for what stands behind.
static const unsigned char script[] = {
#embed "../MapPages/Page/dom.js" suffix(, )
#embed "../MapPages/Page/words.js" suffix(, )
#embed "../MapPages/Page/data.js" suffix(, )
#embed "../MapPages/Page/projection.js" suffix(, )
#embed "../MapPages/Page/tree.js" suffix(, )
#embed "../MapPages/Page/symbols.js" suffix(, )
#embed "../MapPages/Page/clusters.js" suffix(, )
#embed "../MapPages/Page/labels.js" suffix(, )
#embed "../MapPages/Page/base.js" suffix(, )
#embed "../MapPages/Page/view.js" suffix(, )
#embed "../MapPages/Page/map.js" suffix(, )
#embed "../MapPages/Page/drawing.js" suffix(, )
#embed "../MapPages/Page/filters.js" suffix(, )
#embed "../MapPages/Page/timeline.js" suffix(, )
#embed "../MapPages/Page/list.js" suffix(, )
#embed "../MapPages/Page/event.js" suffix(, )
#embed "../MapPages/Page/table.js" suffix(, )
#embed "../MapPages/Page/compare.js" suffix(, )
#embed "../MapPages/Page/state.js" suffix(, )
#embed "../MapPages/Page/main.js" suffix(, )
};

map_page_file map_page_html(void) { return (map_page_file){html, sizeof html}; }

map_page_file map_page_style(void) { return (map_page_file){style, sizeof style}; }

map_page_file map_page_script(void) { return (map_page_file){script, sizeof script}; }
