import Reports
import Testing

/// The same table for Spanish.
extension DateTableTests {
    @Test func `Spanish whole dates mean the days that they name`() throws {
        try Self.check(
            """
            Marcharon el 12 de octubre de 2002. = 2002-10-12
            Marcharon el 12-X-2002. = 2002-10-12
            Marcharon el 12/10/2002. = 2002-10-12
            Marcharon el 12-10-2002. = 2002-10-12
            Marcharon el 12.10.2002. = 2002-10-12
            Marcharon el 2002-10-12. = 2002-10-12
            Marcharon el 10/25/2002. = 2002-10-25
            Marcharon el 12 oct. 2002. = 2002-10-12
            Marcharon el primero de mayo. = 2003-05-01
            Marcharon el doce de octubre de 2002. = 2002-10-12
            Marcharon el 1.º de mayo de 2002. = 2002-05-01
            Marcharon el 1ro de mayo de 2002. = 2002-05-01
            Marcharon el sábado 12 de octubre del año 2002. = 2002-10-12
            Marcharon el pasado 9 de abril. = 2003-04-09
            Marcharon el 9 de abril pasado. = 2003-04-09
            Marcharon el 9 de abril último. = 2003-04-09
            Marcharon el 9 de abril del año pasado. = 2002-04-09
            Marcharon el 9 de abril de este año. = 2003-04-09
            Marcharon en abril del año pasado. = 2002-04-01/2002-04-30 month
            """, .spanish)
    }

    @Test func `Spanish spans reach from their first day to their last`() throws {
        try Self.check(
            """
            Marcharon del 5 al 9 de mayo. = 2003-05-05/2003-05-09 day
            Marcharon entre el 5 y el 9 de mayo. = 2003-05-05/2003-05-09 day
            Marcharon del 28 de octubre al 2 de noviembre de 2002. = 2002-10-28/2002-11-02 day
            Marcharon desde el 2 de octubre hasta el 9 de octubre. = 2003-10-02/2003-10-09 day
            Marcharon los días 11, 12 y 13 de octubre. = 2003-10-11/2003-10-13 day
            Marcharon los días 9 y 12 de octubre. = 2003-10-09; 2003-10-12
            Marcharon el sábado 11 y domingo 12 de octubre. = 2003-10-11/2003-10-12 day
            Marcharon la noche del 12 al 13 de octubre. = 2003-10-12/2003-10-13 day night
            Marcharon entre marzo y mayo de 2002. = 2002-03-01/2002-05-31 month
            Marcharon de marzo a mayo de 2002. = 2002-03-01/2002-05-31 month
            Marcharon entre noviembre y febrero. = 2002-11-01/2003-02-28 month
            Marcharon entre 1999 y 2002. = 1999-01-01/2002-12-31 year
            Marcharon el sábado y el domingo. = 2003-10-11/2003-10-12 day
            Marcharon entre el viernes y el lunes. = 2003-10-10/2003-10-13 day
            Marcharon de jueves a domingo. = 2003-10-09/2003-10-12 day
            """, .spanish)
    }

