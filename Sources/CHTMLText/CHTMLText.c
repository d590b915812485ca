#include "CHTMLText.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <stdlib.h>
#include <string.h>

// Four times as many as there are names, and a power of two.
enum { NAME_PLACES = 1024 };

struct CHTMLPage {
    htmlParserCtxtPtr context;
    const char *names[NAME_PLACES];
    int32_t numbers[NAME_PLACES];
    CHTMLLimits limits;
    int32_t depth;
    int32_t errors;

    CHTMLToken *tokens;
    size_t token_count;
    size_t token_room;

    uint8_t *text;
    size_t text_count;
    size_t text_room;

    int32_t fault;
    int32_t line;
};

static void fail(CHTMLPage *page, int32_t fault) {
    if (page->fault != CHTMLFaultNone) return;
    page->fault = fault;
    page->line = xmlSAX2GetLineNumber(page->context);
    xmlStopParser(page->context);
}

static size_t place_of(const char *name) {
    uint32_t hash = 0x811C9DC5u;
    for (; *name != 0; name += 1) hash = (hash ^ (uint8_t)*name) * 0x01000193u;
    return (hash >> 7) % NAME_PLACES;
}

/// The number of a name, 0 where it is not known.
static int32_t number_of(const CHTMLPage *page, const char *name) {
    size_t place = place_of(name);
    while (page->names[place] != NULL) {
        if (strcmp(page->names[place], name) == 0) return page->numbers[place];
        place = (place + 1) % NAME_PLACES;
    }
    return 0;
}

static int learn_names(CHTMLPage *page, const char *const *names, int32_t count) {
    if (count > NAME_PLACES / 4) return 0;
    for (int32_t index = 0; index < count; index += 1) {
        size_t place = place_of(names[index]);
        while (page->names[place] != NULL) place = (place + 1) % NAME_PLACES;
        char *copy = strdup(names[index]);
        if (copy == NULL) return 0;
        page->names[place] = copy;
        page->numbers[place] = index + 1;
    }
    return 1;
}

static CHTMLToken *add(CHTMLPage *page, int32_t kind, int32_t name) {
    if (page->fault != CHTMLFaultNone) return NULL;
    if (page->token_count >= (size_t)page->limits.tokens) {
        fail(page, CHTMLFaultTokens);
        return NULL;
    }
    if (page->token_count == page->token_room) {
        size_t room = 2 * page->token_room + 1024;
        CHTMLToken *tokens = realloc(page->tokens, room * sizeof(CHTMLToken));
        if (tokens == NULL) {
            fail(page, CHTMLFaultMemory);
            return NULL;
        }
        page->tokens = tokens;
        page->token_room = room;
    }
    CHTMLToken *token = &page->tokens[page->token_count++];
    token->kind = kind;
    token->name = name;
    token->text_start = (uint32_t)page->text_count;
    token->text_count = 0;
    return token;
}

/// Copies bytes to the text of a token, which is the last one.
static void keep(CHTMLPage *page, CHTMLToken *token, const void *bytes, size_t count) {
    if (page->text_room - page->text_count < count) {
        size_t room = 2 * (page->text_room + count);
        uint8_t *text = realloc(page->text, room);
        if (text == NULL) {
            fail(page, CHTMLFaultMemory);
            return;
        }
        page->text = text;
        page->text_room = room;
    }
    memcpy(page->text + page->text_count, bytes, count);
    page->text_count += count;
    token->text_count += (uint32_t)count;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes) {
    CHTMLPage *page = context;
    page->depth += 1;
    if (page->depth > page->limits.depth) {
        fail(page, CHTMLFaultDepth);
        return;
    }
    if (add(page, CHTMLTokenStart, number_of(page, (const char *)name)) == NULL) return;
    if (attributes == NULL) return;
    // Pairs of name and value; an attribute without a value has none.
    for (; attributes[0] != NULL; attributes += 2) {
        int32_t number = number_of(page, (const char *)attributes[0]);
        if (number == 0) continue;
        CHTMLToken *token = add(page, CHTMLTokenAttribute, number);
        if (token == NULL) return;
        if (attributes[1] == NULL) continue;
        keep(page, token, attributes[1], strlen((const char *)attributes[1]));
    }
}

static void end_element(void *context, const xmlChar *name) {
    CHTMLPage *page = context;
    page->depth -= 1;
    add(page, CHTMLTokenEnd, number_of(page, (const char *)name));
}

static void characters(void *context, const xmlChar *bytes, int count) {
    CHTMLPage *page = context;
    if (count <= 0 || page->fault != CHTMLFaultNone) return;
    // The parser hands a long text over in pieces.
    CHTMLToken *last = page->token_count > 0 ? &page->tokens[page->token_count - 1] : NULL;
    if (last == NULL || last->kind != CHTMLTokenText) last = add(page, CHTMLTokenText, 0);
    if (last != NULL) keep(page, last, bytes, (size_t)count);
}

/// What the parser puts right is not told, but counted: a page of errors alone takes long.
static void count_error(void *context, const char *message, ...) {
    CHTMLPage *page = context;
    (void)message;
    page->errors += 1;
    if (page->errors > page->limits.errors) fail(page, CHTMLFaultErrors);
}

CHTMLPage *chtml_page_read(const void *bytes, size_t count, const char *const *names,
                           int32_t name_count, CHTMLLimits limits) {
    if (count > (size_t)1 << 30) return NULL;
    CHTMLPage *page = calloc(1, sizeof(CHTMLPage));
    if (page == NULL) return NULL;
    page->limits = limits;
    page->context = htmlNewParserCtxt();
    if (page->context == NULL || !learn_names(page, names, name_count)) {
        chtml_page_free(page);
        return NULL;
    }
    // The parser compares each attribute of an element with all before it, so there may not be many
    // with names of their own.
    xmlDictSetLimit(page->context->dict, (size_t)limits.name_bytes);
    htmlSAXHandler *handler = page->context->sax;
    memset(handler, 0, sizeof(*handler));
    handler->startElement = start_element;
    handler->endElement = end_element;
    handler->characters = characters;
    handler->ignorableWhitespace = characters;
    handler->cdataBlock = characters;
    handler->error = count_error;
    page->context->userData = page;
    // The text was decoded before: what the page says of its charset is true no more.
    htmlDocPtr document = htmlCtxtReadMemory(
        page->context, bytes, (int)count, NULL, "UTF-8",
        HTML_PARSE_RECOVER | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
            HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    if (document != NULL) xmlFreeDoc(document);
    // Names that did not fit were lost.
    if (xmlDictGetUsage(page->context->dict) >= (size_t)limits.name_bytes) {
        fail(page, CHTMLFaultNames);
    }
    return page;
}

void chtml_page_free(CHTMLPage *page) {
    if (page->context != NULL) htmlFreeParserCtxt(page->context);
    for (size_t place = 0; place < NAME_PLACES; place += 1) free((void *)page->names[place]);
    free(page->tokens);
    free(page->text);
    free(page);
}

const CHTMLToken *chtml_page_tokens(const CHTMLPage *page, size_t *count) {
    *count = page->token_count;
    return page->tokens;
}

const uint8_t *chtml_page_text(const CHTMLPage *page, size_t *count) {
    *count = page->text_count;
    return page->text;
}

int32_t chtml_page_fault(const CHTMLPage *page, int32_t *line) {
    *line = page->line;
    return page->fault;
}
