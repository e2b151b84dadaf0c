//! A signature put into its field: what may be signed, what is filled in, what is shown, and the bytes that are appended.

use chrono::NaiveDate;

use super::appearance::{self, Lettering, Setting};
use super::facts::{self, Facts};
use super::fields::{self, Capacity, Field, Kind, NUMBER, PERSON};
use super::file::{File, HEAD, Kind as TableKind};
use super::increment::Increment;
use super::message::{self, Stamping};
use super::moment::Moment;
use super::object::{Dictionary, Id, Object, Stream, decode_text};
use super::refusal as refuse;
use super::signer::Signer;
use super::verify::{self, Trust};
use crate::base::{Diagnostic, Severity};
use crate::font::Faces;
use crate::picture::Picture;
use crate::rules::{SEAL_OVER_SIGNATURE, SIGNATURE_WIDTH};

/// Bytes kept free for the value: a message with three certificates takes 4 KB, with a time stamp 8 KB.
const ROOM: usize = 16_384;
/// A number of ten digits, in the place of those of the range until they are known.
const UNKNOWN: i64 = 9_999_999_999;

/// What is asked for.
#[derive(Debug)]
pub struct Request<'a> {
    /// In what capacity.
    pub capacity: Capacity,
    /// When.
    pub at: Moment,
    /// The document's number.
    pub number: Option<u32>,
    /// The day of the document.
    pub day: Option<NaiveDate>,
    /// The picture of the signature or the seal.
    pub picture: Option<&'a Picture>,
    /// The faces for what is filled in.
    pub faces: &'a Faces,
}

/// A signed file.
#[derive(Debug)]
pub struct Sealed {
    /// All of it.
    pub bytes: Vec<u8>,
    /// What to know.
    pub findings: Vec<Diagnostic>,
}

/// Whether a signature in this file shows a picture: not in an annex that is a file of its own (Phụ lục I, Phần I, Mục
/// III.1.d), nor where [`check`] refuses the file.
pub fn shows_picture(bytes: &[u8]) -> bool {
    let facts = File::read(bytes).and_then(|file| facts::read(&file));
    matches!(facts, Ok(Some(Facts { alone: false, pictures: false, .. })))
}

/// Whether a file can be signed as asked, before anyone is asked for a password.
pub fn check(bytes: &[u8], request: &Request<'_>) -> Result<(), Box<Diagnostic>> {
    let plan = Plan::read(bytes, request)?;
    plan.fill(&mut Increment::new(&plan.file)).map(|_| ())
}

/// Signs a file: gives it back with a signature appended, having looked at it as any reader would.
pub fn seal(
    bytes: &[u8],
    request: &Request<'_>,
    signer: &mut dyn Signer,
    stamping: &mut Stamping<'_>,
) -> Result<Sealed, Box<Diagnostic>> {
    let plan = Plan::read(bytes, request)?;
    let mut increment = Increment::new(&plan.file);
    let shown = plan.fill(&mut increment)?;
    let value = increment.add(plan.signature(&signer.identity().name()));
    let mut field = plan.own.dictionary.clone();
    field.set("V", Object::Reference(value));
    field.set("AP", normal(increment.add(shown)));
    increment.put(plan.own.id, Object::Dictionary(field));
    let appended = increment.append();
    let start = appended.places.get(&value.number).copied().unwrap_or_default();
    let sealed = close(appended.bytes, start, signer, stamping)?;
    let mut findings = prove(&sealed, request.capacity)?;
    findings.extend(signer.identity().alone_under().map(|issuer| refuse::without_chain(&issuer)));
    findings
        .extend((!plan.facts.alone && request.picture.is_none()).then(|| refuse::without_picture(request.capacity)));
    Ok(Sealed { bytes: sealed, findings })
}

/// A file that can be signed as asked.
struct Plan<'a> {
    file: File<'a>,
    request: &'a Request<'a>,
    facts: Facts,
    fields: Vec<Field>,
    own: Field,
    /// Fields to fill in, and with what.
    filled: Vec<(Field, String)>,
    /// The number as it will stand in the document.
    number: Option<String>,
}

