//! Tables and GraphML in and out: what people have, and what nobody should.

use early_action_engine::fault::Fault;
use early_action_engine::network::{Direction, Network, csv, graphml};

fn table(text: &str) -> Network {
    csv::read(text.as_bytes(), false).expect("no fault").network
}

fn ties(network: &Network) -> Vec<(&str, &str, f64)> {
    let name = |at: usize| network.people[at].name.as_str();
    let ties = network.ties.iter();
    ties.map(|tie| (name(tie.from), name(tie.to), tie.strength))
        .collect()
}

fn faults(result: Result<impl Sized, Vec<Fault>>) -> Vec<Fault> {
    let Err(faults) = result else {
        panic!("this should be refused")
    };
    for fault in &faults {
        assert!(
            !fault.what.is_empty() && !fault.hint.is_empty(),
            "{fault:?}"
        );
    }
    faults
}

#[test]
fn a_table_is_read_whatever_program_wrote_it() {
    let expected = vec![("Ann", "Bob", 2.0), ("Bob", "Jo, Jr", 0.5)];
    for text in [
        "from,to,weight\nAnn,Bob,2\nBob,\"Jo, Jr\",0.5\n",
        "\u{feff}from,to,weight\r\nAnn,Bob,2\r\nBob,\"Jo, Jr\",0.5\r\n",
        "Ann;Bob;2\nBob;\"Jo, Jr\";0,5\n",
        "Source\tTarget\tWeight\nAnn\tBob\t2\nBob\tJo, Jr\t0.5",
        "Weight,Target,Source\n2,Bob,Ann\n,,\n0.5,\"Jo, Jr\",Bob\n",
        "one,other,how much\nAnn,Bob,2\nBob,\"Jo, Jr\",0.5\n",
        "\n Ann , Bob , 2 \n\nBob,\"Jo, Jr\",0.5\n",
    ] {
        assert_eq!(ties(&table(text)), expected, "{text}");
    }
    let alone = table("from,to\nAnn,Bob\nCy,\n");
    assert_eq!((alone.people.len(), alone.ties.len()), (3, 1));
}

#[test]
fn every_fault_of_a_table_is_named_with_its_line() {
    let found = faults(csv::read(
        b"from,to,weight\nAnn,Ann,1\nAnn,Bob,much\nBob,Cy,-1\n",
        false,
    ));
    assert_eq!(found.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3, 4]);
    assert!(
        found[0].what.contains("\"Ann\" with themselves"),
        "{found:?}"
    );
    assert!(found[1].what.contains("\"much\""), "{found:?}");

    let found = faults(csv::read(
        b"name,stays,ring\nAnn,0.5,1\nBob,1.5,9\nAnn,,\n",
        false,
    ));
    assert_eq!(
        found.iter().map(|f| (f.line, f.column)).collect::<Vec<_>>(),
        [(3, 2), (3, 3), (4, 1)]
    );
    assert!(found[2].what.contains("twice"), "{found:?}");
    assert_eq!(
        faults(csv::read(b"name,through\nAnn,Zed\n", false)).len(),
        1
    );
    assert_eq!(faults(csv::read(b"a,\xff\n", false))[0].line, 1);
    assert_eq!(faults(csv::read(b"just one column\n", false))[0].line, 1);
}

#[test]
fn a_table_that_is_too_large_is_refused() {
    let million: String = (0..1_000_000).map(|i| format!("p{i},q{i}\n")).collect();
    let found = faults(csv::read(million.as_bytes(), false));
    assert_eq!(found.len(), 1);
    assert!(
        found[0].what.contains("rows") || found[0].what.contains("bytes"),
        "{found:?}"
    );
    let many: String = (0..6_000).map(|i| format!("p{i},hub\n")).collect();
    assert!(
        faults(csv::read(many.as_bytes(), false))[0]
            .what
            .contains("people")
    );
    let wrong: String = (0..5_000).map(|_| "a,a\n".to_owned()).collect();
    let found = faults(csv::read(wrong.as_bytes(), false));
    assert_eq!(found.len(), 21, "twenty faults and a word on the others");
}

#[test]
fn a_table_of_people_says_who_they_are() {
    let network = table(
        "name,kind,helps,stays,paid,together,through,until,colour\nMum,Family,listening; money,0.9,no,home,,,\nGran,family,,0.8,,home,Mum,,\nSue,worker,advice,,,,,2027-01,\n",
    );
    assert_eq!(network.people[0].helps, ["listening", "money"]);
    assert_eq!(network.people[1].through, Some(0));
    assert_eq!(network.people[2].is_paid(), Some(true));
    assert_eq!(network.groups[0].members, [0, 1]);
    assert_eq!(network.kinds, ["family", "worker"]);
}

#[test]
fn nothing_that_goes_out_is_a_formula_and_all_comes_back() {
    let mut network =
        table("name,kind\n\"=1+2\",friend\n@x,friend\n\"-a, \"\"b\"\"\",friend\n'quoted,friend\n");
    network.ties = table("0,1\n").ties;
    let out = csv::people_table(&network);
    for line in out.lines().skip(1) {
        assert!(
            !line
                .trim_start_matches('"')
                .starts_with(['=', '+', '-', '@']),
            "{line}"
        );
    }
    let back = table(&out);
    assert_eq!(back.people, network.people);
    assert_eq!(
        ties(&table(&csv::ties_table(&network))),
        [("=1+2", "@x", 1.0)]
    );
}

