import Reports
import Testing

@testable import Events

/// How many were killed, hurt, arrested or took part, in single sentences.
@Suite struct TollReaderTests {
    @Test(arguments: [
        CountedSentence("The day left 17 dead in Oruro.", "deaths 17/17/17"),
        CountedSentence("There were 59 deaths in all.", "deaths 59/59/59"),
        CountedSentence("Five fatalities were counted.", "deaths 5/5/5"),
        CountedSentence("The army killed 8 people.", "deaths 8/8/8"),
        CountedSentence("Five peasants were killed.", "deaths 5/5/5"),
        CountedSentence("Seven protesters were shot dead.", "deaths 7/7/7"),
        CountedSentence("Twenty-five miners had died.", "deaths 25/25/25"),
        CountedSentence("One hundred and twenty people were killed.", "deaths 120/120/120"),
        CountedSentence("A soldier died.", "deaths 1/1/1"),
        CountedSentence("The riot claimed 60 lives.", "deaths 60/60/60"),
        CountedSentence("Troops opened fire, killing six students.", "deaths 6/6/6"),
        CountedSentence("It was a death toll of 59.", "deaths 59/59/59"),
        CountedSentence("The death toll rose to 59.", "deaths 59/59/59"),
        CountedSentence("The death toll has risen to 59.", "deaths 59/59/59"),
        CountedSentence("Twelve were killed.", "deaths 12/12/12"),
        CountedSentence("They clashed, and 120 were arrested.", "arrested 120/120/120"),
        CountedSentence("Three others were wounded.", "injured 3/3/3"),
        CountedSentence("Six students were wounded.", "injured 6/6/6"),
        CountedSentence("Police arrested 40 demonstrators.", "arrested 40/40/40"),
        CountedSentence("There were 60 arrests.", "arrested 60/60/60"),
        CountedSentence("Twelve farmers were detained.", "arrested 12/12/12"),
        CountedSentence("Some 15,000 miners marched.", "participants 15000/15000/15000"),
        CountedSentence(
            "Two thousand five hundred teachers marched.", "participants 2500/2500/2500"),
        CountedSentence("They killed 8 people and wounded 20.", "deaths 8/8/8; injured 20/20/20"),
        CountedSentence(
            "Eight people were killed and 20 injured.", "deaths 8/8/8; injured 20/20/20"),
    ])
    func `a plain figure is the lowest, the best and the highest`(
        _ sentence: CountedSentence
    ) throws {
        let found = try sentence.figures(.english)
        #expect(found == sentence.says)
    }

    @Test(arguments: [
        CountedSentence("At least five peasants were killed.", "deaths 5/5/-"),
        CountedSentence("No fewer than 12 miners were killed.", "deaths 12/12/-"),
        CountedSentence(
            "The day left more than 50 dead and hundreds of wounded.",
            "deaths 50/50/-; injured 200/-/-"),
        CountedSentence(
            "Thirty dead, over one hundred wounded.", "deaths 30/30/30; injured 100/100/-"),
        CountedSentence("At least 12 were killed.", "deaths 12/12/-"),
        CountedSentence("Up to 80 people were killed.", "deaths -/80/80"),
        CountedSentence("As many as 80 people were killed.", "deaths -/80/80"),
        CountedSentence("Dozens of people were injured.", "injured 24/-/-"),
        CountedSentence("There were dozens of dead.", "deaths 24/-/-"),
        CountedSentence("Several people were killed.", "deaths 3/-/-"),
        CountedSentence("Hundreds of workers were arrested.", "arrested 200/-/-"),
        CountedSentence("Thousands of peasants marched.", "participants 2000/-/-"),
        CountedSentence("Tens of thousands of people marched.", "participants 20000/-/-"),
        CountedSentence("Hundreds of thousands of people marched.", "participants 200000/-/-"),
    ])
    func `a figure that is told as a bound leaves the other side open`(
        _ sentence: CountedSentence
    ) throws {
        let found = try sentence.figures(.english)
        #expect(found == sentence.says)
    }

