import Reports
import Testing

@testable import Events

@Suite struct TriggerFinderTests {
    /// "march verb", "strike noun modality", one after the other.
    private func triggers(_ text: String, _ language: Language) throws -> String {
        let report = try Samples.report(text, written: nil, language: language)
        let finder = TriggerFinder(report: report, lexicon: try Samples.model.lexicon(of: language))
        return report.blocks.flatMap(\.sentences).flatMap { finder.triggers(in: $0) }
            .map { found in
                let status = found.status.map { " \($0)" } ?? ""
                return "\(found.trigger.type.rawValue) \(found.trigger.role)\(status)"
            }
            .joined(separator: "; ")
    }

    @Test(arguments: [
        ("The miners marched to Oruro.", "march verb"),
        ("The march reached Oruro.", "march noun"),
        ("Peasants blockaded the road.", "blockade verb"),
        ("They held Oruro, barricading the road.", "blockade participle"),
        ("Blockades stood on every road.", "blockade plural"),
        ("Soldiers opened fire on the crowd.", "massacre verb"),
        ("Five miners were killed in a clash.", "clash vague; clash noun"),
        ("Teachers went on strike.", "strike verb"),
        ("A general strike began.", "strike noun"),
        ("Peasants occupied the estate.", "occupation verb"),
        ("Crowds looted shops.", "riot verb"),
        ("Rebels ambushed a bus.", "attack verb"),
        ("Police arrested the leader.", "arrest verb"),
        ("The president resigned.", "resignation verb"),
        ("They took to the streets.", "protest verb"),
        ("The peasants besieged the town.", "siege verb"),
    ])
    func `a word that tells an event is found with its role`(text: String, says: String) throws {
        let found = try triggers(text, .english)
        #expect(found == says)
    }

    @Test(arguments: [
        ("Los mineros marcharon a Oruro.", "march verb"),
        ("La marcha llegó a Oruro.", "march noun"),
        ("Los campesinos bloquearon la ruta.", "blockade verb"),
        ("Hubo enfrentamientos en la plaza.", "clash plural"),
        ("Los vecinos acataron el paro.", "strike verb"),
        ("Se inició la huelga general.", "strike noun"),
        ("Los soldados abrieron fuego.", "massacre verb"),
        ("La policía gasificó a los maestros.", "clash verb"),
        ("Los colonos tomaron la hacienda.", "occupation vague"),
        ("Se reunió el comité.", "meeting verb"),
        ("El presidente renunció.", "resignation verb"),
        ("Detuvieron al dirigente.", "arrest verb"),
    ])
    func `a Spanish word that tells an event is found with its role`(
        text: String, says: String
    ) throws {
        let found = try triggers(text, .spanish)
        #expect(found == says)
    }

    @Test(arguments: [
        ("The miners did not march.", "march noun negation"),
        ("There was no blockade in Oruro.", "blockade noun negation"),
        ("They never marched on Oruro.", "march verb negation"),
        ("Unions called for a strike.", "strike noun call"),
        ("The union threatened a general strike.", "strike noun threat"),
        ("The miners would have marched.", "march verb modality"),
        ("They plan a march on Oruro.", "march noun plan"),
        ("They met in order to avoid a strike.", "meeting verb; strike noun negation"),
    ])
    func `what is denied, wished or threatened is marked so`(text: String, says: String) throws {
        let found = try triggers(text, .english)
        #expect(found == says)
    }

    @Test(arguments: [
        ("No hubo bloqueo en Oruro.", "blockade noun negation"),
        ("Los mineros no marcharon.", "march verb negation"),
        ("Nunca bloquearon la ruta.", "blockade verb negation"),
        ("La central amenazó con un paro.", "strike noun threat"),
        ("La central convocó a una huelga general.", "strike noun call"),
        ("Anunciaron una marcha.", "march noun plan"),
        ("Exigen el fin de la represión.", "clash noun call"),
    ])
    func `what is denied, wished or threatened in Spanish is marked so`(
        text: String, says: String
    ) throws {
        let found = try triggers(text, .spanish)
        #expect(found == says)
    }

    @Test(arguments: [
        "The town is surrounded by mountains.", "He leads the National Strike Committee.",
        "She joined the Federation of Assemblies.", "Minister Carlos Marches spoke.",
        "Mountains stand around Oruro.",
    ])
    func `names and landscapes tell no event`(text: String) throws {
        let found = try triggers(text, .english)
        #expect(found == "")
    }

    @Test(arguments: [
        ("On May 12 they marched.", "march verb"),
        ("Not a word was said, but they marched.", "march verb"),
        ("The union had no money; it called nobody, and the miners marched.", "march verb"),
    ])
    func `a denial or a wish ends with its clause`(text: String, says: String) throws {
        let found = try triggers(text, .english)
        #expect(found == says)
    }

    @Test func `every rule has a sentence of its own`() {
        let sentences = EventRule.allCases.map(\.sentence)
        #expect(Set(sentences).count == sentences.count)
        #expect(sentences.allSatisfy { !$0.isEmpty })
    }
}