const GRAPHML: &str = r#"<?xml version="1.0"?><!-- a comment -->
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="edge" attr.name="weight" attr.type="double"><default>2</default></key>
<key id="d1" for="node" attr.name="kind" attr.type="string"/>
<key id="d2" for="node" attr.name="label" attr.type="string"/>
<graph edgedefault="EDGES">
 <node id="a"><data key="d1">worker</data><data key="d2">Ann &lt;b&gt; &#38; <![CDATA[<Co>]]></data></node>
 <node id="b"/><node id="c"/>
 <edge source="a" target="b"><data key="d0">0.5</data></edge>
 <edge source="b" target="c" directed="true"/>
</graph></graphml>"#;

#[test]
fn graphml_of_other_programs_is_read() {
    let import = graphml::read(GRAPHML.replace("EDGES", "undirected").as_bytes()).unwrap();
    let network = import.network;
    assert_eq!(network.people[0].name, "Ann <b> & <Co>");
    assert_eq!(network.people[0].kind.as_deref(), Some("worker"));
    assert_eq!(
        ties(&network),
        [("Ann <b> & <Co>", "b", 0.5), ("b", "c", 2.0)]
    );
    assert_eq!(network.ties[0].direction, Direction::Both);
    assert_eq!(network.ties[1].direction, Direction::Forward);
    let directed = graphml::read(GRAPHML.replace("EDGES", "directed").as_bytes()).unwrap();
    assert_eq!(directed.network.ties[0].direction, Direction::Forward);
    let back = graphml::read(graphml::write(&network).as_bytes())
        .unwrap()
        .network;
    assert_eq!((&back.people, &back.ties), (&network.people, &network.ties));
}

#[test]
fn graphml_of_yed_has_its_labels_as_names() {
    let node = |id: &str, label: &str| {
        format!(
            "<node id=\"{id}\"><data key=\"d5\"/><data key=\"d6\"><y:ShapeNode><y:Geometry height=\"30.0\"/>\
             <y:NodeLabel>{label}<y:LabelModel><y:Smart/></y:LabelModel> \n</y:NodeLabel>\
             <y:NodeLabel>second</y:NodeLabel></y:ShapeNode></data></node>"
        )
    };
    let text = format!(
        "\u{feff}<?xml version=\"1.0\"?>\r\n<graphml xmlns:y=\"http://www.yworks.com/xml/graphml\">\
         <key for=\"node\" id=\"d6\" yfiles.type=\"nodegraphics\"/>\
         <key for=\"node\" id=\"d5\" attr.name=\"description\" attr.type=\"string\"/>\
         <graph edgedefault=\"directed\">{}{}<node id=\"n2\"/>\
         <edge source=\"n0\" target=\"n1\"><data key=\"d10\"><y:EdgeLabel>knows</y:EdgeLabel></data></edge>\
         </graph><data key=\"d7\"><y:Resources/></data></graphml>",
        node("n0", "Mum &amp; Dad"),
        node("n1", "Jo"),
    );
    let network = graphml::read(text.as_bytes()).unwrap().network;
    let names: Vec<&str> = network.people.iter().map(|who| who.name.as_str()).collect();
    assert_eq!(names, ["Mum & Dad", "Jo", "n2"]);
    assert_eq!(network.ties.len(), 1);
}

#[test]
fn graphml_that_is_hostile_or_broken_is_refused_with_its_place() {
    let laughs = r#"<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>"#;
    for (text, what) in [
        (laughs, "document type"),
        (
            "<graphml><graph><node id=\"&b;\"/></graph></graphml>",
            "entity",
        ),
        ("<graphml><graph>&b;</graph></graphml>", "entity"),
        ("<html><body/></html>", "no GraphML"),
        (
            "<graphml><graph><node id=\"a\"/>\n<node id=\"a\"/></graph></graphml>",
            "twice",
        ),
        (
            "<graphml><graph><node id=\"a\"/><edge source=\"a\" target=\"z\"/></graph></graphml>",
            "no node \"z\"",
        ),
        (
            "<graphml><graph><node id=\"a\"/><edge source=\"a\" target=\"a\"/></graph></graphml>",
            "themselves",
        ),
        (
            "<graphml><graph><node id=\"a\"></graph></graphml>",
            "valid XML",
        ),
        ("<graphml><graph><node id=\"a\"/>", "valid XML"),
        (
            "<graphml><graph><node id=\"a\"><graph/></node></graph></graphml>",
            "graph in a graph",
        ),
        ("<graphml/>", "no graph"),
    ] {
        let found = faults(graphml::read(text.as_bytes()));
        assert!(
            found.iter().any(|fault| fault.what.contains(what)),
            "{what}: {found:?}"
        );
    }
    let deep = "<graphml>".to_owned() + &"<x>".repeat(100_000);
    assert!(
        faults(graphml::read(deep.as_bytes()))[0]
            .what
            .contains("deeply")
    );
    let found = faults(graphml::read(
        b"<graphml><graph>\n<node id=\"a\"/>\n<node id=\"a\"/></graph></graphml>",
    ));
    assert_eq!(found[0].line, 3);
}