impl<'a> Plan<'a> {
    fn read(bytes: &'a [u8], request: &'a Request<'a>) -> Result<Self, Box<Diagnostic>> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(refuse::word());
        }
        if !bytes.starts_with(HEAD) {
            return Err(refuse::not_pdf());
        }
        let damaged = |fault| Box::new(verify::damaged(&fault));
        let file = File::read(bytes).map_err(damaged)?;
        let newest = file.newest();
        let fields = fields::read(&file, newest).map_err(damaged)?;
        let facts = facts::read(&file).map_err(damaged)?.ok_or_else(refuse::not_ours)?;
        // Such a file has no fields: what it shows already is the better reason.
        if facts.pictures {
            return Err(refuse::pictures_already());
        }
        let own = fields.iter().find(|field| field.capacity() == request.capacity && field.kind == Kind::Signature);
        let Some(own) = own.cloned() else {
            return Err(if facts.alone { refuse::no_person_in_annex() } else { refuse::not_ours() });
        };
        if facts.alone && request.picture.is_some() {
            return Err(refuse::no_picture_in_annex());
        }
        if file.revisions[newest].kind != TableKind::Table {
            return Err(refuse::not_ours());
        }
        let mut plan = Self { file, request, facts, fields, own, filled: Vec::new(), number: None };
        plan.in_order(bytes)?;
        plan.number_and_day()?;
        Ok(plan)
    }

    /// Person first, then the agency, and on top of nothing that does not hold.
    fn in_order(&self, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        if self.own.value().is_some() {
            return Err(refuse::already_signed(&self.own.name));
        }
        let signed = |capacity| self.fields.iter().any(|field| field.capacity() == capacity && field.value().is_some());
        match self.request.capacity {
            Capacity::Person if signed(Capacity::Agency) => return Err(refuse::agency_was_first()),
            Capacity::Agency if !self.facts.alone && !signed(Capacity::Person) => return Err(refuse::person_first()),
            Capacity::Person | Capacity::Agency | Capacity::Other => {}
        }
        let report = verify::verify(bytes, &Trust::default());
        let broken = report.signatures.iter().flat_map(|signature| &signature.findings);
        let broken = broken.chain(report.findings.iter().filter(|finding| finding.code == "pdf-damaged"));
        match broken.clone().find(|finding| finding.severity == Severity::Error) {
            Some(finding) => Err(refuse::broken(finding)),
            None => Ok(()),
        }
    }

    /// Number and day: what is open must be given, what is printed must agree.
    fn number_and_day(&mut self) -> Result<(), Box<Diagnostic>> {
        let Request { capacity, number, day, .. } = *self.request;
        if capacity != Capacity::Agency {
            return if number.is_some() || day.is_some() { Err(refuse::number_is_the_agency_s()) } else { Ok(()) };
        }
        let (stated, given) = (self.facts.stated(&self.fields), facts::given(number, day));
        if let Some((name, stated, given)) = facts::contradiction(&stated, &given) {
            return Err(refuse::contradicts(name, stated, given));
        }
        let mut missing = Vec::new();
        for ((name, stated), (_, given)) in stated.iter().zip(&given) {
            let field = self.fields.iter().find(|field| field.name == *name && field.kind == Kind::Text);
            match (field, stated, given) {
                (None, _, _) | (Some(_), Some(_), _) => {}
                (Some(field), None, Some(given)) => self.filled.push((field.clone(), given.clone())),
                (Some(_), None, None) => missing.push(*name),
            }
        }
        if !missing.is_empty() {
            return Err(refuse::number_missing(&missing));
        }
        let [(_, stated), ..] = stated;
        let [(_, given), ..] = given;
        self.number = given.or(stated);
        if self.facts.alone && self.number.is_none() {
            return Err(refuse::number_missing(&[NUMBER]));
        }
        Ok(())
    }

    /// Puts what is filled in, and gives what the signature's own field shows.
    fn fill(&self, increment: &mut Increment<'_>) -> Result<Object, Box<Diagnostic>> {
        for italic in [false, true] {
            let these: Vec<&(Field, String)> =
                self.filled.iter().filter(|(field, _)| style(field).1 == italic).collect();
            if these.is_empty() {
                continue;
            }
            let lines: Vec<String> = these.iter().map(|(_, value)| value.clone()).collect();
            let lettering = Lettering::new(increment, self.request.faces.face(false, italic), &lines)?;
            for (index, (field, value)) in these.into_iter().enumerate() {
                let size = style(field).0;
                let form = lettering.form(index..index + 1, size, extent(field), Setting::Centred, true);
                let mut dictionary = field.dictionary.clone();
                dictionary.set("V", Object::text(value));
                dictionary.set("AP", normal(increment.add(form)));
                increment.put(field.id, Object::Dictionary(dictionary));
            }
        }
        let extent = extent(&self.own);
        if self.facts.alone {
            return self.annex_text(increment, extent);
        }
        match self.request.picture {
            None => Ok(appearance::nothing(extent)),
            Some(picture) => {
                let place = self.place(picture, extent)?;
                appearance::picture(increment, picture, extent, place)
            }
        }
    }

    /// Number and symbol, day, time and zone in Times New Roman, upright, 10 pt, without a picture (Phụ lục I, Phần I,
    /// Mục III.1.d).
    fn annex_text(&self, increment: &mut Increment<'_>, extent: [f64; 2]) -> Result<Object, Box<Diagnostic>> {
        let number = self.number.clone().unwrap_or_default();
        let shown = self.request.at.shown();
        let (day, time) = shown.split_once(' ').unwrap_or((&shown, ""));
        let lines = [format!("Số: {number}/{}", self.facts.symbol), format!("{day}; {time}")];
        let lettering = Lettering::new(increment, self.request.faces.face(false, false), &lines)?;
        Ok(lettering.form(0..lines.len(), 10.0, extent, Setting::Right, false))
    }

    /// Left, bottom, width and height of the picture in its field, placed as `galley` places those that are printed: a
    /// signature in the middle between title and name, a seal on the same height over a third of it, on its left.
    fn place(&self, picture: &Picture, extent: [f64; 2]) -> Result<[f64; 4], Box<Diagnostic>> {
        let (width, height) = (picture.size.0.as_pt(), picture.size.1.as_pt());
        let left = match self.request.capacity {
            Capacity::Agency => self.third_of_signature().unwrap_or(extent[0]) - width,
            Capacity::Person | Capacity::Other => (extent[0] - width) / 2.0,
        };
        let bottom = (extent[1] - height) / 2.0;
        // A field has room for whatever `picture` lets pass, unless the column of the signature is a narrow one.
        if left < -HAIR || bottom < -HAIR {
            return Err(refuse::picture_too_big());
        }
        Ok([left, bottom, width, height])
    }

    /// How far right in the agency's field the left third of the person's signature reaches.
    fn third_of_signature(&self) -> Option<f64> {
        let person = self.fields.iter().find(|field| field.name == PERSON)?;
        let [left, _, right, _] = person.rectangle()?;
        let width = self.signature_width(person).unwrap_or(SIGNATURE_WIDTH.as_pt());
        let third = f64::midpoint(left, right) - width / 2.0 + width / f64::from(SEAL_OVER_SIGNATURE);
        Some(third - self.own.rectangle()?[0])
    }

    /// How wide the picture of the person's signature is; none where another program shows something of its own.
    fn signature_width(&self, person: &Field) -> Option<f64> {
        let newest = self.file.newest();
        let shown = self.file.get(&person.dictionary, "AP", newest).ok()?;
        let Object::Stream(stream) = self.file.get(shown.as_dictionary()?, "N", newest).ok()? else { return None };
        let [left, _, width, _] = appearance::place_of(&self.content(&stream)?)?;
        let room = extent(person)[0];
        (left >= -HAIR && (left + width / 2.0 - room / 2.0).abs() < HAIR).then_some(width)
    }

    fn content(&self, stream: &Stream) -> Option<Vec<u8>> {
        self.file.data(stream).ok()
    }

    /// The dictionary of the signature, with room for what is not known yet.
    fn signature(&self, name: &str) -> Object {
        let range = [0, UNKNOWN, UNKNOWN, UNKNOWN].map(Object::Integer).to_vec();
        let mut dictionary = Dictionary::from([
            ("Type", Object::name("Sig")),
            ("Filter", Object::name("Adobe.PPKLite")),
            ("SubFilter", Object::name("ETSI.CAdES.detached")),
            ("ByteRange", Object::Array(range)),
            ("Contents", Object::String(vec![0; ROOM])),
            ("M", Object::text(&self.request.at.pdf())),
            ("Name", Object::text(name)),
        ]);
        if self.request.capacity == Capacity::Agency {
            // The agency signs last: whatever is filled in is locked, by whoever reads the file.
            let how = Dictionary::from([
                ("Type", Object::name("TransformParams")),
                ("Action", Object::name("All")),
                ("V", Object::name("1.2")),
            ]);
            let reference = Dictionary::from([
                ("Type", Object::name("SigRef")),
                ("TransformMethod", Object::name("FieldMDP")),
                ("TransformParams", Object::Dictionary(how)),
            ]);
            dictionary.set("Reference", Object::Array(vec![Object::Dictionary(reference)]));
        }
        Object::Dictionary(dictionary)
    }
}

