//! Headline, dates, place, format and publisher.

use super::{Band, Chosen, CueKind, Desk, Evidence, Key, Question, Resolved, Role, Span, fold, json, shorten, squeeze, title_case};

impl Desk<'_> {
    pub(super) fn headline(&mut self) {
        if let Some(span) = self.reading.layout.title {
            let title = squeeze(span.of(self.text()));
            self.find("title", &title, Evidence::new(span, "title", Band::Certain));
            self.set("title", json!(title));
        } else if let Some(sentence) = self.first_sentence() {
            let title = shorten(sentence.of(self.text()), 90);
            self.find("title", &title, Evidence { derived: true, ..Evidence::new(sentence, "title-first-sentence", Band::Guess) });
            self.set("title", json!(title));
            self.questions.push(Question {
                field: "title".to_owned(),
                question: "the text has no headline; its first sentence stands in for one".to_owned(),
                candidates: Vec::new(),
                sentence: sentence.of(self.text()).to_owned(),
                help: "type a headline at `title`".to_owned(),
            });
        }
        for (role, key) in [(Role::Subtitle, "subtitle"), (Role::Kicker, "kicker"), (Role::Standfirst, "summary")] {
            if let Some(span) = self.first_with(role) {
                let text = squeeze(span.of(self.text()));
                if key == "kicker" && (text.split_whitespace().count() > 8 || text.chars().all(|c| !c.is_alphabetic())) {
                    continue;
                }
                self.find(key, &text, Evidence::new(span, role.name(), Band::Certain));
                self.set(key, json!(text));
            }
        }
    }

    pub(super) fn first_sentence(&self) -> Option<Span> {
        let body = self.reading.layout.with(Role::Body).next().or_else(|| self.reading.layout.with(Role::Caption).next())?;
        let start = self.reading.document.blocks[body].span.start;
        let sentence = self.reading.document.sentence_at(start);
        let after =
            self.reading.layout.dateline.as_ref().filter(|dateline| sentence.contains(&dateline.span)).map_or(start, |dateline| dateline.span.end);
        let lead = self.text()[after..sentence.end].len() - self.text()[after..sentence.end].trim_start().len();
        Some(Span::new(after + lead, sentence.end))
    }

    pub(super) fn dates(&mut self) {
        let published = &self.facts.published;
        let mut words = None;
        for (key, chosen) in [("date", &published.date), ("event_date", &published.event)] {
            let Some(chosen) = chosen else { continue };
            let printed = squeeze(chosen.span.of(self.text()));
            self.find(
                key,
                &chosen.when.to_string(),
                Evidence {
                    span: chosen.span,
                    rule: chosen.rule,
                    band: chosen.band,
                    derived: chosen.derived,
                    detail: vec![("printed", printed.clone())],
                },
            );
            self.set(key, json!(chosen.when.to_string()));
            if !chosen.when.has_year() && words.is_none() {
                words = Some((printed, chosen));
            }
        }
        // The order of front matter: date, date_text, event_date.
        if let Some((printed, chosen)) = words {
            self.set("date_text", json!(printed));
            if let (Some(from), Some(to)) = (self.fields.get_index_of("date_text"), self.fields.get_index_of("event_date")) {
                self.fields.move_index(from, to);
            }
            self.ask_for_year(&printed, chosen);
        }
        if let [first, second, ..] = published.ambiguous.as_slice() {
            self.questions.push(Question {
                field: "date".to_owned(),
                question: format!("the date in figures can be {} or {}", first.words("en"), second.words("en")),
                candidates: published.ambiguous.iter().map(ToString::to_string).collect(),
                sentence: self.reading.layout.date_lines.first().map(|(mention, _)| mention.span.of(self.text()).to_owned()).unwrap_or_default(),
                help: "type the right one at `date`".to_owned(),
            });
        }
        if published.date.is_none() && published.event.is_none() && published.ambiguous.is_empty() {
            self.questions.push(Question {
                field: "date".to_owned(),
                question: "the text states no date".to_owned(),
                candidates: Vec::new(),
                sentence: String::new(),
                help: "type the day, month or year of publication at `date`, if you know it from elsewhere".to_owned(),
            });
        }
    }

    pub(super) fn ask_for_year(&mut self, printed: &str, chosen: &Chosen) {
        let sentence = self.reading.document.sentence_at(chosen.span.start).of(self.text()).to_owned();
        self.questions.push(Question {
            field: if self.facts.published.date.as_ref() == Some(chosen) { "date" } else { "event_date" }.to_owned(),
            question: format!("no year is stated for `{printed}`"),
            candidates: Vec::new(),
            sentence,
            help: format!("type the date with its year, such as `{}`", chosen.when.to_string().replace("XXXX", "2015")),
        });
    }

    pub(super) fn place(&mut self) {
        let Some(dateline) = &self.reading.layout.dateline else { return };
        let gazetteer = &self.reading.lexicon.places;
        let country = dateline.country.map(|span| squeeze(span.of(self.text())));
        let code = country.as_deref().and_then(|name| gazetteer.country_named(name).map(|country| country.iso2));
        let names: Vec<String> = dateline
            .places
            .iter()
            .map(|span| {
                let printed = squeeze(span.of(self.text()));
                let proper = if printed.chars().any(char::is_lowercase) {
                    printed.clone()
                } else {
                    printed.split(' ').map(title_case).collect::<Vec<_>>().join(" ")
                };
                gazetteer.resolve(&printed, code).filter(|fact| fold(&fact.name) == fold(&printed)).map_or(proper, |fact| fact.name)
            })
            .collect();
        let mut place = names.join(" and ");
        if let [span] = dateline.places.as_slice() {
            let fact = gazetteer.resolve(span.of(self.text()), code);
            let beside = country.clone().filter(|country| gazetteer.resolve(country, None).is_some());
            let in_country = fact.as_ref().and_then(|fact| fact.code).and_then(|code| gazetteer.country(code)).map(|country| country.name.to_owned());
            let names_country = fact.as_ref().is_some_and(|fact| fact.kind == crate::lexicon::geo::PlaceKind::Country);
            if let Some(country) = beside.or(in_country).filter(|country| !names_country && fold(country) != fold(&place)) {
                place = format!("{place}, {country}");
            }
        }
        let span = Span::new(
            dateline.places[0].start,
            dateline.country.map_or(dateline.places[dateline.places.len() - 1].end, |country| country.end.max(dateline.places[0].end)),
        );
        self.find("place", &place, Evidence::new(span, "dateline", Band::Certain));
        self.set("place", json!(place));
    }

    /// Format, language and publisher.
    pub(super) fn nature(&mut self, keys: &[Key], resolved: &Resolved) {
        if let Some((format, span, rule)) = self.format() {
            self.find("format", &format, Evidence { derived: true, ..Evidence::new(span, rule, Band::Likely) });
            self.set("format", json!(format));
        }
        if self.reading.language != "und" {
            self.set("language", json!(self.reading.language));
        }
        if let Some((source, span, rule, derived)) = self.source(keys, resolved) {
            self.find("source", &source, Evidence { derived, ..Evidence::new(span, rule, Band::Likely) });
            self.set("source", json!(source));
        }
    }

    pub(super) fn format(&self) -> Option<(String, Span, &'static str)> {
        let words = &self.reading.lexicon.words;
        let cued = |role: Role| {
            self.reading.layout.with(role).find_map(|block| {
                let span = self.reading.document.blocks[block].span;
                let text = span.of(self.text());
                text.split([',', '|', '/'])
                    .map(str::trim)
                    .find_map(|part| words.cue_at_start(CueKind::Kicker, part).filter(|(cue, _)| !cue.extra.is_empty()))
                    .map(|(cue, _)| (cue.extra.to_owned(), span, "format-kicker"))
            })
        };
        if let Some(found) = cued(Role::Kicker).or_else(|| cued(Role::Noise)) {
            return Some(found);
        }
        let title = self.reading.layout.title?;
        let text = title.of(self.text());
        if let Some((cue, _)) = words.cue_at_start(CueKind::Kicker, text).filter(|(cue, length)| {
            !cue.extra.is_empty() && (text[*length..].starts_with([':', ' ']) || text[*length..].trim_start().starts_with("by "))
        }) {
            return Some((cue.extra.to_owned(), title, "format-headline"));
        }
        let contact = self.first_with(Role::Contact);
        contact.map(|span| ("press release".to_owned(), span, "format-contacts"))
    }

    pub(super) fn source(&self, keys: &[Key], resolved: &Resolved) -> Option<(String, Span, &'static str, bool)> {
        if let Some(span) = self.first_with(Role::Source) {
            let text = span.of(self.text());
            let (_, skip) = self.reading.lexicon.words.cue_at_start(CueKind::Source, text)?;
            let name = squeeze(text[skip..].trim_matches([':', ' ', '.', '-', '–']));
            let bare = name.split(" (").next().unwrap_or(&name).to_owned();
            let start = span.start + text.find(bare.split(' ').next().unwrap_or("")).unwrap_or(0);
            return Some((self.canonical(&bare), Span::new(start, span.end), "source-line", false));
        }
        if let Some(agency) = self.reading.layout.dateline.as_ref().and_then(|dateline| dateline.agency) {
            let name = squeeze(agency.of(self.text()));
            return Some((self.canonical(&name), agency, "source-agency", false));
        }
        // The mail domain of the press contact is the publisher's: `press@unhcr.org`.
        let contact = self.facts.contacts.iter().find_map(|contact| contact.emails.first().map(|mail| (mail, contact.span)))?;
        let domain = contact.0.rsplit('@').next()?;
        let label = domain
            .split('.')
            .find(|label| label.len() >= 3 && !["www", "mail", "press", "media", "info", "gov", "org", "com", "int", "net"].contains(label))?;
        let (key, mention) = keys.iter().zip(&self.facts.organisations).find(|(key, mention)| {
            let organisation = resolved.organisations.get(key);
            organisation.is_some_and(|organisation| organisation.acronym.as_deref().is_some_and(|acronym| acronym.eq_ignore_ascii_case(label)))
                || mention.name.eq_ignore_ascii_case(label)
        })?;
        let organisation = resolved.organisations.get(key)?;
        Some((organisation.name.clone(), contact.1.unwrap_or(mention.span), "source-mail-domain", true))
    }

    pub(super) fn canonical(&self, name: &str) -> String {
        let list = &self.reading.lexicon.organisations;
        list.by_name(name).or_else(|| list.by_acronym(name).first().copied()).map_or_else(|| name.to_owned(), |entry| entry.name.to_owned())
    }
}
