/// The elements and attributes of a page that mean something to its reading.
///
/// - SeeAlso: WHATWG, "HTML: Living Standard", "The elements of HTML".
enum HTMLName: String, CaseIterable {
    // Never text
    case script, style, template, noscript, svg, math, iframe, object, canvas, audio, video, map
    case button, select, textarea, input
    case head, meta, link, base
    // Around the text
    case nav, header, footer, aside, form, dialog
    // What the text stands in
    case html, body, main, article, section, div, center, address, hgroup, fieldset, details
    case table, thead, tbody, tfoot, tr, td, th, caption
    case ul, ol, li, dl, dt, dd, menu
    case p, pre, blockquote, figure, figcaption, hr, br, summary
    case h1, h2, h3, h4, h5, h6
    // In the text
    case a, title, time
    // Attributes that are no elements
    case id, `class`, role, hidden, href, lang, name, property, itemprop, content, datetime, type
    case ariaHidden = "aria-hidden"
    case xmlLang = "xml:lang"

    /// Whether the element is a line of its own, not a part of one.
    var isBlock: Bool {
        switch self {
        case .nav, .header, .footer, .aside, .form, .dialog, .html, .body, .main, .article,
            .section, .div, .center, .address, .hgroup, .fieldset, .details, .table, .thead,
            .tbody, .tfoot, .tr, .td, .th, .caption, .ul, .ol, .li, .dl, .dt, .dd, .menu, .p, .pre,
            .blockquote, .figure, .figcaption, .hr, .summary:
            return true
        default: return isHeading
        }
    }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: return true
        default: return false
        }
    }

    /// Whether blocks of a story may stand in it.
    var isContainer: Bool {
        switch self {
        case .form, .body, .main, .article, .section, .div, .center, .fieldset, .table, .tbody,
            .tr, .td, .html:
            return true
        default: return false
        }
    }

    /// Whether what stands in it is never read as text.
    var isNeverText: Bool {
        switch self {
        case .script, .style, .template, .noscript, .svg, .math, .iframe, .object, .canvas,
            .audio, .video, .map, .button, .select, .textarea, .input, .head, .meta, .link, .base,
            .nav, .footer, .aside, .dialog, .menu, .title:
            return true
        default: return false
        }
    }

    /// Whether it is a list, which may hold nothing but links to other pages.
    var isList: Bool { self == .ul || self == .ol || self == .dl || self == .table }
}
