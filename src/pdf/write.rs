//! Pages to bytes.

use pdf_writer::types::{NumberingStyle, OutputIntentSubtype, TabOrder};
use pdf_writer::writers::PageLabel;
use pdf_writer::{Chunk, Finish, Name, Pdf, Rect, Ref, Settings, Str, TextStr};
use sha2::{Digest, Sha256};

use super::deflate::Deflate;
use super::draw::{Artist, Drawn};
use super::fields::{self, Widget};
use super::image::{self, Image};
use super::refs::Refs;
use super::{Error, embed, meta, outline, profile, structure, tags, units};
use crate::font::Faces;
use crate::galley::Galley;
use crate::page::{Page, Pages};

/// Most pages that stand in one node of the page tree: viewers find a page of a long file in few steps.
const PAGES_IN_A_NODE: usize = 64;

/// One PDF of all pages, PDF/A-2a and PDF/UA-1: the same bytes for the same pages and faces.
///
/// An error is a fault of the program: what an office can get wrong was refused before there was a document.
pub fn write(pages: &Pages<'_>, faces: &Faces) -> Result<Vec<u8>, Error> {
    let mut file = File::new(pages.pages.len());
    let mut artist = Artist::new(faces, pages.galley.paragraphs);
    for (index, page) in pages.pages.iter().enumerate() {
        let content = artist.page(index, page, &mut file.refs);
        file.page(index, page, content, artist.widgets_of(index))?;
    }
    let Drawn { mut contents, entries, shown, widgets, images } = artist.finish()?;
    file.page_tree();
    for (slot, shown) in shown.iter().enumerate().filter(|(_, shown)| !shown.characters.is_empty()) {
        embed::write(&mut file.pdf, &mut file.refs, &mut file.deflate, file.fonts[slot], shown)?;
    }
    let used: Vec<usize> = (0..shown.len()).filter(|slot| !shown[*slot].characters.is_empty()).collect();
    file.images(&images);
    file.resources(&used, &images);
    let tree = structure::tree(pages.galley, &mut contents)?;
    Ok(file.finish(pages, &tree, entries, &widgets))
}

/// A file that is being written.
struct File {
    pdf: Pdf,
    refs: Refs,
    deflate: Deflate,
    identity: Sha256,
    /// The root of the page tree, fonts, and what every page may use.
    tree: Ref,
    fonts: [Ref; 4],
    resources: Ref,
    /// The colour profile of the output intent.
    srgb: Ref,
    /// Every page and the node of the page tree above it.
    pages: Vec<Ref>,
    nodes: Vec<Ref>,
}

impl File {
    fn new(pages: usize) -> Self {
        let mut refs = Refs::new();
        let (tree, resources, srgb) = (refs.next(), refs.next(), refs.next());
        let fonts = [refs.next(), refs.next(), refs.next(), refs.next()];
        let nodes = refs.take(if pages > PAGES_IN_A_NODE { pages.div_ceil(PAGES_IN_A_NODE) } else { 0 });
        let pages = refs.take(pages);
        Self {
            pdf: Pdf::with_settings_and_capacity(Settings { pretty: false }, 256 * 1024),
            refs,
            deflate: Deflate::new(),
            identity: Sha256::new(),
            tree,
            fonts,
            resources,
            srgb,
            pages,
            nodes,
        }
    }

    /// A page and what is drawn on it.
    fn page(&mut self, index: usize, page: &Page<'_>, mut content: Vec<u8>, widgets: &[Widget]) -> Result<(), Error> {
        self.identity.update(&content);
        let stream = self.refs.next();
        self.deflate.plain_stream(&mut self.pdf, stream, &mut content);
        let parent = self.nodes.get(index / PAGES_IN_A_NODE).copied().unwrap_or(self.tree);
        let paper = units::paper(page.frame).ok_or(Error::NoPaper)?;
        let mut object = self.pdf.page(self.pages[index]);
        object.parent(parent).media_box(paper).contents(stream).tab_order(TabOrder::StructureOrder);
        object.struct_parents(key(index));
        // Not inherited from the tree: PDF/A wants them named at the page (ISO 19005-2, 6.2.2).
        object.pair(Name(b"Resources"), self.resources);
        if !widgets.is_empty() {
            object.annotations(widgets.iter().map(|widget| widget.id));
        }
        Ok(())
    }

    fn page_tree(&mut self) {
        for (node, pages) in self.nodes.iter().zip(self.pages.chunks(PAGES_IN_A_NODE)) {
            self.pdf.pages(*node).parent(self.tree).kids(pages.iter().copied()).count(key(pages.len()));
        }
        let kids = if self.nodes.is_empty() { &self.pages } else { &self.nodes };
        self.pdf.pages(self.tree).kids(kids.iter().copied()).count(key(self.pages.len()));
    }

    fn images(&mut self, images: &[Image]) {
        for image in images {
            self.identity.update(&image.picture.rgb);
            self.identity.update(&image.picture.alpha);
            let shown = (image.id, &*image.picture);
            image::write(&mut self.pdf, &mut self.refs, &mut self.deflate, shown, self.srgb);
        }
    }

    fn resources(&mut self, used: &[usize], images: &[Image]) {
        let mut resources = self.pdf.indirect(self.resources).dict();
        let mut fonts = resources.insert(Name(b"Font")).dict();
        for slot in used {
            fonts.pair(Name(format!("F{slot}").as_bytes()), self.fonts[*slot]);
        }
        fonts.finish();
        if !images.is_empty() {
            let mut objects = resources.insert(Name(b"XObject")).dict();
            for (number, image) in images.iter().enumerate() {
                objects.pair(Name(format!("I{number}").as_bytes()), image.id);
            }
        }
    }

