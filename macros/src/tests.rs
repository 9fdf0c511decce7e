//! What `draw!` makes of what is written.

use proc_macro2::TokenStream;
use quote::quote;

use crate::template::{Template, drawn, without_fragments};

/// The HTML and the steps of what is drawn.
fn template(tokens: TokenStream) -> (String, String) {
    let nodes = rstml::parse2(tokens).expect("a drawing");
    let mut template = Template::new();
    template.roots(&without_fragments(&nodes)).expect("known kinds of nodes and attributes");
    (template.html, template.steps)
}

#[track_caller]
fn assert_is(tokens: TokenStream, html: &str, steps: &str) {
    assert_eq!(template(tokens), (html.to_owned(), steps.to_owned()));
}

#[test]
fn what_never_changes_is_html() {
    assert_is(
        quote! { <p class="a b" hidden title="" id="c"><br/>"1 < 2"</p> },
        r#"<p class="a b" hidden title id=c><br>1 &lt; 2</p>"#,
        "",
    );
    assert_is(quote! { <i title="\"&"></i> }, r#"<i title="&quot;&amp;"></i>"#, "");
}

#[test]
fn what_may_change_is_a_place_on_the_way() {
    assert_is(quote! { <p class=class></p> }, "<p></p>", ".");
    assert_is(quote! { <p>{text}</p> }, "<p></p>", ".");
    assert_is(quote! { <p class=class>{text}</p> }, "<p></p>", ".");
    assert_is(quote! { <p>"a" "b" {text}<b on:click=press></b></p> }, "<p>ab<!><b></b></p>", ">+.+.");
    assert_is(quote! { <p><b>{one}</b>"a"{two}</p> }, "<p><b></b>a</p>", ">.<.");
    assert_is(quote! { <p class=class>"a"{one}</p> }, "<p>a</p>", "..");
    assert_is(quote! { <p>{one}<b>{two}</b>{three}</p> }, "<p><b></b></p>", ".>.<.");
    assert_is(
        quote! { <ul><li><b>{one}</b></li><li></li><li><b></b><i>{two}</i></li></ul> },
        "<ul><li><b></b></li><li></li><li><b></b><i></i></li></ul>",
        ">>.<++>+.",
    );
}

#[test]
fn both_ends_of_what_has_no_root_stay() {
    assert_is(quote! { {one} <b></b> <Two three/> }, "<!><!><b></b><!><!>", ">+.++.");
    assert_is(quote! { <><b></b>"text"</> }, "<b></b>text", "");
}

#[test]
fn what_it_does_not_know_is_refused() {
    let refused = |tokens| drawn(&rstml::parse2(tokens).expect("a drawing")).is_err();
    assert!(refused(quote! { <p {..spread}></p> }));
    assert!(refused(quote! { <p use:directive=value></p> }));
    assert!(refused(quote! { <Component on:click=press/> }));
}
