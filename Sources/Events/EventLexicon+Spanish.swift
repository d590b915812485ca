extension EventLexicon {
    /// Spanish, folded; roles as in ``Role``.
    static let spanish = EventLexicon(
        triggers: triggers(
            """
            massacre noun: masacre, matanza
            massacre plural: masacres, matanzas
            massacre verb: masacro, masacraron, acribillaron, abrieron fuego, abrio fuego, dispararon contra
            clash verb: enfrentaron a, se enfrentaron, se enfrento, gasifico, gasificaron, gasificaba, reprimio, reprimieron, enfrentaron
            clash vague: chocaron, dispararon, disparo, murieron, murio, fueron heridos, fue herido, fueron muertos, mataron, mato, resultaron heridos, resultaron heridas, fueron heridas, fallecieron, fallecio, atacaron, ataco, perdieron la vida
            clash participle: enfrentando, disparando, reprimiendo
            clash noun: choque, enfrentamiento, combate, represion, batalla, tiroteo, refriega
            clash plural: choques, enfrentamientos, combates, batallas
            riot verb: saquearon
            riot vague: quemaron, incendiaron, apedrearon, destrozaron
            riot noun: saqueo, motin, disturbio, incendio
            riot plural: saqueos, disturbios, motines
            march verb: marcharon, marcho, marchan, marchaban
            march vague: descendieron, descendio, bajaron, bajo a, partieron, partio, caminaron, se dirigieron, avanzaron, avanzo, llegaron a, se acercaban, salieron rumbo, recorrieron, recorrio
            march participle: marchando, descendiendo
            march noun: marcha, caminata, columna, caravana, procesion
            march plural: marchas, columnas, caravanas
            protest verb: protestaron, protesto, se manifestaron, se movilizaron, se concentraron, salieron a las calles, se levantaron, se alzaron
            protest participle: protestando
            protest noun: protesta, manifestacion, concentracion, movilizacion, levantamiento, rebelion, revuelta, huelga de hambre, vigilia, insurreccion, mitin
            protest plural: protestas, manifestaciones, movilizaciones, concentraciones, huelgas de hambre, levantamientos
            strike verb: pararon, entraron en huelga, entraron en paro, acataron el paro, iniciaron un paro
            strike noun: paro, huelga, paro civico, huelga general, paro general, paro vecinal, paro indefinido, paro de 24 horas, paro de 48 horas, paro movilizado
            strike plural: paros, huelgas
            blockade verb: bloquearon, bloqueo el, bloquean, bloqueaban, cerraron el paso, cortaron el trafico, instalaron bloqueos
            blockade vague: cortaron, obstruyo, quedaron interrumpidos
            blockade participle: bloqueando
            blockade noun: bloqueo, bloqueo de caminos, corte de ruta, barricada, bloqueo de calles
            blockade plural: bloqueos, barricadas, cortes de ruta, bloqueos de caminos
            siege verb: sitiaron, cerco a
            siege vague: cercaron, rodearon
            siege noun: cerco, sitio a, asedio
            occupation verb: avasallaron
            occupation vague: tomaron, ocuparon, ocupo, fueron tomados, fueron tomadas, fue tomado, fue tomada
            occupation noun: toma, ocupacion, avasallamiento
            occupation plural: tomas, ocupaciones, avasallamientos
            meeting verb: se reunieron, se reunio
            meeting noun: reunion, asamblea, cabildo, ampliado, congreso, cumbre
            meeting plural: reuniones, asambleas, cabildos
            decree verb: promulgo, decreto el, aprobo, derogo, nacionalizo, anulo
            decree noun: decreto, decreto supremo
            election verb: eligieron, eligio, fue elegido, votaron
            election noun: eleccion, referendum, referendo, elecciones
            resignation verb: renuncio, renunciaron, dimitio, huyo del pais, fue derrocado
            resignation noun: renuncia, dimision, derrocamiento
            attack verb: emboscaron, asesinaron, asesino, lincharon
            attack noun: emboscada, atentado, asesinato, linchamiento
            attack plural: atentados, asesinatos, linchamientos
            arrest verb: detuvieron, arrestaron, detuvo, fueron detenidos, fueron detenidas, fue detenido, fue detenida, fueron arrestados, fueron arrestadas
            arrest noun: detencion, arresto
            arrest plural: detenciones, arrestos
            """),
        modals: words(
            """
            podria podrian debe deben deberia si amenazo amenazaron amenaza amenazan convoco convocaron
            convocatoria anuncio anunciaron planea planean exigio exigieron exige exigen pidio
            pidieron pide quieren quiere espera esperan evitar puede pueden advirtio advirtieron
            advierte alerta alerto proxima proximo intentaron intento trataron
            """),
        modalPhrases: phrases("para que,en caso de,a fin de,con el fin de,se prepara"),
        negations: words("no ni nunca jamas sin tampoco"),
        actors: words(
            """
            mineros campesinos trabajadores maestros estudiantes policia policias ejercito tropas
            soldados militares cocaleros alumnos vecinos pobladores choferes transportistas manifestantes
            gobierno sindicatos fabriles gremiales comerciantes mujeres indigenas activistas
            marchistas comunarios jubilados universitarios dirigentes obreros empleados civicos
            ciudadanos habitantes juntas federacion
            """),
        forces: words("ejercito tropas soldados militares policia policias uniformados efectivos"),
        cues: [
            .violence: words(
                """
                manifestantes mineros campesinos cocaleros vecinos huelguistas marchistas
                activistas sindicato sindicatos ejercito tropas soldados soldado policia policias
                militares militar uniformados efectivos guerrilla guerrilleros paramilitares
                protesta protestas choque choques enfrentamiento enfrentamientos bloqueo bloqueos
                masacre masacres bala balas bala disparos armas gases represion comunarios
                universitarios levantamiento revuelta
                """),
            .blockade: words(
                """
                camino caminos carretera carreteras via vias calle calles puente puentes ruta rutas
                acceso accesos avenida avenidas trafico transito manifestantes campesinos mineros
                vecinos comunarios transportistas ciudad palacio tropas
                """),
            .occupation: words(
                """
                tierra tierras predio predios fabrica fabricas mina minas edificio edificios
                oficinas sede universidad plaza puente puentes instalaciones manifestantes
                campesinos mineros trabajadores estudiantes sectores vecinos comunarios
                """),
            .protest: words(
                """
                manifestantes mineros campesinos cocaleros vecinos trabajadores estudiantes
                maestros fabriles gremiales marchistas universitarios comunarios indigenas
                miles cientos columna columnas personas marcha obreros
                """),
        ],
        otherCauses: words(
            """
            virus gripe enfermedad brote epidemia pandemia colera infectados accidente
            colision terremoto sismo inundacion inundaciones huracan tormenta cancer suicidio aves
            cerdos malaria fiebre vacuna intoxicacion partido torneo campeonato goles dengue
            derrumbe deslizamiento embarrancamiento vuelco
            """),
        nationwide: phrases(
            "todo el pais,en el pais,a nivel nacional,todo el territorio,paro nacional,huelga nacional"
        ),
        capital: phrases("sede de gobierno,la sede de gobierno"),
        occurrences: words(
            """
            registro registraron registrado produjo produjeron protagonizo protagonizaron realizo
            realizaron cumplio cumplieron instalo instalaron instalados comenzo comenzaron inicio
            iniciaron estallo estallaron desarrollo efectuo encabezaron encabezo participaron
            participo concluyo concluyeron ocurrio ocurrieron hubo protagonizar
            """),
        attributives: words("el la los las un una recien"),
        joints: words("y pero mientras cuando e luego"),
        habits: words("siempre suelen suele generalmente tradicionalmente cada habitualmente"))
}
