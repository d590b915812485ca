extension EventLexicon {
    /// English, folded; roles as in ``Role``.
    static let english = EventLexicon(
        triggers: triggers(
            """
            massacre noun: massacre, slaughter, bloodbath, killing
            massacre plural: massacres, killings
            massacre verb: massacred, slaughtered, shot dead, gunned down, opened fire, opened fire on
            clash verb: clashed, fired on, fired upon, fired live, fired into, shot at, skirmished, repressed
            clash vague: fought, confronted, were killed, was killed, were shot, was shot, were attacked, was attacked, attacked, killed, died, were wounded, was wounded, lost
            clash participle: clashing, firing on, firing into
            clash noun: clash, confrontation, fighting, street fighting, battle, shootout, shooting, skirmish, repression, crackdown, violent battle, gun battle
            clash plural: clashes, confrontations, skirmishes, battles
            riot verb: rioted, looted, ransacked
            riot vague: torched, stoned, set fire to, were burned, was burned, burned down, set ablaze, vandalized
            riot noun: riot, looting, mutiny, arson
            riot plural: riots, disturbances
            march verb: marched, descended on, descended upon, poured into, poured down, headed for, set out for, walked to, marched on, paraded, streamed into, are marching, were marching, came down, set off for, converged on
            march participle: marching, heading for, descending on
            march noun: march, procession, long march, mass march, caravan, column, parade
            march plural: marches, columns, caravans, processions
            protest verb: protested, demonstrated, rallied, took to the streets, rose up, mobilized, mobilised, staged a protest, held a rally, revolted, returned to the streets, filled the streets, joined the struggle, went to the rallies, are demonstrating, filled the square
            protest vague: gathered, assembled
            protest participle: protesting, demonstrating, rallying
            protest noun: protest, demonstration, mobilization, mobilisation, uprising, revolt, vigil, hunger strike, sit in, rebellion, insurrection, mass meeting
            protest plural: protests, demonstrations, rallies, mobilizations, mobilisations, hunger strikes, street demonstrations, mass demonstrations, uprisings
            strike verb: went on strike, downed tools, walked out, stopped work, struck for, were on strike, walked off the job
            strike noun: strike, general strike, stoppage, walkout, work stoppage, civic strike, lockout
            strike plural: strikes, stoppages, walkouts, general strikes, civic strikes
            blockade verb: blockaded, barricaded, shut down the road, closed the road
            blockade vague: blocked, cut off, were cut off, was cut off, blocked off, have blocked, kept blocked
            blockade participle: blocking, blockading, barricading
            blockade noun: blockade, roadblock, road block, barricade, road blockade
            blockade plural: blockades, roadblocks, road blocks, barricades, road blockades
            siege verb: besieged, laid siege, sat besieged
            siege vague: surrounded, encircled
            siege noun: siege, encirclement
            siege plural: sieges
            occupation vague: occupied, took over, seized, invaded, stormed, took control of, squatted
            occupation participle: occupying
            occupation noun: occupation, takeover, land takeover, seizure, land occupation
            occupation plural: occupations, takeovers, land takeovers, land occupations
            meeting verb: met with, met in, convened
            meeting noun: meeting, assembly, summit, conference, cabildo, open assembly
            meeting plural: meetings, assemblies
            decree verb: decreed, passed a law, passed a decree, signed, rescinded, nationalized, nationalised, repealed, approved, passed
            decree noun: decree, supreme decree, referendum plan
            election verb: elected, was elected, won the election, voted
            election noun: election, referendum, ballot, vote
            resignation verb: resigned, stepped down, fled the country, was ousted, ousted, was overthrown, overthrew
            resignation noun: resignation, ouster, overthrow
            attack verb: bombed, ambushed, were bombed, was bombed, blew up, assassinated, beat up, lynched
            attack noun: air strike, airstrike, missile strike, drone strike, rocket strike, missile attack, drone attack, rocket attack, car bomb, suicide bombing, ambush, bombing, explosion, assassination, lynching, bomb attack
            attack plural: air strikes, airstrikes, missile strikes, drone strikes, missile attacks, drone attacks, rocket attacks, car bombs, bombings, ambushes, lynchings, mock lynchings
            arrest verb: arrested, detained, jailed, were arrested, was arrested, imprisoned
            arrest noun: arrest, detention
            arrest plural: arrests, detentions
            """),
        modals: words(
            """
            would could should might may can will must shall if unless threaten threatened threatens
            threatening plan plans planned planning called calls urged urge urging demand demanded
            demanding want wants wanted hope hoped intend intended promised promise vowed vow
            warned warns possible potential possibility planned feared fear whether propose proposed
            prepare preparing prepared try tried attempt attempted
            """),
        modalPhrases: phrases("in order to,ready to,about to,so that,as if,going to,to be,in case"),
        negations: words("not no never without nor neither cannot n't didn hadn wasn weren isn"),
        actors: words(
            """
            miners miner mineworkers peasants peasant campesinos farmers workers teachers students
            police army troops soldiers soldier military cocaleros growers neighbors neighbours
            residents truckers drivers protesters protestors demonstrators government unions union
            bakers vendors merchants women indigenous activists strikers marchers families
            neighborhoods policemen officers retirees pensioners doctors nurses prefect civic
            committee landowners squatters landless cooperatives cooperativists security forces
            villagers citizens inhabitants youths militants employees factory crowd crowds people
            """),
        forces: words(
            """
            army troops soldiers military police security forces riot policemen gendarmes tanks
            helicopters navy
            """),
        cues: [
            .violence: words(
                """
                protesters protestors demonstrators miners peasants campesinos cocaleros strikers
                marchers activists union unions army troops soldiers soldier police policemen
                security forces militants rebels gunmen insurgents crowd crowds mob rioters
                guerrillas guerrilla militia militiamen protest protests clash clashes uprising
                blockade blockades massacre massacres bullets gunfire shooting rifles tanks
                military helicopters confrontation confrontations demonstration demonstrations
                fighting repression paramilitaries regiment revolt rebellion
                """),
            .blockade: words(
                """
                road roads highway highways street streets bridge bridges route routes access
                avenue avenues protesters demonstrators peasants campesinos miners strikers
                residents neighbors villagers cocaleros trucks capital city palace troops
                """),
            .occupation: words(
                """
                land lands estate estates factory factories mine mines building buildings offices
                headquarters university campus plaza square bridge protesters demonstrators
                peasants campesinos miners workers students landless squatters activists settlers
                """),
            .protest: words(
                """
                protesters demonstrators thousands hundreds crowd crowds workers students peasants
                miners activists supporters unions square plaza
                """),
        ],
        otherCauses: words(
            """
            virus flu influenza disease outbreak epidemic pandemic cholera infected infection
            infections accident crash crashed collision earthquake flood floods flooding hurricane
            storm cancer leukemia suicide heart birds pigs poultry cattle malaria ebola fever
            vaccine hospitalised hospitalized overdose drowned avalanche landslide derailed
            illness illnesses plague pneumonia sickened poisoning poisoned game games season
            match tournament championship goals
            """),
        nationwide: phrases(
            """
            all over the country,across the country,throughout the country,nationwide,\
            in the whole of the country,whole country,national strike,around the country,\
            all across the country,country wide
            """),
        capital: phrases("the capital,the seat of government,nation's capital,capital city"),
        occurrences: words(
            """
            erupted staged held launched began started broke continued organized organised joined
            led participated reported occurred happened spread ended resumed called
            """),
        attributives: words("the a an its their newly democratically freely first of"),
        joints: words("and but while when whereas as then"),
        habits: words(
            """
            often usually always traditionally typically frequently generally every regularly
            sometimes whenever tend tends commonly
            """))
}