    /// Structure, outline, metadata, catalog, and the table of objects.
    fn finish(
        mut self,
        pages: &Pages<'_>,
        tree: &structure::Element,
        entries: Vec<outline::Entry>,
        widgets: &[Widget],
    ) -> Vec<u8> {
        let galley_meta = &pages.galley.meta;
        self.identity.update(format!("{galley_meta:?}"));
        let identity: [u8; 32] = self.identity.finalize_reset().into();
        let [root, info, packet] = [self.refs.next(), self.refs.next(), self.refs.next()];
        let intent = self.srgb;
        let catalog = self.refs.next();
        let tagged = tags::write(&mut self.pdf, &mut self.refs, (tree, root), &self.pages, widgets);
        let mut tree_root = self.pdf.indirect(root).dict();
        tree_root.pair(Name(b"Type"), Name(b"StructTreeRoot")).pair(Name(b"K"), tagged.root);
        tree_root.pair(Name(b"ParentTree"), tagged.parents).pair(Name(b"ParentTreeNextKey"), tagged.next_key);
        tree_root.finish();
        let outline = outline::write(&mut self.pdf, &mut self.refs, entries, &self.pages);
        meta::write_info(&mut self.pdf, info, galley_meta);
        let xmp = meta::xmp(galley_meta, &hexadecimal(&identity[..16]));
        self.pdf.metadata(packet, xmp.as_bytes());
        image::write_profile(&mut self.pdf, &mut self.deflate, intent, &mut profile::srgb());
        let labels = labels(&mut self.pdf, &mut self.refs, pages);
        let form = (!widgets.is_empty()).then(|| self.form(widgets));
        self.catalog(catalog, [root, packet, intent], outline, &labels, (form, pages.galley));
        self.pdf.set_file_id((identity[..16].to_vec(), identity[..16].to_vec()));
        let mut bytes = self.pdf.finish();
        // A signature is appended after an end of line, or PDF/A (6.1.9) fails.
        bytes.push(b'\n');
        bytes
    }

    /// The fields with what goes for all of them (ISO 32000-1, 12.7.2).
    fn form(&mut self, widgets: &[Widget]) -> Ref {
        let (form, empty) = (self.refs.next(), self.refs.next());
        self.pdf.form_xobject(empty, b"").bbox(Rect::new(0.0, 0.0, 0.0, 0.0));
        for (at, widget) in widgets.iter().enumerate() {
            fields::write(&mut self.pdf, widget, self.pages[widget.page], key(self.pages.len() + at), empty);
        }
        let mut object = self.pdf.indirect(form).dict();
        object.insert(Name(b"Fields")).array().items(widgets.iter().map(|widget| widget.id));
        object.pair(Name(b"SigFlags"), 3).pair(Name(b"DR"), self.resources).pair(Name(b"DA"), Str(b"/F0 13 Tf 0 g"));
        form
    }

    fn catalog(
        &mut self,
        id: Ref,
        [root, packet, intent]: [Ref; 3],
        outline: Option<Ref>,
        labels: &[(i32, Ref)],
        (form, galley): (Option<Ref>, &Galley),
    ) {
        let mut catalog = self.pdf.catalog(id);
        catalog.pages(self.tree).lang(TextStr(meta::LANGUAGE)).metadata(packet);
        catalog.pair(Name(b"StructTreeRoot"), root);
        catalog.mark_info().marked(true);
        catalog.viewer_preferences().display_doc_title(true);
        if let Some(outline) = outline {
            catalog.outlines(outline);
        }
        if let Some(form) = form {
            catalog.pair(Name(b"AcroForm"), form);
        }
        if let Some(signing) = &galley.signing {
            fields::write_facts(&mut catalog, signing, galley.meta.date);
        }
        let mut intents = catalog.output_intents();
        let mut srgb = intents.push();
        srgb.subtype(OutputIntentSubtype::PDFA).output_condition_identifier(TextStr("sRGB"));
        srgb.registry_name(TextStr("http://www.color.org"))
            .info(TextStr("sRGB IEC 61966-2-1"))
            .dest_output_profile(intent);
        srgb.finish();
        intents.finish();
        let mut numbers = catalog.page_labels();
        let mut ranges = numbers.nums();
        for (first, label) in labels {
            ranges.insert(*first, *label);
        }
    }
}

/// What a viewer calls the pages: their own numbers, and in the annexes, whose numbers start anew, with a prefix. The first
/// page of every section, and its label.
fn labels(chunk: &mut Chunk, refs: &mut Refs, pages: &Pages<'_>) -> Vec<(i32, Ref)> {
    let mut labels = Vec::new();
    let mut section = None;
    for (index, page) in pages.pages.iter().enumerate() {
        if section.replace(page.section) == Some(page.section) {
            continue;
        }
        let id = refs.next();
        let mut label: PageLabel<'_> = chunk.indirect(id).start();
        label.style(NumberingStyle::Arabic);
        match (page.section, pages.galley.sections.len()) {
            (0, _) => {}
            (_, 0..=2) => drop(label.prefix(TextStr("PL-"))),
            (annex, _) => drop(label.prefix(TextStr(&format!("PL{annex}-")))),
        }
        labels.push((key(index), id));
    }
    labels
}

/// A count as PDF writes it.
fn key(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
