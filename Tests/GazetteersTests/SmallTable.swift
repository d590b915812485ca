import Gazetteers

/// A table of a few real places, for tests that change one.
enum SmallTable {
    static let text = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tadmin2\tparent\tpopulation\tprecision_km\tnames\tsource\tstatus
        bo\tBolivia\tA/PCLI\t-64.97\t-16.81\tBO\t\t\t\t11312620\t\tPlurinational State of Bolivia\tCLDR\tconfirmed
        bo-l\tLa Paz\tA/ADM1\t-68.14773\t-15.19446\tBO\tbo-l\t\tbo\t3030917\t206\tDepartamento de La Paz|code:BO-L\tNatural Earth\tconfirmed
        bo-lp\tLa Paz\tP/PPLG\t-68.13\t-16.5\tBO\tbo-l\t\tbo-l\t755732\t10\tNuestra Señora de La Paz|Chuquiago\tINE\tconfirmed
        bo-al\tAltiplano\tT/PLAT\t-68\t-18\tBO\t\t\tbo\t\t250\taltiplano|the high plain\tNatural Earth\tconfirmed
        us-sl\tSt. Louis\tP/PPL\t-90.19789\t38.62727\tUS\t\t\t\t279695\t\tSaint Louis\tGeoNames\tconfirmed
        us\tUnited States\tA/PCLI\t-98.98\t38.92\tUS\t\t\t\t327167434\t\tU.S.|US|USA\tCLDR\tconfirmed
        ht-pp\tPort-au-Prince\tP/PPLC\t-72.34\t18.54\tHT\t\t\t\t1234742\t\t\tGeoNames\tconfirmed
        ti\tTiticaca\tH/LK\t-69.35\t-15.92\tBO\t\t\t\t\t51\tLake Titicaca|Lago Titicaca\tNatural Earth\tconfirmed

        """

    /// The gazetteer of a table.
    static func gazetteer(_ text: String = text) throws(GazetteerError) -> Gazetteer {
        try Gazetteer(tables: [Gazetteer.Table(file: "t.tsv", bytes: Array(text.utf8))])
    }
}
