import Reports
import TestMaterial
import Testing

@testable import Events

/// How many were killed, hurt, arrested or took part, in single sentences.
///
/// A line is a sentence and what its figures count: lowest, best, highest, a hyphen for what is not
/// told; a total behind it where it sums up more than the day.
@Suite struct TollReaderTests {
    private func check(_ table: String, _ language: Language) throws {
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Samples.Missing(what: "figures in '\(line)'") }
            let text = String(parts[0])
            let found = try CountedSentence(text).found(language).map { figure in
                "\(figure.counts) \(Samples.line(figure.toll))\(figure.isTotal ? " total" : "")"
            }
            let says = parts[1].split(separator: ";").map {
                $0.split(separator: " ").joined(separator: " ")
            }
            #expect(found == says.filter { !$0.isEmpty }, "\(text)")
        }
    }

    @Test func `a plain figure is the lowest, the best and the highest`() throws {
        try check(
            """
            The day left 17 dead in Oruro. = deaths 17/17/17
            There were 59 deaths. = deaths 59/59/59
            Five fatalities were counted. = deaths 5/5/5
            The army killed 8 people. = deaths 8/8/8
            Five peasants were killed. = deaths 5/5/5
            Seven protesters were shot dead. = deaths 7/7/7
            Police shot dead seven protesters. = deaths 7/7/7
            Twenty-five miners had died. = deaths 25/25/25
            One hundred and twenty people were killed. = deaths 120/120/120
            A soldier died. = deaths 1/1/1
            A miner was shot dead. = deaths 1/1/1
            A 14-year-old girl was killed. = deaths 1/1/1
            A farmer, 45, was killed. = deaths 1/1/1
            A miner, a father of three, was killed. = deaths 1/1/1
            One of them died. = deaths 1/1/1
            One of the miners was killed. = deaths 1/1/1
            Two of them died later. = deaths 2/2/2
            The riot claimed 60 lives. = deaths 60/60/60
            The riot claimed the lives of 12 people. = deaths 12/12/12
            The riot cost the lives of 12 miners. = deaths 12/12/12
            Sixty people lost their lives. = deaths 60/60/60
            Troops opened fire, killing six students. = deaths 6/6/6
            The clash ended with the death of three miners. = deaths 3/3/3
            They mourned the deaths of three miners. = deaths 3/3/3
            They protested the killing of five students. = deaths 5/5/5
            The bodies of four miners were found. = deaths 4/4/4
            It was a death toll of 59. = deaths 59/59/59
            The death toll was 59. = deaths 59/59/59
            The number of dead stands at 17. = deaths 17/17/17
            Dead: 17. = deaths 17/17/17
            Thirty dead over the weekend. = deaths 30/30/30
            Twelve were killed. = deaths 12/12/12
            Twelve bakers were killed. = deaths 12/12/12
            Troops killed 12 weavers. = deaths 12/12/12
            Three people were killed by gunfire on Monday. = deaths 3/3/3
            A dozen miners were killed. = deaths 12/12/12
            Two dozen miners were killed. = deaths 24/24/24
            Half a dozen miners died. = deaths 6/6/6
            A village elder was killed. = deaths 1/1/1
            A Kenyan weaver was killed and three were wounded. = deaths 1/1/1; injured 3/3/3
            Six fighters from the northern hills were killed. = deaths 6/6/6
            Five members of a family, including two children, were killed. = deaths 5/5/5
            Twenty people including five police were wounded. = injured 20/20/20
            At least 15 pro-government soldiers were killed. = deaths 15/15/-
            Troops killed a weaver and wounded two. = deaths 1/1/1; injured 2/2/2
            On May 5 Bolivian miners died. =
            Five members of the Weavers Union (WU) were killed. = deaths 5/5/5
            Five miners were eventually killed. = deaths 5/5/5
            A soldier shot and killed seven pupils. = deaths 7/7/7
            A suicide bomber killed at least four people. = deaths 4/4/-
            Two soldiers killed five miners. = deaths 5/5/5
            Five miners killed in Oruro on Monday were mourned. = deaths 5/5/5
            Shells killed a number of miners. =
            Three others were wounded. = injured 3/3/3
            Six students were wounded. = injured 6/6/6
            Shots wounded two women. = injured 2/2/2
            They clashed, and 120 were arrested. = arrested 120/120/120
            Police arrested 40 demonstrators. = arrested 40/40/40
            There were 60 arrests. = arrested 60/60/60
            Twelve farmers were detained. = arrested 12/12/12
            The march ended with the arrest of 40 students. = arrested 40/40/40
            They killed 8 people and wounded 20. = deaths 8/8/8; injured 20/20/20
            Eight people were killed and 20 injured. = deaths 8/8/8; injured 20/20/20
            Five dead, 20 wounded. = deaths 5/5/5; injured 20/20/20
            Three were killed, ten hurt and 40 arrested. = deaths 3/3/3; injured 10/10/10; arrested 40/40/40
            """, .english)
    }

    @Test func `a figure that is told as a bound leaves the other side open`() throws {
        try check(
            """
            At least five peasants were killed. = deaths 5/5/-
            No fewer than 12 miners were killed. = deaths 12/12/-
            No less than 12 miners were killed. = deaths 12/12/-
            More than 50 people were killed. = deaths 50/50/-
            Thirty dead, over one hundred wounded. = deaths 30/30/30; injured 100/100/-
            At least 12 were killed. = deaths 12/12/-
            At least two dozen miners died. = deaths 24/24/-
            Fifty or more people died. = deaths 50/50/-
            The death of at least three miners was confirmed. = deaths 3/3/-
            Up to 80 people were killed. = deaths -/80/80
            As many as 80 people were killed. = deaths -/80/80
            No more than 12 people were killed. = deaths -/12/12
            Nearly 80 people were killed. = deaths -/80/80
            Fewer than 20 people were killed. = deaths -/-/20
            Dozens of people were injured. = injured 12/-/-
            There were dozens of dead. = deaths 12/-/-
            Scores of people were killed. = deaths 20/-/-
            Several people were killed. = deaths 3/-/-
            Several hundred people were arrested. = arrested 300/-/-
            Hundreds of workers were arrested. = arrested 100/-/-
            The day left 50 dead and hundreds of wounded. = deaths 50/50/50; injured 100/-/-
            Between 20 and 30 people were killed. = deaths 20/-/30
            There were 20 to 30 dead. = deaths 20/-/30
            There were 20-30 dead. = deaths 20/-/30
            Five or six miners were killed. = deaths 5/-/6
            Between 20 and 30 miners marched. = participants 20/-/30
            """, .english)
    }

    @Test func `lists are summed, and a total is never added to its parts`() throws {
        try check(
            """
            Two miners and a soldier were killed. = deaths 3/3/3
            A soldier and two miners were killed. = deaths 3/3/3
            The army killed two miners, a student and a soldier. = deaths 4/4/4
            Troops killed three people, two miners and a soldier. = deaths 3/3/3
            Three people, two miners and a soldier, were killed. = deaths 3/3/3
            Five people were killed: two miners and three soldiers. = deaths 5/5/5
            Five people were killed, including two children. = deaths 5/5/5
            Troops killed five people, among them two children. = deaths 5/5/5
            At least two miners and a soldier were killed. = deaths 3/3/-
            Police arrested two teachers and a student. = arrested 3/3/3
            Police arrested a dozen people, four of them women. = arrested 12/12/12
            A pregnant woman and her son died. = deaths 2/2/2
            Eight of the wounded later died. = deaths 8/8/8
            The fire killed all 12 miners. = deaths 12/12/12
            The dead now number 32. = deaths 32/32/32
            The number of dead exceeds 32. = deaths 32/32/-
            """, .english)
    }

    @Test func `who took part is counted where people march or nothing else is told`() throws {
        try check(
            """
            Some 15,000 miners marched. = participants 15000/15000/15000
            Two thousand five hundred teachers marched. = participants 2500/2500/2500
            Some 20,000 marched. = participants 20000/20000/20000
            Some 20,000 people took to the streets. = participants 20000/20000/20000
            At least 500 gathered in the square. = participants 500/500/-
            Twelve students marched. = participants 12/12/12
            A crowd of 5,000 listened. = participants 5000/5000/5000
            Thousands of peasants marched. = participants 1000/-/-
            Tens of thousands of people marched. = participants 10000/-/-
            Hundreds of thousands of people marched. = participants 100000/-/-
            Several thousand miners marched. = participants 3000/-/-
            More than 3,000 soldiers stood guard. =
            A town of 20,000 inhabitants stood still. =
            A bus carrying 60 passengers left the road. =
            Some 300 miners began a strike. = participants 300/300/300
            """, .english)
    }

    @Test func `nobody is 0, which is not unknown`() throws {
        try check(
            """
            No one was killed. = deaths 0/0/0
            Nobody was hurt. = injured 0/0/0
            There were no deaths. = deaths 0/0/0
            There were no deaths or injuries. = deaths 0/0/0; injured 0/0/0
            There were neither deaths nor injuries. = deaths 0/0/0; injured 0/0/0
            No deaths were reported. = deaths 0/0/0
            No miners were killed. = deaths 0/0/0
            Not a single person died. = deaths 0/0/0
            There were no arrests. = arrested 0/0/0
            None of them died. = deaths 0/0/0
            People were killed. =
            The miners were killed. =
            """, .english)
    }

    @Test func `what counts no people is no toll`() throws {
        try check(
            """
            Forty percent of the miners were killed. =
            It hurt 40% of the workers. =
            In 1985 miners were killed. =
            The law of 2003 was killed. =
            They paid 500 dollars. =
            It cost $500. =
            They walked 80 kilometres. =
            The strike lasted 24 hours. =
            They left at 8 am. =
            They left at 9:30 and died. =
            A 17-year-old was there. =
            He was aged 17. =
            They blocked route 12. =
            Article 5 was read. =
            It was the 15th time. =
            They came 3 times. =
            Some 300 families marched. =
            Three soldiers stood guard. =
            The tax rose by 1.5 points. =
            There were 8 casualties. =
            On Monday 13 were killed some hopes. =
            The army lost 12 trucks. =
            Rebels killed 12 trucks. =
            The flood killed 300 llamas. =
            The march cost 40 bottles. =
            One was killed by the news. =
            He got two death threats. =
            Police seized 12 rifles. =
            Shells killed a plan of peace. =
            A bill was killed by senators. =
            They closed 40 schools of the town. =
            He was sentenced to 30 years. =
            On October 20, 2003, it rained and killed hopes. =
            """, .english)
    }

    @Test func `running totals are no toll of a day, and a day's own figure stays one`() throws {
        try check(
            """
            Five miners were killed on Sunday, bringing the death toll to 63 since September. = deaths 5/5/5; deaths 63/63/63 total
            The clash left five dead on Sunday and raised to 63 the number of deaths. = deaths 5/5/5; deaths 63/63/63 total
            The death toll rose to 59. = deaths 59/59/59 total
            The death toll has risen to 59. = deaths 59/59/59 total
            Altogether 59 people were killed. = deaths 59/59/59 total
            In all, 59 people were killed. = deaths 59/59/59 total
            Sixty people have been killed since September, five of them on Sunday. = deaths 60/60/60 total
            So far 12 people have been arrested. = arrested 12/12/12 total
            Sixty people were killed and 200 wounded since September. = deaths 60/60/60 total; injured 200/200/200 total
            The army killed 59 people. = deaths 59/59/59
            Some 300 growers have blocked the road since Tuesday. = participants 300/300/300
            Ten people died in the deadliest clash since March. = deaths 10/10/10
            """, .english)
    }

    // MARK: - Spanish

    @Test func `plain figures in Spanish`() throws {
        try check(
            """
            Diecisiete muertos hubo en Oruro. = deaths 17/17/17
            Cinco campesinos murieron. = deaths 5/5/5
            Murieron cinco campesinos. = deaths 5/5/5
            Murió un minero. = deaths 1/1/1
            Un soldado murió en la ruta. = deaths 1/1/1
            Murió un niño de 12 años. = deaths 1/1/1
            Una niña de 14 años murió. = deaths 1/1/1
            Un minero, padre de tres niños, murió. = deaths 1/1/1
            Uno de ellos murió. = deaths 1/1/1
            Dos de ellos fallecieron. = deaths 2/2/2
            Doce personas perdieron la vida. = deaths 12/12/12
            El choque dejó un saldo de cinco muertos. = deaths 5/5/5
            El choque dejó cinco muertos y veinte heridos. = deaths 5/5/5; injured 20/20/20
            Las víctimas fatales ascienden a 17. = deaths 17/17/17
            Los muertos son 17. = deaths 17/17/17
            La represión cobró la vida de doce mineros. = deaths 12/12/12
            Protestaron por la muerte de tres mineros. = deaths 3/3/3
            Condenaron el asesinato de dos dirigentes. = deaths 2/2/2
            Fueron asesinados tres dirigentes. = deaths 3/3/3
            Cinco miembros de un sindicato fueron asesinados. = deaths 5/5/5
            Los soldados mataron a un tejedor. = deaths 1/1/1
            Ocho de los heridos murieron después. = deaths 8/8/8
            Cayeron acribillados cinco tejedores. = deaths 5/5/5
            Una mujer y su hijo murieron. = deaths 2/2/2
            Fueron aprehendidas doce personas, entre ellas cuatro mujeres. = arrested 12/12/12
            Los heridos superan los 400. = injured 400/400/-
            El ejército mató a ocho personas. = deaths 8/8/8
            Los soldados mataron a 12 tejedores. = deaths 12/12/12
            Hallaron los cuerpos de cuatro mineros. = deaths 4/4/4
            Hubo un muerto y tres heridos. = deaths 1/1/1; injured 3/3/3
            Treinta y dos mineros murieron. = deaths 32/32/32
            Una docena de mineros murió. = deaths 12/12/12
            Medio centenar de mineros murió. = deaths 50/50/50
            Tres murieron y 20 resultaron heridos. = deaths 3/3/3; injured 20/20/20
            Muertos: 17. = deaths 17/17/17
            Veinte estudiantes resultaron heridos. = injured 20/20/20
            Resultaron heridas 20 personas. = injured 20/20/20
            Hirieron a dos mujeres. = injured 2/2/2
            Treinta personas fueron detenidas. = arrested 30/30/30
            Fueron detenidos 30 manifestantes. = arrested 30/30/30
            Detuvieron a 40 manifestantes. = arrested 40/40/40
            La marcha acabó con la detención de 40 estudiantes. = arrested 40/40/40
            Dos mineros y un soldado murieron. = deaths 3/3/3
            Murieron un soldado y dos mineros. = deaths 3/3/3
            Mataron a tres personas, dos mineros y un soldado. = deaths 3/3/3
            Murieron cinco personas, entre ellas dos niños. = deaths 5/5/5
            """, .spanish)
    }

    @Test func `bounds in Spanish`() throws {
        try check(
            """
            Al menos ocho personas fallecieron. = deaths 8/8/-
            Murieron por lo menos ocho personas. = deaths 8/8/-
            No menos de ocho personas murieron. = deaths 8/8/-
            Hubo más de 50 muertos y cientos de heridos. = deaths 50/50/-; injured 100/-/-
            Hubo 50 o más muertos. = deaths 50/50/-
            Hasta 80 personas murieron. = deaths -/80/80
            Cerca de 80 personas murieron. = deaths -/80/80
            Menos de 20 personas murieron. = deaths -/-/20
            Hubo decenas de muertos. = deaths 10/-/-
            Hubo docenas de muertos. = deaths 12/-/-
            Hubo varios muertos. = deaths 3/-/-
            Varios cientos de personas fueron detenidas. = arrested 300/-/-
            Entre 20 y 30 mineros murieron. = deaths 20/-/30
            Hubo de 20 a 30 muertos. = deaths 20/-/30
            """, .spanish)
    }

    @Test func `who took part in Spanish`() throws {
        try check(
            """
            Al menos 12.000 personas marcharon. = participants 12000/12000/-
            Marcharon dos mil quinientos maestros. = participants 2500/2500/2500
            Marcharon decenas de miles de personas. = participants 10000/-/-
            Unas tres mil personas marcharon. = participants 3000/3000/3000
            Unos 20.000 marcharon. = participants 20000/20000/20000
            Una multitud de 5.000 escuchaba. = participants 5000/5000/5000
            Varios miles de mineros marcharon. = participants 3000/-/-
            Más de 500 soldados vigilaban. =
            El pueblo de 20.000 habitantes paró. =
            """, .spanish)
    }

    @Test func `nobody in Spanish`() throws {
        try check(
            """
            Nadie murió. = deaths 0/0/0
            No hubo muertos. = deaths 0/0/0
            No hubo muertos ni heridos. = deaths 0/0/0; injured 0/0/0
            No se registraron heridos. = injured 0/0/0
            No murió nadie. = deaths 0/0/0
            Nadie resultó herido. = injured 0/0/0
            Los mineros murieron. =
            """, .spanish)
    }

    @Test func `what counts no people is no toll in Spanish`() throws {
        try check(
            """
            El paro duró 24 horas. =
            Caminaron 80 kilómetros. =
            Gastaron 500 bolivianos. =
            El 40% de los mineros marchó. =
            El 40 por ciento de los mineros murió. =
            Leyeron la ley 1008. =
            Bloquearon la ruta 4. =
            Tenía 17 años. =
            Murió a los 45 años. =
            En 2003 murieron mineros. =
            El lunes 13 murieron mineros. =
            El 12 fueron detenidos los dirigentes. =
            Quemaron 12 camiones. =
            La helada mató 300 llamas. =
            Fue condenado a 30 años. =
            Unas 300 familias marcharon. =
            """, .spanish)
    }

    @Test func `running totals in Spanish`() throws {
        try check(
            """
            Cinco mineros murieron el domingo, lo que eleva a 63 los muertos desde septiembre. = deaths 5/5/5; deaths 63/63/63 total
            Los muertos subieron a 17. = deaths 17/17/17 total
            En total, 59 personas murieron. = deaths 59/59/59 total
            Murieron sesenta mineros desde septiembre. = deaths 60/60/60 total
            Hasta la fecha hubo 12 detenidos. = arrested 12/12/12 total
            Dispararon desde el cerro y mataron a tres mineros. = deaths 3/3/3
            """, .spanish)
    }

    @Test(arguments: 0..<200)
    func `random words give figures within their sentence, in order, none below zero`(
        seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let words = [
            "killed", "five", "people", "dead", ",", "and", "no", "between", "20", "to", "a", "of",
            "toll", "since", "12", "-", "year", "old", "were", "dozens", "muertos", "y", "murieron",
            "entre", "dos", "mil", "million", "999999999", "none", "or", "hundreds", "(", ")", ":",
        ]
        var text = ""
        for _ in 0..<60 { text += (words.randomElement(using: &random) ?? "") + " " }
        for language in Language.allCases {
            let report = try Samples.report(text, written: nil, language: language)
            let reader = TollReader(
                report: report, words: try Samples.model.lexicon(of: language).tolls)
            for sentence in report.blocks.flatMap(\.sentences) {
                var last = sentence.lowerBound
                for figure in reader.tolls(in: sentence) {
                    #expect(figure.tokens.upperBound >= last, "seed \(seed)")
                    #expect(figure.tokens.upperBound <= sentence.upperBound, "seed \(seed)")
                    last = figure.tokens.upperBound
                    let values = [figure.toll.low, figure.toll.best, figure.toll.high]
                        .compactMap { $0 }
                    #expect(!values.isEmpty && values == values.sorted(), "seed \(seed)")
                    #expect(values.allSatisfy { $0 >= 0 }, "seed \(seed)")
                }
            }
        }
    }
}
