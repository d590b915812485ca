import SimpleFeatures

/// The tables that every GeoPackage has, and those of its extensions, as SQL.
///
/// - SeeAlso: OGC 12-128r17, annex C; QGIS 3.22 for `layer_styles`, which it makes and reads so.
enum GeoPackageTables {
    /// A time, `YYYY-MM-DDThh:mm:ss.000Z`.
    static func time(secondsSince1970 seconds: Int) -> String {
        let days = seconds.dividedFlooring(by: 86_400)
        let rest = seconds - days * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(CalendarDay(daysSince1970: days))"
            + "T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)).000Z"
    }

    /// What stands in front of all layers.
    static let head = """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL PRIMARY KEY,
          organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL,
          definition TEXT NOT NULL,
          description TEXT
        );
        INSERT INTO gpkg_spatial_ref_sys VALUES
          ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',
            'undefined Cartesian coordinate reference system'),
          ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
            'undefined geographic coordinate reference system'),
          ('WGS 84 geodetic', 4326, 'EPSG', 4326, '\(wgs84)',
            'longitude and latitude in decimal degrees on the WGS 84 ellipsoid');
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY,
          data_type TEXT NOT NULL,
          identifier TEXT UNIQUE,
          description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE,
          min_y DOUBLE,
          max_x DOUBLE,
          max_y DOUBLE,
          srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id)
            REFERENCES gpkg_spatial_ref_sys(srs_id)
        );
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL,
          column_name TEXT NOT NULL,
          geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL,
          z TINYINT NOT NULL,
          m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        );
        CREATE TABLE gpkg_extensions (
          table_name TEXT,
          column_name TEXT,
          extension_name TEXT NOT NULL,
          definition TEXT NOT NULL,
          scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
        );
        """

    private static let wgs84 =
        #"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,"#
        + #"AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,"#
        + #"AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,"#
        + #"AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],"#
        + #"AUTHORITY["EPSG","4326"]]"#

    /// The tables of the extension for schemas, which says of a column that it holds JSON.
    static let schema = """
        CREATE TABLE gpkg_data_columns (
          table_name TEXT NOT NULL,
          column_name TEXT NOT NULL,
          name TEXT,
          title TEXT,
          description TEXT,
          mime_type TEXT,
          constraint_name TEXT,
          CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
          CONSTRAINT gdc_tn UNIQUE (table_name, name)
        );
        CREATE TABLE gpkg_data_column_constraints (
          constraint_name TEXT NOT NULL,
          constraint_type TEXT NOT NULL,
          value TEXT,
          min NUMERIC,
          min_is_inclusive BOOLEAN,
          max NUMERIC,
          max_is_inclusive BOOLEAN,
          description TEXT,
          CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
        );
        INSERT INTO gpkg_extensions VALUES
          ('gpkg_data_columns', NULL, 'gpkg_schema',
            'http://www.geopackage.org/spec130/#extension_schema', 'read-write'),
          ('gpkg_data_column_constraints', NULL, 'gpkg_schema',
            'http://www.geopackage.org/spec130/#extension_schema', 'read-write');
        """

    /// The table in which QGIS looks for styles.
    static let styles = """
        CREATE TABLE layer_styles (
          id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
          f_table_catalog TEXT(256),
          f_table_schema TEXT(256),
          f_table_name TEXT(256),
          f_geometry_column TEXT(256),
          styleName TEXT(30),
          styleQML TEXT,
          styleSLD TEXT,
          useAsDefault BOOLEAN,
          description TEXT,
          owner TEXT(30),
          ui TEXT(30),
          update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
        );
        """

    /// The virtual table of the index over a layer.
    ///
    /// - Parameters:
    ///   - table: The layer's table.
    ///   - geometry: The column of its shapes.
    static func index(of table: String, _ geometry: String) -> String {
        let name = GeoPackageDatabase.quoted("rtree_\(table)_\(geometry)")
        return "CREATE VIRTUAL TABLE \(name) USING rtree(id, minx, maxx, miny, maxy);"
    }

    /// The triggers that keep the index as the layer is, for those who change the layer.
    ///
    /// They come last: they call functions that SQLite by itself has not, and would make writers of
    /// rows fail.
    ///
    /// - SeeAlso: OGC 12-128r17, annex F.3, "RTree Spatial Indexes".
    static func triggers(on table: String, _ geometry: String, key: String) -> String {
        func quoted(_ name: String) -> String { GeoPackageDatabase.quoted(name) }
        let prefix = "rtree_\(table)_\(geometry)"
        let index = quoted(prefix)
        let layer = quoted(table)
        let shape = quoted(geometry)
        let id = quoted(key)
        let hasShape = "(NEW.\(shape) NOTNULL AND NOT ST_IsEmpty(NEW.\(shape)))"
        let hasNone = "(NEW.\(shape) ISNULL OR ST_IsEmpty(NEW.\(shape)))"
        let insert = """
            INSERT OR REPLACE INTO \(index) VALUES (NEW.\(id),
                ST_MinX(NEW.\(shape)), ST_MaxX(NEW.\(shape)),
                ST_MinY(NEW.\(shape)), ST_MaxY(NEW.\(shape)));
            """
        let delete = "DELETE FROM \(index) WHERE id = OLD.\(id);"
        return """
            CREATE TRIGGER \(quoted(prefix + "_insert")) AFTER INSERT ON \(layer)
              WHEN \(hasShape)
            BEGIN
              \(insert)
            END;
            CREATE TRIGGER \(quoted(prefix + "_update1")) AFTER UPDATE OF \(shape) ON \(layer)
              WHEN OLD.\(id) = NEW.\(id) AND \(hasShape)
            BEGIN
              \(insert)
            END;
            CREATE TRIGGER \(quoted(prefix + "_update2")) AFTER UPDATE OF \(shape) ON \(layer)
              WHEN OLD.\(id) = NEW.\(id) AND \(hasNone)
            BEGIN
              \(delete)
            END;
            CREATE TRIGGER \(quoted(prefix + "_update3")) AFTER UPDATE ON \(layer)
              WHEN OLD.\(id) != NEW.\(id) AND \(hasShape)
            BEGIN
              \(delete)
              \(insert)
            END;
            CREATE TRIGGER \(quoted(prefix + "_update4")) AFTER UPDATE ON \(layer)
              WHEN OLD.\(id) != NEW.\(id) AND \(hasNone)
            BEGIN
              DELETE FROM \(index) WHERE id IN (OLD.\(id), NEW.\(id));
            END;
            CREATE TRIGGER \(quoted(prefix + "_delete")) AFTER DELETE ON \(layer)
              WHEN OLD.\(shape) NOTNULL
            BEGIN
              \(delete)
            END;
            """
    }
}

extension Int {
    /// The quotient rounded down, for days before 1970 too.
    fileprivate func dividedFlooring(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
