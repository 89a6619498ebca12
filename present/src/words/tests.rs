use super::*;

#[test]
fn a_language_that_is_not_there_is_english() {
    assert_eq!(
        Words::new("tlh").word("act-early"),
        Words::new("en").word("act-early")
    );
    assert_eq!(Words::new("tlh").lang(), "en");
    assert_eq!(Words::new("en-GB").lang(), "en-GB");
}

#[test]
fn a_missing_message_names_its_id() {
    let missing = Words::new("en").try_text("no-such-message", Some("title"), &[]);
    assert_eq!(missing, Err(MissingWord("no-such-message.title".into())));
}

#[test]
#[should_panic(expected = "no locale has the message")]
fn a_missing_message_stops_a_test() {
    Words::new("en").word("no-such-message");
}

#[test]
fn the_pseudo_locale_is_accented_and_longer() {
    let plain = Words::new("en").word("act-early");
    let pseudo = Words::new(PSEUDO).word("act-early");
    assert!(pseudo.chars().count() > plain.chars().count());
    assert!(!pseudo.is_ascii());
}

#[test]
fn text_of_a_model_is_text_whatever_stands_in_it() {
    let nasty = [
        "",
        " spaces at the edges ",
        "{ $people } and {-term} and { \"quoted\" }",
        ".attribute = no",
        "*[other] no",
        "[one] no",
        "# not a comment",
        "two\nlines = here\r\n    .explain = no",
        "back\\slash and \"quotes\" \\u0041",
        "}",
        "{",
        "tab\there",
        "<b>bold</b> & ‘so’",
        "Gofal maeth – ŵyr",
    ];
    let mut own = ModelWords::new("nasty");
    for (at, text) in nasty.iter().enumerate() {
        own.label("parameter", &format!("p{at}"), text);
        own.attribute("parameter", &format!("p{at}"), "explain", text);
    }
    let words = Words::new("en").with_model(&own);
    for (at, text) in nasty.iter().enumerate() {
        let name = format!("p{at}");
        assert_eq!(words.label("parameter", &name), *text);
        assert_eq!(
            words
                .label_attribute("parameter", &name, "explain", &[])
                .unwrap(),
            *text
        );
    }
}

#[test]
fn a_name_without_words_is_spaced() {
    let words = Words::new("en").with_model(&ModelWords::new("bare"));
    assert_eq!(words.label("payer", "central_office"), "central office");
    assert_eq!(words.label("parameter", "größe"), "größe");
}

#[test]
fn a_locale_speaks_before_a_shipped_model_and_the_model_where_the_locale_is_silent() {
    let mut own = ModelWords::new("family-group-conference");
    own.label("payer", "council", "Someone else");
    own.label("parameter", "price", "Price");
    own.attribute("strategy", "offer", "subject", "The model's own words");
    let words = Words::new("en").with_model(&own);
    let subject = words
        .label_attribute("strategy", "offer", "subject", &[])
        .unwrap();
    assert_ne!(subject, "The model's own words");
    assert_eq!(words.label("parameter", "price"), "Price");
}

#[test]
fn a_list_reads_as_a_list() {
    let words = Words::new("en");
    let names: Vec<String> = ["a", "b", "c"].map(String::from).to_vec();
    assert_eq!(words.list(&names[..0]), "");
    assert_eq!(words.list(&names[..1]), "a");
    assert_eq!(words.list(&names[..2]), "a and b");
    assert_eq!(words.list(&names), "a, b and c");
}