/// What rounding to twips may take from a length, in points.
const HAIR: f64 = 0.1;

fn extent(field: &Field) -> [f64; 2] {
    field.rectangle().map_or([0.0, 0.0], |[left, bottom, right, top]| [right - left, top - bottom])
}

/// Type size and whether the type is italic, from the field's own say (`/F0 13 Tf 0 g`).
fn style(field: &Field) -> (f64, bool) {
    let words = field.dictionary.get("DA").and_then(Object::as_string).map(decode_text).unwrap_or_default();
    let mut words = words.split_ascii_whitespace();
    let italic = matches!(words.next(), Some("/F2" | "/F3"));
    (words.next().and_then(|size| size.parse().ok()).unwrap_or(13.0), italic)
}

fn normal(form: Id) -> Object {
    Object::Dictionary(Dictionary::from([("N", Object::Reference(form))]))
}

/// Writes range and value into the room kept for them in the object that begins at `start`.
fn close(
    mut bytes: Vec<u8>,
    start: usize,
    signer: &mut dyn Signer,
    stamping: &mut Stamping<'_>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let placeholder = format!("[0 {UNKNOWN} {UNKNOWN} {UNKNOWN}]");
    let mark = b"/Contents <";
    let find = |needle: &[u8]| {
        bytes.get(start..).and_then(|own| own.windows(needle.len()).position(|w| w == needle)).map(|at| start + at)
    };
    let (Some(range), Some(contents)) = (find(placeholder.as_bytes()), find(mark)) else {
        return Err(refuse::no_room());
    };
    let gap = contents + mark.len() - 1;
    let behind = gap + 2 + ROOM * 2;
    let mut said = format!("[0 {gap} {behind} {}", bytes.len() - behind);
    while said.len() + 1 < placeholder.len() {
        said.push(' ');
    }
    said.push(']');
    bytes.splice(range..range + placeholder.len(), said.bytes());
    let value = message::sign(&[&bytes[..gap], &bytes[behind..]], signer, stamping)?;
    if value.len() > ROOM {
        return Err(refuse::no_room());
    }
    let digits = super::object::hex(&value);
    bytes.splice(gap + 1..gap + 1 + digits.len(), digits.bytes());
    Ok(bytes)
}

/// A file that a reader would not take for signed is not handed out.
fn prove(sealed: &[u8], capacity: Capacity) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let report = verify::verify(sealed, &Trust::default());
    let wrong = report.findings.iter().chain(report.signatures.iter().flat_map(|signature| &signature.findings));
    if let Some(wrong) = wrong.clone().find(|finding| finding.severity == Severity::Error) {
        return Err(refuse::would_not_hold(wrong));
    }
    if !report.signatures.iter().any(|signature| signature.capacity == capacity) {
        return Err(refuse::no_room());
    }
    Ok(wrong.cloned().collect())
}
