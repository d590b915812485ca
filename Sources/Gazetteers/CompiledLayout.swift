/// How a compiled gazetteer is laid out; `docs/formats.md` describes it byte by byte.
///
/// All numbers are little-endian. The file is cut into blocks of 16 KiB; the first holds the header
/// and the table of sections, the sections follow, each at a multiple of 64 bytes, and after the last
/// block stand one CRC-32 for each block and the CRC-32 of that list.
enum CompiledLayout {
    /// "APGAZ", then line ends that a transfer as text would spoil.
    static let magic: [UInt8] = [0x41, 0x50, 0x47, 0x41, 0x5A, 0x0D, 0x0A, 0x1A]
    /// What a reader must know; a file of another number is refused.
    static let version: UInt16 = 2
    static let blockSize = 16_384
    /// What sections begin at multiples of, as an index must that is asked where it stands.
    static let alignment = 64
    /// The bytes of the header before the table of sections.
    static let headerSize = 32
    /// The bytes of one line of the table of sections.
    static let sectionEntrySize = 24

    /// What a stretch of the file holds.
    enum Section: String, CaseIterable {
        /// Lines of `key: value`, UTF-8.
        case about = "ABOU"
        /// Texts, each behind its length in bytes (LEB128); the first is empty.
        case strings = "STRS"
        /// The kinds and states that places have.
        case classes = "CLAS"
        /// One record a place.
        case places = "PLAC"
        /// A hash table from ids to places.
        case idSlots = "IDSL"
        /// Codes and second ids, in the order of their places.
        case codes = "CODE"
        /// A hash table from codes and second ids to lines of ``codes``.
        case codeSlots = "COSL"
        /// The folded bytes of names.
        case keys = "NKEY"
        /// One record a folded name, or beginning of one.
        case names = "NAME"
        /// The places that bear each name.
        case bearers = "NBEA"
        /// A hash table from folded names to lines of ``names``.
        case nameSlots = "NASL"
        /// A bit for each hash of the first word of a name.
        case firstWords = "NFIR"
        /// The same for names that a text may write without a capital.
        case lowerCaseWords = "NLOW"
        /// What else words can be.
        case lexicon = "LEXI"
        /// A hash table from words to lines of ``lexicon``.
        case lexiconSlots = "LESL"
        /// The shapes of names, by the countries of the places that bear them.
        case spellings = "SPEL"
        /// Where each country's part of ``spellings`` begins.
        case spellingCountries = "SPCO"
        /// How strange each three letters are, for ``LetterTrigrams``.
        case trigrams = "TRIG"
        /// The positions of all places as an index, the section that `PackedRTree.write(to:)` writes.
        case positions = "POSI"

        /// The bytes of one element.
        var elementSize: Int {
            switch self {
            case .about, .strings, .keys, .trigrams, .positions: return 1
            case .classes, .names: return 16
            case .places: return 48
            case .idSlots, .codeSlots, .bearers, .firstWords, .lowerCaseWords, .lexiconSlots:
                return 4
            case .codes, .nameSlots, .spellingCountries: return 8
            case .lexicon, .spellings: return 12
            }
        }
    }

    /// Where the fields of a place's record begin.
    enum PlaceField {
        /// Ten-millionths of a degree, signed.
        static let longitude = 0
        static let latitude = 4
        static let population = 8
        /// Metres.
        static let radius = 12
        static let id = 16
        static let name = 20
        static let admin1 = 24
        static let admin2 = 28
        static let parent = 32
        static let source = 36
        static let area = 40
        /// Two capitals, the first in the low byte; 0 for none.
        static let country = 44
        static let placeClass = 46
    }

    /// The population or radius of a place of which none is known.
    static let unknownSize = UInt32.max
    /// Set in a population that counts thousands.
    static let thousands: UInt32 = 1 << 31
    /// Set in an id that is a number of GeoNames: "gn-" and the number.
    static let geoNamesID: UInt32 = 1 << 31
    /// No larger place.
    static let noReference: Int32 = -1

    /// Of the places that a bearer's number may name.
    static let mostPlaces = 1 << 29
    /// What a bearer's low bits say.
    enum BearerFlag {
        static let mainName: UInt32 = 1
        static let capitalsOnly: UInt32 = 2
        static let lowerCase: UInt32 = 4
        static let count: UInt32 = 3
    }

    /// What the low sixteen bits of a slot of ``Section/nameSlots`` say.
    enum NameFlag {
        /// A place bears the name.
        static let isName: UInt64 = 1

        /// The bit, one of fifteen, for a word that goes on with a name. Where it is not set no
        /// longer name has the word there, and nothing need be looked up.
        @inline(__always)
        static func continues(with word: UInt64) -> UInt64 {
            2 << ((spread(word) >> 40) % 15)
        }

        /// The bits for all words.
        static let continuations: UInt64 = 0xFFFE
    }

    /// What a word of the lexicon is.
    enum WordFlag {
        static let common: UInt32 = 1
        static let firstName: UInt32 = 2
        static let surname: UInt32 = 4
        static let demonym: UInt32 = 8
    }

    /// Set in a line of ``Section/codes`` that is a second id and no official code.
    static let secondID: UInt32 = 1 << 31

    /// Where a hash is first looked for among a number of slots that is a power of two.
    static func slot(of hash: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: spread(hash) >> 20) & (count - 1)
    }

    /// The sixteen bits of a hash that a slot of ``Section/nameSlots`` keeps.
    static func tag(of hash: UInt64) -> UInt64 { (spread(hash) & 0xFFFF) << 16 }

    /// The hash of an id that is a number of GeoNames.
    static func hash(ofGeoNamesNumber number: UInt32) -> UInt64 {
        UInt64(number) &* 0xD6E8_FEB8_6659_FD93
    }

    /// A hash with all of its bits in each.
    @inline(__always)
    private static func spread(_ hash: UInt64) -> UInt64 {
        let hash = (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
        return hash ^ hash >> 29
    }

    /// How many slots a table of a number of entries has: a power of two, at most two thirds full.
    static func slotCount(for entries: Int) -> Int {
        var count = 8
        while count * 2 < entries * 3 { count *= 2 }
        return count
    }
}

/// The hash of a name, carried on word by word.
enum NameHash {
    /// A hash carried on over the hash of one more folded word.
    static func carried(_ hash: UInt64, over word: UInt64) -> UInt64 {
        ((hash << 7 | hash >> 57) ^ word) &* 0x9FB2_1C65_1E98_DF25
    }
}
