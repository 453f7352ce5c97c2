//! Bodies and the HTML that must come of them.

use super::*;
use crate::content::finding::Quote;

fn html(body: &str) -> String {
    let rendered = render(body, &BodyOptions { lang: "en", ..BodyOptions::default() });
    assert_eq!(rendered.report.diagnostics, [], "{body}");
    assert_well_formed(&rendered.html);
    rendered.html
}

/// Every element is closed, in order, and every id is there once.
#[track_caller]
fn assert_well_formed(html: &str) {
    let mut open = Vec::new();
    let mut ids = Vec::new();
    for tag in html.split('<').skip(1).map(|rest| rest.split_once('>').unwrap_or_else(|| panic!("an open tag: {html}")).0) {
        ids.extend(tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else {
            let name = tag.split([' ', '\n']).next().unwrap_or_default();
            if !["br", "hr", "img", "input"].contains(&name) {
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?} stay open: {html}");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{html}");
}

#[test]
fn every_sentence_is_an_element() {
    assert_eq!(
        html("Mr. Tan came.\nHe *saw* it.\n\nThe end"),
        "<p><span class=\"s\" id=\"s1\">Mr. Tan came.</span> <span class=\"s\" id=\"s2\">He <em>saw</em> it.</span></p>\n<p><span class=\"s\" id=\"s3\">The end</span></p>\n"
    );
    assert_eq!(
        html("*One. Two* three."),
        "<p><em><span class=\"s\" id=\"s1\">One.</span> <span class=\"s\" id=\"s2\">Two</span></em><span class=\"s\"> three.</span></p>\n"
    );
    assert_eq!(
        html("A **b. C** d."),
        "<p><span class=\"s\" id=\"s1\">A </span><strong><span class=\"s\">b.</span> <span class=\"s\" id=\"s2\">C</span></strong><span class=\"s\"> d.</span></p>\n"
    );
    assert!(
        html("**Bold.** Plain.")
            .starts_with("<p><span class=\"s\" id=\"s1\"><strong>Bold.</strong></span> <span class=\"s\" id=\"s2\">Plain.</span>")
    );
}

#[test]
fn sentences_know_their_place_in_the_body() {
    let body = "# Head\n\nOne *two*\nthree. Fo&amp;ur.\n\n- item\n";
    let rendered = render(body, &BodyOptions { lang: "en", ..BodyOptions::default() });
    let found: Vec<(usize, &str, &str)> =
        rendered.sentences.iter().map(|sentence| (sentence.id, sentence.text.as_str(), sentence.span.of(body))).collect();
    assert_eq!(found, [(1, "Head", "Head"), (2, "One two three.", "One *two*\nthree."), (3, "Fo&ur.", "Fo&amp;ur."), (4, "item", "item")]);
    assert_eq!(sentences(body, "en"), rendered.sentences);
    assert_eq!(rendered.words, 7);
    assert_eq!(plain_text(body), "Head\n\nOne two three. Fo&ur.\n\nitem");
}

#[test]
fn strangers_html_is_text() {
    let shown = html("a <b onclick=x>c</b>\n\n<script>alert(1)</script>\n\n<!-- no -->");
    assert!(
        shown.contains("a &lt;b onclick=x&gt;c&lt;/b&gt;")
            && shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;")
            && shown.contains("&lt;!-- no --&gt;")
    );
    assert!(!html("# h {onclick=alert(1)}").contains("<h2 onclick"));
    assert!(!html("```x\" onmouseover=\"alert(1)\ncode\n```").contains("onmouseover"));
    assert!(html("a\u{1}b\u{7f}").contains("ab"));
}

#[test]
fn only_harmless_addresses_become_links() {
    for bad in [
        "[x](javascript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#10;script:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html;base64,AAAA)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml,x)",
        "[x][r]\n\n[r]: javascript:x",
        "[x](//evil.example)",
    ] {
        let rendered = render(bad, &BodyOptions { path: "content/articles/a.md", first_line: 5, ..BodyOptions::default() });
        assert!(!rendered.html.contains("href") && !rendered.html.contains("src="), "{bad}: {}", rendered.html);
        assert_eq!(rendered.report.diagnostics.len(), 1, "{bad}");
        assert_eq!(rendered.report.diagnostics[0].place.as_ref().unwrap().line, Some(5));
        assert_well_formed(&rendered.html);
    }
    assert!(
        html("[x](https://example.org/?a=1&b=\"2\" 'T')")
            .contains("<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" title=\"T\" rel=\"external noopener\">x</a>")
    );
    assert!(html("<a@example.org> [t](tel:+66)").contains("href=\"mailto:a@example.org\""));
    let resolve = |address: &str| address.strip_suffix(".md").map(|stem| format!("{stem}.html"));
    let rendered = render("[x](../a.md) ![p](b.png)", &BodyOptions { resolve: Some(&resolve), ..BodyOptions::default() });
    assert!(rendered.html.contains("<a href=\"../a.html\">x</a>") && rendered.html.contains("<img src=\"b.png\" alt=\"p\" loading=\"lazy\">"));
    assert_eq!(rendered.links[0].target, "../a.md");
}

#[test]
fn headings_have_ids_of_their_own_and_stand_below_the_title() {
    let rendered = render("# Same\n\n## Same\n\n# *Fett* & more\n\n#\n", &BodyOptions::default());
    assert_well_formed(&rendered.html);
    let found: Vec<(u8, &str, &str)> = rendered.headings.iter().map(|heading| (heading.level, heading.id.as_str(), heading.text.as_str())).collect();
    assert_eq!(found, [(2, "h-same", "Same"), (3, "h-same-2", "Same"), (2, "h-fett-and-more", "Fett & more")]);
    assert!(html("## Two").starts_with("<h2 id=\"h-two\">"));
}

#[test]
fn notes_lead_there_and_back() {
    let found = html("One[^b]. Two[^a] and[^b].\n\n[^a]: Note *a*.\n[^b]: Note b.\n");
    assert!(found.contains("<sup class=\"fn\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>"));
    assert!(found.contains("id=\"fnref-1-2\""));
    assert!(found.contains("<li id=\"fn-1\">\n<p><span class=\"s\" id=\"s4\">Note b.</span></p>\n<a href=\"#fnref-1\""), "{found}");
    assert_eq!(found.matches("doc-backlink").count(), 3);
}

#[test]
fn tables_lists_quotes_and_code() {
    let table = html("| A | B |\n|---|--:|\n| 1 | 2. Three |\n");
    assert!(table.contains("<th scope=\"col\">") && table.contains("<td class=\"right\">") && table.contains("</tbody></table></div>"), "{table}");
    html(
        "1. one\n2. two\n   - three\n\n     four\n\n> [!NOTE]\n> Mind. This.\n\n- [x] done\n- [ ] not\n\n---\n\n    plain code\n\n```rust\nlet a = 1;\n```\n~~gone~~ line  \nbreak",
    );
    assert!(html("```nonsense\n<b>\n```").contains("<pre tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>"));
    assert!(html("![a *b* `c`](x.png)").contains("alt=\"a b c\""));
}

#[test]
fn names_become_links_where_they_can() {
    let body = "The United\nNations met. [United](x.md) `United` United*Nations*.";
    let marks = [0, 4, 4, 7, 23, 31, 42, 4].map(|start| Mark { range: start..start + 14, class: "ent org".into(), href: "../o/un.html".into() });
    let rendered = render(body, &BodyOptions { lang: "en", marks: &marks, ..BodyOptions::default() });
    assert_well_formed(&rendered.html);
    assert!(!rendered.html.contains("The <a"), "the first mark wins: {}", rendered.html);
    let one = [Mark { range: 4..18, class: "ent org".into(), href: "../o/un.html".into() }];
    let rendered = render(body, &BodyOptions { lang: "en", marks: &one, ..BodyOptions::default() });
    assert!(rendered.html.contains("The <a class=\"ent org\" href=\"../o/un.html\">United Nations</a> met.</span>"), "{}", rendered.html);
}

#[test]
fn a_quote_is_found_again() {
    let body = "IOM said so.  \nThe “big”\nday came. Then IOM \\*left\\*.";
    let found = sentences(body, "en");
    let locator = Locator::new(body);
    let at = |exact: &str, prefix: &str, suffix: &str| {
        locate(&Quote { exact: exact.into(), prefix: prefix.into(), suffix: suffix.into() }, &locator, &found)
    };
    assert_eq!(at("the \"big\" day", "", ""), None, "case counts");
    assert_eq!(at("The \"big\" day", "", ""), Some(2));
    assert_eq!(at("IOM", "", ""), None, "two places");
    assert_eq!(at("IOM", "came. Then ", " left"), Some(3));
    assert_eq!(at("IOM", "Title\n", " said"), Some(1));
    assert_eq!(at("*left*", "", ""), Some(3));
    assert_eq!(locator.find(&Quote { exact: "big” day".into(), ..Quote::default() }).unwrap().of(body), "big”\nday");
    assert_eq!(at("gone", "", ""), None);
    assert_eq!(at("", "", ""), None);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_well_formed_html(body in "([a-zA-Z .?!“”é\n#>*_`~|<&\\[\\]()!^:\"1-]|\\[\\^a\\]|\n\n|\\]\\(x\\)|- ){0,60}", marks in proptest::collection::vec((0_usize..80, 1_usize..20), 0..6)) {
        let marks: Vec<Mark> = marks.into_iter().map(|(start, length)| Mark { range: start..start + length, class: "ent".into(), href: "x".into() }).collect();
        let rendered = render(&body, &BodyOptions { lang: "en", marks: &marks, ..BodyOptions::default() });
        assert_well_formed(&rendered.html);
        proptest::prop_assert_eq!(sentences(&body, "en"), rendered.sentences.clone());
        for sentence in &rendered.sentences {
            proptest::prop_assert!(body.get(sentence.span.start..sentence.span.end).is_some());
            let id = format!(" id=\"s{}\"", sentence.id);
            proptest::prop_assert!(rendered.html.contains(&id));
        }
    }
}

/// Run with `cargo test --lib content::body -- --ignored --nocapture`.
#[test]
#[ignore = "measures, does not judge"]
fn hostile_bodies_take_no_time() {
    let many = 20_000;
    for (name, body) in [
        ("plain", "A sentence of words. ".repeat(many)),
        ("headings", "# a\n\n".repeat(many)),
        ("stars", "*a **b ".repeat(many)),
        ("brackets", "[".repeat(many)),
        ("links", "[x](javascript:y) ".repeat(many)),
        ("quotes", "> ".repeat(many)),
        ("open quotation marks", "“a. (b. ".repeat(many)),
        ("notes", "a[^1] ".repeat(many) + "\n\n[^1]: n"),
        ("tables", format!("|a|\n|-|\n{}", "|b|\n".repeat(many))),
        ("stops", ". ".repeat(many)),
        ("one word", "a".repeat(many * 20)),
        ("initials", "A. ".repeat(many)),
    ] {
        let start = std::time::Instant::now();
        let rendered = render(&body, &BodyOptions { lang: "en", ..BodyOptions::default() });
        println!("{name}: {} bytes, {} sentences, {:?}", body.len(), rendered.sentences.len(), start.elapsed());
    }
}

#[test]
fn words_are_counted_as_the_standard_cuts_them() {
    assert_eq!(words("It’s 1,000 U.S. dollars – or so."), 6);
    let pieces = ["a", "B", "1", ".", "'", ",", ";", " ", "-", "(", "\"", "?", "/", "%", "_", ":", "’", "é"];
    for one in pieces {
        for two in pieces {
            for three in pieces {
                for text in [format!("x{one}{two}{three}y"), format!("{one}2{two}{three}4"), format!("{three}{two}{one}")] {
                    assert_eq!(words(&text), text.unicode_words().count(), "{text:?}");
                }
            }
        }
    }
}
