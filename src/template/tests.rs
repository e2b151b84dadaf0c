use serde_json::json;

use super::*;

fn own(name: &str, text: &str) -> (String, Arc<Source>) {
    (name.to_owned(), Source::new(format!("templates/{name}"), text))
}

fn render(template: &str, view: &serde_json::Value) -> Result<String, Vec<Diagnostic>> {
    let templates = Templates::new([own("plan.md", template)]).map_err(|all| all.into_sorted())?;
    templates.render("plan.md", view).map(|made| made.text.clone())
}

/// `file:line:column code message (hint)`, in both languages.
fn told(findings: &[Diagnostic]) -> Vec<String> {
    let one = |d: &Diagnostic| {
        let place = d.place.as_ref().map(|place| {
            let (line, column) = place.source.line_column(place.span.start);
            let spot = place.source.text.get(place.span.start..place.span.end).unwrap_or("?");
            format!("{}:{line}:{column} [{spot}]", place.source.name)
        });
        let hint = d.hint.as_ref().map(|hint| format!(" ({} / {})", hint.vi, hint.en)).unwrap_or_default();
        format!("{} {}: {} / {}{hint}", place.unwrap_or_default(), d.code, d.message.vi, d.message.en)
    };
    findings.iter().map(one).collect()
}

fn fault(template: &str) -> Vec<String> {
    let view =
        json!({ "preamble": "x", "document": { "number": "05", "date": "…" }, "sections": [{ "heading": "A" }] });
    told(&render(template, &view).expect_err("a fault"))
}

#[test]
fn values_are_letters_and_markdown_is_told_by_its_type() {
    let view =
        json!({ "title": "Chỉ thị số 20-CT/TU * _x_ | <b>", "body": { "markdown": "- *một*\n- hai" }, "none": null });
    let made = render("# {{ title }}\n\n{{ body }}{{ none }}\n", &view).expect("sound");
    assert_eq!(made, "# Chỉ thị số 20\\-CT\\/TU \\* \\_x\\_ &#124; \\<b&#62;\n\n- *một*\n- hai\n");
}

#[test]
fn the_plan_s_own_template_leaves_out_what_is_not_there() {
    let clause = json!({ "heading": "Yêu cầu", "body": { "markdown": "- một" }, "sections": [] });
    let section = json!({ "heading": "MỤC ĐÍCH, YÊU CẦU", "body": { "markdown": "" }, "sections": [clause] });
    let empty = json!({ "markdown": "" });
    let view = json!({ "preamble": empty, "sections": [section], "closing": { "markdown": "Hết" } });
    let templates = Templates::new([]).map_err(|all| all.into_sorted()).expect("sound");
    let made = templates.render("plan.md", &view).expect("sound");
    let lines: Vec<&str> = made.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, ["# MỤC ĐÍCH\\, YÊU CẦU", "## Yêu cầu", "- một", "Hết"]);
    assert_eq!(made.name, "plan.md (mẫu có sẵn) (kết quả)");
}

#[test]
fn nothing_turns_escaping_off() {
    let view = json!({ "a": "*x*", "body": { "markdown": "*y*" }, "list": ["*p*", "*q*"] });
    for (template, expected) in [
        ("{{ a ~ body }}", "&#42;x\\*\\*y&#42;"),
        ("{{ list | join(sep=', ') }}", "&#42;p\\*\\, \\*q&#42;"),
        ("{{ a | replace(from='x', to=body) }}", "&#42;*y*&#42;"),
        ("{{ a | upper }}{{ a | str }}", "&#42;X&#42;&#42;x&#42;"),
        ("{% set b %}{{ a }}{% endset %}{{ b }}", "&#42;x&#42;"),
        ("{% for c in a %}{{ c }}{% endfor %}", "&#42;x&#42;"),
        ("{% filter upper %}{{ a }}{% endfilter %}", "&#42;X&#42;"),
        ("{{ a | escape_html }}{{ a | newlines_to_br }}", "&#42;x&#42;&#42;x&#42;"),
    ] {
        assert_eq!(render(template, &view).expect("sound"), expected, "{template}");
    }
    let safe = fault("{{ preamble | safe }}");
    assert_eq!(safe.len(), 1);
    assert!(
        safe[0].starts_with("templates/plan.md:1:15 [safe] template-safe: không dùng được bộ lọc `safe`"),
        "{safe:?}"
    );
}

