#include "CXMLTokens.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

// Four times as many as there are names, and a power of two.
enum { NAME_PLACES = 512 };

struct CXMLParser {
    xmlParserCtxtPtr context;
    // The known names, as the parser's dictionary has them: one address a name.
    // The number of a name stands at a place that follows from its address, or behind that.
    const xmlChar *names[NAME_PLACES];
    int32_t numbers[NAME_PLACES];
    // How many elements are open, and whether there was one.
    size_t depth;
    int has_root;
    // Whether the text before was in a CDATA section and ended with a carriage return.
    int ends_with_return;

    CXMLToken *tokens;
    size_t token_count;
    size_t token_room;

    uint8_t *text;
    size_t text_count;
    size_t text_room;

    CXMLFault fault;
};

static void fail(CXMLParser *parser, const char *reason, int line, int column) {
    if (parser->fault.reason[0] != 0) return;
    strncpy(parser->fault.reason, reason, sizeof(parser->fault.reason) - 1);
    // libxml2 ends its sentences with a line feed.
    size_t length = strlen(parser->fault.reason);
    while (length > 0 && parser->fault.reason[length - 1] == '\n') {
        parser->fault.reason[--length] = 0;
    }
    parser->fault.line = line;
    parser->fault.column = column;
    xmlStopParser(parser->context);
}

static void fail_here(CXMLParser *parser, const char *reason) {
    fail(parser, reason, xmlSAX2GetLineNumber(parser->context),
         xmlSAX2GetColumnNumber(parser->context));
}

/// Copies bytes behind the text; returns 0 without memory.
static int keep(CXMLParser *parser, const void *bytes, size_t count) {
    if (parser->text_room - parser->text_count < count) {
        size_t room = 2 * (parser->text_room + count);
        uint8_t *text = realloc(parser->text, room);
        if (text == NULL) {
            fail_here(parser, "no memory");
            return 0;
        }
        parser->text = text;
        parser->text_room = room;
    }
    memcpy(parser->text + parser->text_count, bytes, count);
    parser->text_count += count;
    return 1;
}

static CXMLToken *add(CXMLParser *parser, int32_t kind) {
    if (parser->token_count == parser->token_room) {
        size_t room = 2 * parser->token_room + 1024;
        CXMLToken *tokens = realloc(parser->tokens, room * sizeof(CXMLToken));
        if (tokens == NULL) {
            fail_here(parser, "no memory");
            return NULL;
        }
        parser->tokens = tokens;
        parser->token_room = room;
    }
    CXMLToken *token = &parser->tokens[parser->token_count++];
    memset(token, 0, sizeof(*token));
    token->kind = kind;
    token->line = xmlSAX2GetLineNumber(parser->context);
    token->column = xmlSAX2GetColumnNumber(parser->context);
    return token;
}

static size_t place_of(const xmlChar *name) {
    return (((uintptr_t)name >> 2) * 0x9E3779B1u >> 16) % NAME_PLACES;
}

static void set_name(CXMLParser *parser, CXMLToken *token, const xmlChar *name) {
    parser->ends_with_return = 0;
    size_t place = place_of(name);
    while (parser->names[place] != NULL && parser->names[place] != name) {
        place = (place + 1) % NAME_PLACES;
    }
    token->name = parser->numbers[place];
    if (token->name != 0) return;
    size_t count = strlen((const char *)name);
    token->name_start = parser->text_count;
    if (keep(parser, name, count)) token->name_count = count;
}

/// Undoes what libxml2 makes of an ampersand in an attribute for whoever builds a tree.
static void unescape_ampersands(CXMLParser *parser, size_t start) {
    static const char escape[] = "&#38;";
    const size_t length = sizeof(escape) - 1;
    size_t end = start;
    for (size_t place = start; place < parser->text_count; end += 1) {
        parser->text[end] = parser->text[place];
        int is_escape = parser->text_count - place >= length &&
                        memcmp(parser->text + place, escape, length) == 0;
        place += is_escape ? length : 1;
    }
    parser->text_count = end;
}

static CXMLParser *parser_of(void *context) {
    return ((xmlParserCtxtPtr)context)->_private;
}

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespace_count, const xmlChar **namespaces,
                          int attribute_count, int defaulted_count, const xmlChar **attributes) {
    CXMLParser *parser = parser_of(context);
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted_count;
    parser->depth += 1;
    parser->has_root = 1;
    CXMLToken *token = add(parser, CXMLTokenStart);
    if (token == NULL) return;
    set_name(parser, token, name);
    // Five pointers each: name, prefix, URI, first byte of the value, byte behind the last.
    for (int index = 0; index < attribute_count; index += 1, attributes += 5) {
        token = add(parser, CXMLTokenAttribute);
        if (token == NULL) return;
        set_name(parser, token, attributes[0]);
        token->text_start = parser->text_count;
        if (keep(parser, attributes[3], (size_t)(attributes[4] - attributes[3]))) {
            unescape_ampersands(parser, token->text_start);
            token->text_count = parser->text_count - token->text_start;
        }
    }
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
    CXMLParser *parser = parser_of(context);
    (void)prefix, (void)uri;
    parser->depth -= 1;
    CXMLToken *token = add(parser, CXMLTokenEnd);
    if (token != NULL) set_name(parser, token, name);
}

