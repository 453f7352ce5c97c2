//! Trial texts in French, Spanish, German, Portuguese and Italian: organisations and people, found and not found.

use crate::extraction::{article, names};

/// What a list of an article in one paragraph holds; sentences without names make its language plain.
fn found(key: &str, language: &str, paragraph: &str) -> Vec<String> {
    let plain = match language {
        "fr" => "Il a beaucoup plu cette année, et les gens du village ont dû attendre que les routes soient de nouveau ouvertes avant de partir.",
        "es" => "Ha llovido mucho este año, y la gente del pueblo tuvo que esperar a que se abrieran de nuevo los caminos antes de poder salir.",
        "de" => "Es hat in diesem Jahr viel geregnet, und die Leute mussten warten, bis die Wege wieder offen waren, bevor sie gehen konnten.",
        "pt" => {
            "Choveu muito neste ano, e as pessoas tiveram de esperar que os caminhos fossem abertos de novo antes de poderem sair, mas não desistiram."
        }
        _ => "Ha piovuto molto quest’anno, e la gente ha dovuto aspettare che le strade fossero di nuovo aperte prima di poter andare via da lì.",
    };
    names(&article(&format!("Note 12\n\n{paragraph} {plain}\n")).0, key)
}

fn each(key: &str, language: &str, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(paragraph, expected)| {
            let names = found(key, language, paragraph);
            (names != *expected).then(|| format!("{paragraph}\n   {names:?} should be {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french_names_run_over_common_nouns() {
    each(
        "organisations",
        "fr",
        &[
            ("La réunion a été ouverte par le Ministère de l’Agriculture et de la Pêche mardi.", &["Ministère de l’Agriculture et de la Pêche"]),
            ("Le ministère de la Santé du Togo a envoyé deux équipes sur place.", &["ministère de la Santé du Togo"]),
            ("Elle travaille pour l’Agence nationale de la sécurité routière depuis mai.", &["Agence nationale de la sécurité routière"]),
            ("Un accord a été signé avec la Direction générale des eaux et forêts hier soir.", &["Direction générale des eaux et forêts"]),
            ("Le Secrétariat de l’Organisation mondiale des douanes (OMD) a écrit aux pays.", &["World Customs Organization"]),
            ("Il a saisi le Conseil supérieur de la communication (CSC) de cette affaire.", &["Conseil supérieur de la communication"]),
            (
                "L’étude de l’Université de Lomé et de l’Institut national de la statistique est longue.",
                &["Université de Lomé", "Institut national de la statistique"],
            ),
            (
                "Le Haut Commissariat aux réfugiés et la Croix-Rouge malienne ont aidé les familles.",
                &["United Nations High Commissioner for Refugees", "Croix-Rouge malienne"],
            ),
        ],
    );
}

#[test]
fn french_nouns_that_name_no_body() {
    each(
        "organisations",
        "fr",
        &[
            ("Le Conseil d’administration a siégé lundi, et le Comité de suivi mardi.", &[]),
            ("La commission de la pêche et le service de presse ont répondu aux questions.", &[]),
            ("Le Gouvernement du Mali et le gouvernement togolais ont signé un accord.", &[]),
            ("La Conférence nationale de la pêche et le Programme national de santé ont pris fin.", &[]),
        ],
    );
}

#[test]
fn spanish_names_are_chains_of_capitals() {
    each(
        "organisations",
        "es",
        &[
            ("Lo anunció la Secretaría de Medio Ambiente y Recursos Naturales el lunes.", &["Secretaría de Medio Ambiente y Recursos Naturales"]),
            ("Participaron el Ministerio de Defensa y la Policía Nacional de Colombia.", &["Ministerio de Defensa", "Policía Nacional de Colombia"]),
            (
                "El Ministerio de Trabajo, Migraciones y Seguridad Social publicó la norma.",
                &["Ministerio de Trabajo, Migraciones y Seguridad Social"],
            ),
            ("Según la Comisión Nacional de Agua Potable, las obras siguen.", &["Comisión Nacional de Agua Potable"]),
            (
                "Firmaron el Instituto Costarricense de Turismo (ICT) y la Universidad de La Serena.",
                &["Instituto Costarricense de Turismo", "Universidad de La Serena"],
            ),
            (
                "Pidió ayuda a la Dirección General de Puertos y al Ayuntamiento de Toledo.",
                &["Dirección General de Puertos", "Ayuntamiento de Toledo"],
            ),
        ],
    );
}

#[test]
fn spanish_words_that_name_no_body() {
    each(
        "organisations",
        "es",
        &[
            ("El Gobierno de Chile y el ministro hablaron con la prensa del pueblo.", &[]),
            ("La Cumbre de los Pueblos y el Programa Nacional de Agua empezaron en mayo.", &[]),
            ("La comisión y el consejo se reunieron; el instituto no respondió.", &[]),
            ("La Ley de Aguas y el Acuerdo de Pesca entraron en vigor en mayo.", &[]),
        ],
    );
}

#[test]
fn german_names_stand_in_the_nominative() {
    each(
        "organisations",
        "de",
        &[
            ("Das teilte das Landesamt für Umwelt und Natur am Montag mit.", &["Landesamt für Umwelt und Natur"]),
            ("Der Leiter des Bundesamtes für Energie und Wasser war nicht da.", &["Bundesamt für Energie und Wasser"]),
            (
                "Sie wandten sich an den Deutschen Bauernverband und an die Staatsanwaltschaft Kassel.",
                &["Deutscher Bauernverband", "Staatsanwaltschaft Kassel"],
            ),
            ("Die Internationale Gesellschaft für Inselkunde lud dazu ein.", &["Internationale Gesellschaft für Inselkunde"]),
            ("Nach Angaben der Bundesanstalt für Straßen (BASt) ist die Brücke zu.", &["Bundesanstalt für Straßen"]),
            ("Die Versorgungs- und Beratungsstelle und die Hochschule Bremen halfen.", &["Hochschule Bremen"]),
        ],
    );
}

#[test]
fn german_capitals_alone_are_no_name() {
    each(
        "organisations",
        "de",
        &[
            ("Der Schutz der Küste, die Arbeit der Polizei und der Bau von Wegen kosten Geld.", &[]),
            ("Die Behörde und das Ministerium haben den Bericht der Kommission gelesen.", &[]),
            ("Die Bundesregierung und die Regierung von Kenia sprachen über Wasser.", &[]),
            ("Das Abkommen über Fischerei und die Konferenz für Wasser sind vorbei.", &[]),
        ],
    );
}

#[test]
fn portuguese_and_italian_names() {
    each(
        "organisations",
        "pt",
        &[
            ("O Ministério do Trabalho e Emprego publicou a nova norma ontem.", &["Ministério do Trabalho e Emprego"]),
            ("Participaram a Universidade de Coimbra e a Câmara Municipal de Évora.", &["Universidade de Coimbra", "Câmara Municipal de Évora"]),
            ("O Governo de Angola e a comissão não responderam às perguntas.", &[]),
        ],
    );
    each(
        "organisations",
        "it",
        &[
            ("Lo ha deciso il Ministero dell’Ambiente e della Sicurezza energetica ieri.", &["Ministero dell’Ambiente e della Sicurezza energetica"]),
            ("Il progetto dell’Università di Pisa è finito, e il consiglio ne ha parlato.", &["Università di Pisa"]),
        ],
    );
}

#[test]
fn people_are_told_by_posts_and_styles_of_their_language() {
    each(
        "people",
        "fr",
        &[
            ("D’après M. Issa Traoré, maire de Gao, la route est ouverte.", &["Issa Traoré"]),
            ("La ministre de la Pêche, Mme Aïcha Bâ-Ndiaye, a visité le port.", &["Aïcha Bâ-Ndiaye"]),
            ("« Tout va bien », a déclaré Paul Mbarga, directeur du port.", &["Paul Mbarga"]),
        ],
    );
    each(
        "people",
        "es",
        &[
            ("La secretaria general de la red, Ana Lucía Paredes Soto, pidió calma.", &["Ana Lucía Paredes Soto"]),
            ("Lo explicó don Ramiro Quispe Mamani, y la Dra. Elena Ríos asintió.", &["Ramiro Quispe Mamani", "Elena Ríos"]),
            ("«No basta», señaló Rosa del Valle Ortiz, portavoz del grupo.", &["Rosa del Valle Ortiz"]),
        ],
    );
    each(
        "people",
        "de",
        &[
            ("Landesumweltministerin Petra Ohlsen-Kraft öffnete das Tor.", &["Petra Ohlsen-Kraft"]),
            ("„Das reicht nicht“, sagte Verbandssprecher Jörg Tamm am Montag.", &["Jörg Tamm"]),
            ("Der Küstenbeauftragte Dr. Malte von Rhein warnte vor der Flut.", &["Malte von Rhein"]),
        ],
    );
    each("people", "pt", &[("“É pouco”, afirmou a prefeita Luiza Prado Nunes.", &["Luiza Prado Nunes"])]);
}

#[test]
fn countries_joined_by_and_are_no_people() {
    each("people", "es", &[("Los puertos de Ecuador y Perú siguen cerrados desde mayo.", &[])]);
    each("people", "de", &[("Der Bau von Wegen und Brücken ist Sache der Gemeinden im Norden.", &[])]);
    each("people", "fr", &[("Le Bénin et le Togo ont fermé les routes du Nord.", &[])]);
}

/// The questions of the only article made of `text`.
fn questions(text: &str) -> Vec<String> {
    use dateline::base::path::RelPath;
    use dateline::base::tree::{Change, Tree};
    let seeds: Tree = [(RelPath::known("seeds/a.txt"), text.as_bytes().to_vec())].into_iter().collect();
    let lexicon = dateline::lexicon::Lexicon::built_in();
    let outcome = dateline::intake::run(&dateline::intake::Input { seeds: &seeds, content: &Tree::new(), lexicon });
    let notes = outcome.changes.iter().find_map(|change| match change {
        Change::Write(path, bytes) if path.folder() == "content/.findings" => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    });
    let notes = dateline::content::finding::Sidecar::read(&notes.expect("notes")).expect("notes");
    notes.questions.into_iter().filter(|question| question.field != "date").map(|question| question.question).collect()
}

#[test]
fn what_is_never_spelt_out_is_asked_once() {
    let text = "A plan for the shore\n\nThe plan was read by QZLB Director Ann Roe on Friday. QZLB said that it would take ten years. QZLB has nine members.\n";
    assert_eq!(questions(text), ["`QZLB` is never spelt out"]);
    let defined = text.replace("read by QZLB", "read by the Quiet Zone Lakes Board (QZLB), whose").replace("whose Director", "says its Director");
    assert!(questions(&defined).is_empty(), "{:?}", questions(&defined));
    assert!(questions("A plan for the shore\n\nThe plan was read by UNHCR on Friday. UNHCR said that it would take ten years.\n").is_empty());
}