    @Test func `Spanish months, years and their parts are as long as they say`() throws {
        try Self.check(
            """
            Marcharon a fines de marzo. = 2003-03-18/2003-03-31 week
            Marcharon a finales de febrero de 2000. = 2000-02-16/2000-02-29 week
            Marcharon a mediados de junio. = 2003-06-10/2003-06-20 week
            Marcharon a principios de junio. = 2003-06-01/2003-06-10 week
            Marcharon en la primera quincena de junio. = 2003-06-01/2003-06-15 week
            Marcharon en la segunda quincena de febrero. = 2003-02-16/2003-02-28 week
            Marcharon en la segunda semana de junio. = 2003-06-08/2003-06-14 week
            Marcharon en la última semana de septiembre. = 2003-09-24/2003-09-30 week
            Marcharon en los primeros días de marzo. = 2003-03-01/2003-03-10 week
            Marcharon en los últimos días de marzo. = 2003-03-22/2003-03-31 week
            Marcharon a mediados de 2003. = 2003-05-01/2003-08-31 month about
            Marcharon a fines de 2002. = 2002-09-01/2002-12-31 month about
            Marcharon en el primer semestre de 2003. = 2003-01-01/2003-06-30 month
            Marcharon en el tercer trimestre de 2002. = 2002-07-01/2002-09-30 month
            Marcharon en la década de 1990. = 1990-01-01/1999-12-31 year decade
            Marcharon en los años 90. = 1990-01-01/1999-12-31 year decade
            Marcharon en los años noventa. = 1990-01-01/1999-12-31 year decade
            Marcharon en la década de los ochenta. = 1980-01-01/1989-12-31 year decade
            Marcharon a fines de los años 80. = 1987-01-01/1989-12-31 year about
            Marcharon el primer lunes de mayo. = 2003-05-05
            Marcharon el último viernes de marzo. = 2003-03-28
            Marcharon en la semana del 6 de octubre. = 2003-10-06/2003-10-12 week
            Marcharon hacia el 2 de octubre. = 2003-10-02 about
            """, .spanish)
    }

    @Test func `Spanish weekdays and counts lean on the day of the report`() throws {
        try Self.check(
            """
            Marcharon el lunes pasado. = 2003-10-13
            Marcharon el pasado lunes. = 2003-10-13
            Marcharon el martes pasado. = 2003-10-07
            Marcharon este martes. = 2003-10-14
            Marcharon el viernes último. = 2003-10-10
            Marcharon el domingo antepasado. = 2003-10-05
            Marcharán el próximo viernes. = 2003-10-17
            Marcharán el viernes que viene. = 2003-10-17
            Marcharon la madrugada del domingo. = 2003-10-12 dawn
            Marcharon el domingo por la noche. = 2003-10-12 night
            Marcharon en la tarde del lunes. = 2003-10-13 afternoon
            Marcharon ayer por la mañana. = 2003-10-13 morning
            Marcharon la noche de ayer. = 2003-10-13 night
            Marcharon anoche. = 2003-10-13 night
            Marcharon esta madrugada. = 2003-10-14 dawn
            Marcharon al mediodía de ayer. = 2003-10-13 noon
            Marchan los lunes. =
            Marchan todos los lunes. =
            Descansaron un fin de semana. =
            Marcharon el día después del 2 de octubre. = 2003-10-03
            Marcharon más tarde el lunes. = 2003-10-13
            Marcharon hace dos domingos. = 2003-10-05
            Marcharon hace quince días. = 2003-09-27/2003-10-02 week
            Marcharon hace ocho días. = 2003-10-05/2003-10-08 week
            Marcharon hace una quincena. = 2003-09-27/2003-10-03 week
            Marcharon hace siete meses. = 2003-03-01/2003-03-31 month
            Marcharon hace diez meses. = 2002-12-01/2002-12-31 month
            Marcharon hace más de dos años. = 2001-01-01/2001-12-31 year about
            Marcharon hace año y medio. = 2002-04-01/2002-04-30 month about
            Marcharon hace medio año. = 2003-04-01/2003-04-30 month about
            Marcharon hace unos días. = 2003-10-07/2003-10-12 week
            Marcharon el viernes de la semana pasada. = 2003-10-10
            Marcharon el fin de semana. = 2003-10-11/2003-10-12 day
            Marcharon el pasado fin de semana. = 2003-10-11/2003-10-12 day
            Marcharon a inicios de la semana pasada. = 2003-10-06/2003-10-08 week
            Marcharon en la noche del 12, dicen. = 2003-10-12 night
            Marcharon a fines del mes pasado. = 2003-09-17/2003-09-30 week
            Marcharon a fines del año pasado. = 2002-09-01/2002-12-31 month about
            Marcharon a mediados de año. = 2003-05-01/2003-08-31 month about
            Marcharon el 13. = 2003-10-13
            Marcharon el día 30, dicen. = 2003-09-30
            Marcharon el 2 del presente mes. = 2003-10-02
            Marcharon el 15 del mes pasado. = 2003-09-15
            Gritaron el 40 % de ellos. =
            Marcharon el pasado mes de mayo. = 2003-05-01/2003-05-31 month
            Marcharon el pasado octubre. = 2002-10-01/2002-10-31 month
            """, .spanish)
    }

