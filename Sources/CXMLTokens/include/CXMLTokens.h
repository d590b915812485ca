// XML as a list of tokens, by libxml2's parser that is handed its input in pieces.
//
// Swift cannot import libxml2's headers beside Foundation, for both bring those of ICU; so libxml2
// stands behind this face. A list of tokens, and no callbacks, lets the caller go on with the text when
// it likes.

#ifndef CXMLTOKENS_H
#define CXMLTOKENS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#endif

/// What a token is.
enum {
    CXMLTokenStart = 1,
    /// Follows the start of its element.
    CXMLTokenAttribute = 2,
    CXMLTokenEnd = 3,
    CXMLTokenText = 4,
};

/// A token. Offsets are into the text of the list.
typedef struct {
    int32_t kind;
    /// Which of the known names an element or an attribute has, counted from 1; 0 for none of them.
    int32_t name;
    /// Where it ends, about: the line, and the character in it, both counted from 1.
    int32_t line;
    int32_t column;
    /// The name, without prefix, of an element or an attribute that is not known.
    size_t name_start;
    size_t name_count;
    /// The characters of a text, the value of an attribute.
    size_t text_start;
    size_t text_count;
} CXMLToken;

typedef struct CXMLParser CXMLParser;

/// Why a text cannot be read.
typedef struct {
    /// A sentence; empty when there is no fault.
    char reason[256];
    int32_t line;
    int32_t column;
} CXMLFault;

/// Makes a parser of one document, or NULL without memory; it knows 128 names at most.
///
/// Neither entities nor external parts are read, and a document type is a fault: what it declares can
/// unfold without end.
CXMLParser *_Nullable cxml_parser_create(const char *const _Nonnull *_Nonnull names, int32_t count);

/// Frees a parser.
void cxml_parser_free(CXMLParser *parser);

/// Reads a piece; the tokens of the piece before are forgotten.
///
/// A piece has 1 GiB at most. Returns 0 when there is a fault.
int32_t cxml_parser_feed(CXMLParser *parser, const void *_Nullable bytes, size_t count,
                         int32_t is_last);

/// The tokens of the last piece.
const CXMLToken *_Nullable cxml_parser_tokens(const CXMLParser *parser, size_t *count);

/// Their names and texts, in UTF-8.
const uint8_t *_Nullable cxml_parser_text(const CXMLParser *parser);

/// The first fault.
const CXMLFault *cxml_parser_fault(const CXMLParser *parser);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