    @Test(arguments: [
        CountedSentence("Diecisiete muertos hubo en Oruro.", "deaths 17/17/17"),
        CountedSentence("Cinco campesinos murieron.", "deaths 5/5/5"),
        CountedSentence("Murieron cinco campesinos.", "deaths 5/5/5"),
        CountedSentence("Murió un minero.", "deaths 1/1/1"),
        CountedSentence("Un soldado murió en la ruta.", "deaths 1/1/1"),
        CountedSentence("Doce personas perdieron la vida.", "deaths 12/12/12"),
        CountedSentence("El choque dejó un saldo de 59 muertos.", "deaths 59/59/59"),
        CountedSentence("Al menos ocho personas fallecieron.", "deaths 8/8/-"),
        CountedSentence(
            "Hubo más de 50 muertos y cientos de heridos.", "deaths 50/50/-; injured 200/-/-"),
        CountedSentence("Hubo un muerto y tres heridos.", "deaths 1/1/1; injured 3/3/3"),
        CountedSentence("Treinta y dos mineros murieron.", "deaths 32/32/32"),
        CountedSentence("Hubo decenas de muertos.", "deaths 20/-/-"),
        CountedSentence("Hasta 80 personas murieron.", "deaths -/80/80"),
        CountedSentence("Veinte estudiantes resultaron heridos.", "injured 20/20/20"),
        CountedSentence("Resultaron heridas 20 personas.", "injured 20/20/20"),
        CountedSentence("Treinta personas fueron detenidas.", "arrested 30/30/30"),
        CountedSentence("Fueron detenidos 30 manifestantes.", "arrested 30/30/30"),
        CountedSentence("Detuvieron a 40 manifestantes.", "arrested 40/40/40"),
        CountedSentence("Al menos 12.000 personas marcharon.", "participants 12000/12000/-"),
        CountedSentence("Marcharon dos mil quinientos maestros.", "participants 2500/2500/2500"),
        CountedSentence("Marcharon decenas de miles de personas.", "participants 20000/-/-"),
    ])
    func `Spanish figures are read as English ones are`(_ sentence: CountedSentence) throws {
        let found = try sentence.figures(.spanish)
        #expect(found == sentence.says)
    }

    @Test(arguments: [
        "Forty percent of the miners were killed.", "It hurt 40% of the workers.",
        "In 1985 miners were killed.", "The law of 2003 was killed.",
        "They paid 500 dollars.", "It cost $500.", "They walked 80 kilometres.",
        "The strike lasted 24 hours.", "They left at 8 am.", "A 17-year-old was there.",
        "He was aged 17.", "They blocked route 12.", "Article 5 was read.", "It was the 15th time.",
        "They came 3 times.", "No one was killed.", "Nobody was killed.", "People were killed.",
        "The miners were killed.", "Some 300 families marched.", "Three soldiers stood guard.",
        "The tax rose by 1.5 points.", "There were 8 casualties.",
        "On Monday 13 were killed some hopes.", "The army lost 12 trucks.",
        "The march cost 40 bottles.", "One was killed by the news.",
    ])
    func `what counts no people is no toll`(text: String) throws {
        let found = try CountedSentence(text).figures(.english)
        #expect(found == "")
    }

    @Test(arguments: [
        "El paro duró 24 horas.", "Caminaron 80 kilómetros.", "Gastaron 500 bolivianos.",
        "El 40% de los mineros marchó.", "Leyeron la ley 1008.", "Bloquearon la ruta 4.",
        "Tenía 17 años.", "No hubo muertos.", "En 2003 murieron mineros.",
        "El lunes 13 murieron mineros.", "El 12 fueron detenidos los dirigentes.",
    ])
    func `what counts no people is no toll in Spanish`(text: String) throws {
        let found = try CountedSentence(text).figures(.spanish)
        #expect(found == "")
    }

    @Test(arguments: [
        ("The death toll was 59.", true), ("Altogether 59 people were killed.", true),
        ("The army killed 59 people.", false),
    ])
    func `words that sum up make a figure a total`(text: String, isTotal: Bool) throws {
        let found = try CountedSentence(text).found(.english)
        #expect(found.map(\.isTotal) == [isTotal])
    }

    @Test(arguments: [
        CountedSentence("Two miners and a soldier were killed.", "deaths 3/3/3"),
        CountedSentence("Between 20 and 30 people were killed.", "deaths 20/-/30"),
        CountedSentence("Sixty people lost their lives.", "deaths 60/60/60"),
        CountedSentence("The army killed two miners, a student and a soldier.", "deaths 4/4/4"),
        CountedSentence("Between 20 and 30 miners marched.", "participants 20/-/30"),
        CountedSentence("Not one miner was killed.", ""),
    ])
    func `lists are summed and spans keep both ends`(_ sentence: CountedSentence) throws {
        let figures = try sentence.figures(.english)
        #expect(figures == sentence.says)
    }
}