static void characters(void *context, const xmlChar *text, int count) {
    CXMLParser *parser = parser_of(context);
    if (count <= 0) return;
    CXMLToken *last =
        parser->token_count > 0 ? &parser->tokens[parser->token_count - 1] : NULL;
    // Escaped characters come one by one.
    if (last == NULL || last->kind != CXMLTokenText) {
        last = add(parser, CXMLTokenText);
        if (last == NULL) return;
        last->text_start = parser->text_count;
    }
    if (keep(parser, text, (size_t)count)) last->text_count += (size_t)count;
}

/// Handed its input in pieces, libxml2 leaves line ends in CDATA sections as they are; XML makes line
/// feeds of them (section 2.11).
static void character_data(void *context, const xmlChar *text, int count) {
    CXMLParser *parser = parser_of(context);
    if (count > 0 && parser->ends_with_return && text[0] == '\n') {
        text += 1;
        count -= 1;
    }
    if (count <= 0) return;
    parser->ends_with_return = text[count - 1] == '\r';
    for (int start = 0; start < count;) {
        const xmlChar *found = memchr(text + start, '\r', (size_t)(count - start));
        int end = found == NULL ? count : (int)(found - text);
        characters(context, text + start, end - start);
        if (found == NULL) return;
        characters(context, (const xmlChar *)"\n", 1);
        start = end + 1;
        if (start < count && text[start] == '\n') start += 1;
    }
}

static void document_type(void *context, const xmlChar *name, const xmlChar *external,
                          const xmlChar *system) {
    (void)name, (void)external, (void)system;
    fail_here(parser_of(context), "a document type");
}

static void report(void *context, xmlErrorPtr error) {
    if (error == NULL || error->level < XML_ERR_FATAL || error->ctxt == NULL) return;
    (void)context;
    CXMLParser *parser = parser_of(error->ctxt);
    if (parser == NULL) return;
    const char *reason = error->message == NULL ? "no well-formed XML" : error->message;
    // libxml2 speaks of something behind the document whatever is wrong with its end.
    if (error->code == XML_ERR_DOCUMENT_END && !parser->has_root) reason = "no element";
    if (error->code == XML_ERR_DOCUMENT_END && parser->depth > 0) reason = "the end of the file";
    fail(parser, reason, error->line, error->int2);
}

CXMLParser *cxml_parser_create(const char *const *names, int32_t count) {
    CXMLParser *parser = calloc(1, sizeof(CXMLParser));
    if (parser == NULL) return NULL;
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof(handler));
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.endElementNs = end_element;
    handler.characters = characters;
    handler.ignorableWhitespace = characters;
    handler.cdataBlock = character_data;
    handler.internalSubset = document_type;
    handler.serror = report;
    parser->context = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (parser->context == NULL || count > NAME_PLACES / 4) {
        cxml_parser_free(parser);
        return NULL;
    }
    parser->context->_private = parser;
    // Neither XML_PARSE_HUGE, which lifts libxml2's own limits, nor XML_PARSE_NOENT.
    xmlCtxtUseOptions(parser->context, XML_PARSE_NONET);
    for (int32_t index = 0; index < count; index += 1) {
        const xmlChar *name =
            xmlDictLookup(parser->context->dict, (const xmlChar *)names[index], -1);
        size_t place = place_of(name);
        while (parser->names[place] != NULL) place = (place + 1) % NAME_PLACES;
        parser->names[place] = name;
        parser->numbers[place] = index + 1;
    }
    return parser;
}

void cxml_parser_free(CXMLParser *parser) {
    if (parser->context != NULL) xmlFreeParserCtxt(parser->context);
    free(parser->tokens);
    free(parser->text);
    free(parser);
}

int32_t cxml_parser_feed(CXMLParser *parser, const void *bytes, size_t count, int32_t is_last) {
    parser->token_count = 0;
    parser->text_count = 0;
    if (parser->fault.reason[0] != 0) return 0;
    int status = xmlParseChunk(parser->context, bytes, (int)count, is_last);
    if (status != 0 && parser->fault.reason[0] == 0 && !parser->context->wellFormed) {
        fail_here(parser, "no well-formed XML");
    }
    return parser->fault.reason[0] == 0;
}

const CXMLToken *cxml_parser_tokens(const CXMLParser *parser, size_t *count) {
    *count = parser->token_count;
    return parser->tokens;
}

const uint8_t *cxml_parser_text(const CXMLParser *parser) { return parser->text; }

const CXMLFault *cxml_parser_fault(const CXMLParser *parser) { return &parser->fault; }
