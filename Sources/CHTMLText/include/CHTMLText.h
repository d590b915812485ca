// HTML as a list of tokens, by libxml2's HTML parser.
//
// Swift cannot import libxml2's headers beside Foundation, for both bring those of ICU; so libxml2
// stands behind this face. No tree is built: a tree of hostile depth is slow to free and to walk.

#ifndef CHTMLTEXT_H
#define CHTMLTEXT_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// What a token is.
enum {
    CHTMLTokenStart = 1,
    /// Follows the start of its element; only attributes with known names are told.
    CHTMLTokenAttribute = 2,
    CHTMLTokenEnd = 3,
    CHTMLTokenText = 4,
};

/// A token. Offsets are into the text of the page.
typedef struct {
    int32_t kind;
    /// Which of the known names an element or an attribute has, counted from 1; 0 for none of them.
    int32_t name;
    /// The characters of a text, the value of an attribute; UTF-8 with entities decoded.
    uint32_t text_start;
    uint32_t text_count;
} CHTMLToken;

typedef struct CHTMLPage CHTMLPage;

/// How much is read before a page is refused.
typedef struct {
    /// How deep elements may stand in each other; closing a tag takes time in the depth.
    int32_t depth;
    int32_t tokens;
    /// How many things the parser may have to put right.
    int32_t errors;
    /// How much memory the different names of elements and attributes may take.
    int32_t name_bytes;
} CHTMLLimits;

/// Why a page was refused.
enum {
    CHTMLFaultNone = 0,
    CHTMLFaultDepth = 1,
    CHTMLFaultTokens = 2,
    CHTMLFaultErrors = 3,
    CHTMLFaultNames = 4,
    CHTMLFaultMemory = 5,
};

/// Reads a page of UTF-8 without NUL, of 1 GiB at most; NULL without memory. It knows 256 names at
/// most. What the page asks to be fetched is not.
CHTMLPage *_Nullable chtml_page_read(const void *bytes, size_t count,
                                     const char *const _Nonnull *_Nonnull names,
                                     int32_t name_count, CHTMLLimits limits);

/// Frees a page.
void chtml_page_free(CHTMLPage *page);

/// The tokens, in order; each start has its end, unless there is a fault.
const CHTMLToken *_Nullable chtml_page_tokens(const CHTMLPage *page, size_t *count);

/// Their texts.
const uint8_t *_Nullable chtml_page_text(const CHTMLPage *page, size_t *count);

/// The first fault, and the line where it is, counted from 1.
int32_t chtml_page_fault(const CHTMLPage *page, int32_t *line);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