#[test]
fn faults_point_into_the_template() {
    assert_eq!(
        fault("# Một\n\n{{ preambel }}\n{% if sectoins %}{% endif %}"),
        [
            "templates/plan.md:3:4 [preambel] template-unknown-variable: mẫu dùng biến không có: `preambel` / \
             the template uses an unknown variable: `preambel` (ý bạn là `preamble`? / did you mean `preamble`?)",
            "templates/plan.md:4:7 [sectoins] template-unknown-variable: mẫu dùng biến không có: `sectoins` / \
             the template uses an unknown variable: `sectoins` (ý bạn là `sections`? / did you mean `sections`?)",
        ]
    );
    assert_eq!(
        fault("Số {{ document.numbr }}"),
        ["templates/plan.md:1:16 [numbr] template-unknown-variable: mẫu dùng biến không có: `numbr` / \
          the template uses an unknown variable: `numbr` (ý bạn là `number`? / did you mean `number`?)"]
    );
    assert_eq!(
        fault("{{ x | markdwon }}\n{{ y | uper }} {{ goi() }}{% include \"muc.md\" %}"),
        [
            "templates/plan.md:1:8 [markdwon] template-unknown-name: mẫu dùng bộ lọc không có: `markdwon` / \
             the template uses an unknown filter: `markdwon`",
            "templates/plan.md:2:8 [uper] template-unknown-name: mẫu dùng bộ lọc không có: `uper` / \
             the template uses an unknown filter: `uper`",
            "templates/plan.md:2:19 [goi] template-unknown-name: mẫu dùng hàm không có: `goi` / \
             the template uses an unknown function: `goi`",
            "templates/plan.md:2:39 [muc.md] template-unknown-name: mẫu dùng mẫu không có: `muc.md` / \
             the template uses an unknown template: `muc.md`",
        ]
    );
}

#[test]
fn faults_are_worded_in_both_languages() {
    for (template, spot, vi) in [
        ("{% if document %}x", "1:18 [x]", "mẫu hết mà chưa xong"),
        ("{% iff document %}", "1:4 [iff]", "không có lệnh `iff`"),
        ("{{ document title }}", "1:13 [title]", "gặp `title` ở chỗ cần `}}`"),
        ("{{ document | upper }}", "1:4 [document]", "giá trị `document` không đúng loại"),
        ("{% for x in preamble.y %}{% endfor %}", "1:13 [preamble.y]", "mẫu dùng biến không có: `preamble.y`"),
        ("{{ document.a.b }}", "1:13 [a]", "mẫu dùng biến không có: `a`"),
        ("{{ sections[9].heading }}", "1:4 [sections[9].heading]", "mẫu dùng biến không có: `heading`"),
    ] {
        let found = fault(template);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(&format!("templates/plan.md:{spot} ")) && found[0].contains(vi), "{found:?}");
    }
}

#[test]
fn faults_of_several_files_come_out_at_once() {
    let all =
        Templates::new([own("plan.md", "đ {{ a b }}"), own("muc.md", "\u{FEFF}{% for x %}")]).err().expect("faults");
    let told = told(&all.into_sorted());
    assert_eq!(told.len(), 2);
    assert!(told[0].starts_with("templates/muc.md:1:"), "{told:?}");
    assert!(told[1].starts_with("templates/plan.md:1:8 [b] template-syntax: mẫu sai cú pháp: "), "{told:?}");
}

#[test]
fn loops_and_output_are_bounded() {
    assert!(fault("{% for i in range(end=3) %}{% endfor %}")[0].contains("template-range"));
    let long = "a".repeat(1 << 20);
    let view = json!({ "rows": vec!["x"; 20], "long": long });
    let found = render("{% for r in rows %}{{ long }}{% endfor %}", &view).expect_err("too long");
    assert_eq!(
        told(&found),
        [" template-output: mẫu viết ra quá dài (trên 16 MB) / the template writes too much (over 16 MB)"]
    );
    assert!(fault("{% include \"plan.md\" %}")[0].contains("template-circle"));
}

#[test]
fn files_that_nothing_uses_are_named() {
    let given = [own("plann.md", "x"), own("muc.md", "y"), own("plan.md", "{% include \"muc.md\" %}")];
    let templates = Templates::new(given).map_err(|all| all.into_sorted()).expect("sound");
    let unused = templates.unused();
    assert_eq!(unused.len(), 1);
    assert_eq!(unused[0].message.vi, "không có mẫu nào tên `plann.md`, nên tệp này không được dùng");
}

#[test]
fn the_result_is_the_same_each_time() {
    let view = json!({ "a": 1, "c": { "z": 1, "y": 2, "x": 3 }, "b": 2 });
    let text = "{{ c }}{% for k, v in c %}{{ k }}{{ v }}{% endfor %}{{ c | keys }}";
    let first = render(text, &view).expect("sound");
    for _ in 0..8 {
        assert_eq!(render(text, &view).expect("sound"), first);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_template_is_used_or_refused(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "{{", "}}", "{%", "%}", "{#", "#}", "{{ a }}", "{% for x in b %}", "{% endfor %}", "{% if ", "{% endif %}", " a", ".b",
            "[0]", "(", ")", " | upper", "\"", "đ", "\n", "\r\n", "\u{FEFF}", "{% include \"plan.md\" %}", "{% raw %}", "{{<X/>}}",
            "{% block c %}", "{% extends \"plan.md\" %}", "{% set a = ", "1", "+", "{% component X(a) %}", "{% endcomponent X %}",
        ]), 0..20)
    ) {
        let _ = render(&pieces.concat(), &json!({ "a": "x", "b": ["y"] }));
    }
}