    @Test func `Spanish words tell what goes on, ends or stands beside a day`() throws {
        try Self.check(
            """
            Marchan desde el lunes. = 2003-10-13/2003-10-14 day open
            Marchan desde septiembre. = 2003-09-01/2003-10-14 month open
            Marchan desde hace dos meses. = 2003-08-01/2003-10-14 month open
            Fue el peor día desde marzo. =
            Marcharon antes del 2 de octubre. =
            Callaron después del 2 de octubre. =
            Marcharon dos días después del 2 de octubre. = 2003-10-04
            Marcharon un día antes de Navidad. = 2002-12-24
            Marcharon el Viernes Santo. = 2003-04-18
            Marcharon el Viernes Santo de 2000. = 2000-04-21
            Marcharon en Semana Santa. = 2003-04-13/2003-04-20 week
            Marcharon en Nochebuena. = 2002-12-24
            Marcharon en la Navidad de 2001. = 2001-12-25
            Marcharon en Año Nuevo. = 2003-01-01
            Marcharon ante el árbol de Navidad. =
            Marcharon contra la Ley 1008 del 19 de julio de 1988. =
            Marcharon contra el Decreto Supremo 21060 de 29 de agosto de 1985. =
            Marcharon contra la Constitución de 1967. =
            Salieron de la plaza 14 de Septiembre. =
            Marcharon (La Prensa, 12 de octubre de 2003). =
            Marcharon (entrevista, 5 de junio de 2003). =
            """, .spanish)
    }

    @Test func `a Spanish story goes on from its own last date`() throws {
        try Self.check(
            """
            Marcharon el lunes siguiente. = 2003-10-13
            Habían marchado el lunes anterior. = 2003-10-06
            Marcharon la semana siguiente. = 2003-10-13/2003-10-19 week
            Marcharon ese fin de semana. = 2003-10-11/2003-10-12 day
            Habían marchado la noche anterior. = 2003-10-08 night
            Marcharon tres semanas después. = 2003-10-27/2003-11-02 week
            Marcharon al mes siguiente. = 2003-11-01/2003-11-30 month
            Marcharon al año siguiente. = 2004-01-01/2004-12-31 year
            Marcharon el 12 del mismo mes. = 2003-10-12
            Marcharon a fines de mes. = 2003-10-18/2003-10-31 week
            Marcharon en diciembre de ese año. = 2003-12-01/2003-12-31 month
            Marcharon ese viernes. = 2003-10-10
            Marcharon aquella tarde. = 2003-10-09 afternoon
            Marcharon dos días después. = 2003-10-11
            """, written: "2005-06-01", story: "El paro empezó el 9 de octubre de 2003.", .spanish)
    }

    @Test func `Spanish months end, years turn and leap days are as the calendar has them`() throws
    {
        try Self.check(
            """
            Marcharon ayer. = 2004-02-29
            Marcharon anteayer. = 2004-02-28
            Marcharon el mes pasado. = 2004-02-01/2004-02-29 month
            Marcharon a fines de febrero. = 2004-02-16/2004-02-29 week
            Marcharon el domingo. = 2004-02-29
            Marcharon el 29 de febrero. = 2004-02-29
            Marcharon en Nochevieja. = 2003-12-31
            Marcharon hace tres meses. = 2003-12-01/2003-12-31 month
            Marcharon el pasado diciembre. = 2003-12-01/2003-12-31 month
            Marcharon del 30 de diciembre al 2 de enero. = 2003-12-30/2004-01-02 day
            """, written: "2004-03-01", .spanish)
    }
}
