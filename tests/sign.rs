//! A plan signed by a person and by the agency, without disk and clock: what holds, and what is refused.

use std::fs;
use std::sync::OnceLock;

use chrono::NaiveDate;
use vanthu::app::Language;
use vanthu::app::report::human;
use vanthu::font::Faces;
use vanthu::sign::{
    Capacity, Change, Covers, KeyFile, Moment, Report, Request, Revocation, Sealed, Signer, Time, Trust, Trusted,
    is_signed, seal, verify,
};

use crate::pki::{self, Hand};
use crate::program::{GOOD, Project};

/// Unsigned files of the plan without a finding: plan and annex.
pub fn files() -> &'static [Vec<u8>; 2] {
    static FILES: OnceLock<[Vec<u8>; 2]> = OnceLock::new();
    FILES.get_or_init(|| {
        let project = Project::new(GOOD);
        let run = project.run("build", &["--format", "pdf"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        ["out/ke-hoach.pdf", "out/phu-luc.pdf"].map(|file| fs::read(project.join(file)).unwrap())
    })
}

pub fn faces() -> &'static Faces {
    static FACES: OnceLock<Faces> = OnceLock::new();
    FACES.get_or_init(Faces::embedded)
}

pub fn request(capacity: Capacity) -> Request<'static> {
    let agency = capacity == Capacity::Agency;
    Request {
        capacity,
        at: Moment::from_unix(1_692_065_106).unwrap(),
        number: agency.then_some(45),
        day: agency.then(|| NaiveDate::from_ymd_opt(2023, 8, 15).unwrap()),
        picture: None,
        faces: faces(),
    }
}

/// Signs, or says why not.
pub fn try_sign(bytes: &[u8], request: &Request<'_>, signer: &mut dyn Signer) -> Result<Vec<u8>, String> {
    match seal(bytes, request, signer, &mut |_| Ok(None)) {
        Ok(Sealed { bytes, .. }) => Ok(bytes),
        Err(finding) => Err(human(&[*finding], Language::Vi, false)),
    }
}

pub fn once() -> &'static [u8] {
    static ONCE: OnceLock<Vec<u8>> = OnceLock::new();
    ONCE.get_or_init(|| try_sign(&files()[0], &request(Capacity::Person), &mut Hand::agency()).unwrap())
}

pub fn twice() -> &'static [u8] {
    static TWICE: OnceLock<Vec<u8>> = OnceLock::new();
    TWICE.get_or_init(|| try_sign(once(), &request(Capacity::Agency), &mut Hand::agency()).unwrap())
}

/// The codes of everything that does not hold.
pub fn codes(report: &Report) -> Vec<&'static str> {
    let all = report.findings.iter().chain(report.signatures.iter().flat_map(|signature| &signature.findings));
    all.map(|finding| finding.code).collect()
}

#[test]
fn a_plan_signed_by_both_holds() {
    assert!(!is_signed(&files()[0]) && is_signed(once()) && is_signed(twice()));
    assert!(once().starts_with(&files()[0]) && twice().starts_with(once()), "what was there stays byte for byte");
    let report = verify(twice(), &pki::trust());
    assert!(report.holds(), "{:?}", codes(&report));
    let [person, agency] = report.signatures.as_slice() else { panic!("two signatures") };
    assert_eq!((person.capacity, agency.capacity), (Capacity::Person, Capacity::Agency));
    assert_eq!((person.covers, agency.covers), (Covers::Revision(2), Covers::Whole));
    assert_eq!(person.time, Time::Claimed(request(Capacity::Person).at));
    assert_eq!(person.chain, Trusted::Root("Gốc thử nghiệm".to_owned()));
    let filled = |field: &str, value: &str| Change::Filled { field: field.to_owned(), value: value.to_owned() };
    let later: Vec<&Change> = person.later.iter().map(|later| &later.change).collect();
    let signed = Change::Signed { field: "ChuKyCoQuan".to_owned() };
    assert_eq!(later, [&filled("So", "45"), &filled("Ngay", "15"), &signed]);
    assert!(person.later.iter().all(|later| later.by.as_deref() == Some("ChuKyCoQuan") && later.revision == 3));
    assert!(agency.later.is_empty());
}

#[test]
fn an_annex_is_signed_by_the_agency_alone() {
    let annex = &files()[1];
    let signed = try_sign(annex, &request(Capacity::Agency), &mut Hand::agency()).unwrap();
    let report = verify(&signed, &pki::trust());
    assert!(report.holds() && report.signatures.len() == 1, "{:?}", codes(&report));
    insta::assert_snapshot!(try_sign(annex, &request(Capacity::Person), &mut Hand::agency()).unwrap_err());
    let nameless = Request { number: None, ..request(Capacity::Agency) };
    insta::assert_snapshot!(try_sign(annex, &nameless, &mut Hand::agency()).unwrap_err());
}

#[test]
fn what_is_asked_must_fit_the_document() {
    let plan = &files()[0];
    let agency = || request(Capacity::Agency);
    let refused = [
        ("person_first", try_sign(plan, &agency(), &mut Hand::agency())),
        (
            "number_by_a_person",
            try_sign(plan, &Request { number: Some(4), ..request(Capacity::Person) }, &mut Hand::agency()),
        ),
        ("no_number", try_sign(once(), &Request { number: None, ..agency() }, &mut Hand::agency())),
        ("no_day", try_sign(once(), &Request { day: None, ..agency() }, &mut Hand::agency())),
        (
            "another_month",
            try_sign(once(), &Request { day: NaiveDate::from_ymd_opt(2023, 9, 15), ..agency() }, &mut Hand::agency()),
        ),
        ("signed_twice", try_sign(once(), &request(Capacity::Person), &mut Hand::agency())),
        ("all_signed", try_sign(twice(), &agency(), &mut Hand::agency())),
        ("word", try_sign(b"PK\x03\x04 and so on", &agency(), &mut Hand::agency())),
        ("no_pdf", try_sign(b"hello", &agency(), &mut Hand::agency())),
        ("expired", try_sign(plan, &request(Capacity::Person), &mut Hand::new(&pki::expired(), pki::AGENCY))),
    ];
    for (name, result) in refused {
        insta::assert_snapshot!(name, result.unwrap_err());
    }
    let mut slipping = Hand::agency();
    slipping.slips = true;
    insta::assert_snapshot!("wrong_key", try_sign(plan, &request(Capacity::Person), &mut slipping).unwrap_err());
}

#[test]
fn what_is_printed_must_agree_and_is_not_asked_for() {
    let issued = GOOD.replace("date: 2023-08", "number: 45\n  date: 2023-08-15");
    let project = Project::new(&issued);
    assert_eq!(project.run("plan", &["--format", "pdf"]).status, 0);
    let plan = fs::read(project.join("out/ke-hoach.pdf")).unwrap();
    let once = try_sign(&plan, &request(Capacity::Person), &mut Hand::agency()).unwrap();
    let silent = Request { number: None, day: None, ..request(Capacity::Agency) };
    for agreeing in [silent, request(Capacity::Agency)] {
        let twice = try_sign(&once, &agreeing, &mut Hand::agency()).unwrap();
        assert!(verify(&twice, &pki::trust()).holds());
    }
    let other = Request { number: Some(46), ..request(Capacity::Agency) };
    insta::assert_snapshot!(try_sign(&once, &other, &mut Hand::agency()).unwrap_err());
    let without = Project::new(&format!("{GOOD}\nsigning: {{ fields: false }}\n"));
    assert_eq!(without.run("plan", &["--format", "pdf"]).status, 0);
    let plain = fs::read(without.join("out/ke-hoach.pdf")).unwrap();
    insta::assert_snapshot!(try_sign(&plain, &request(Capacity::Person), &mut Hand::agency()).unwrap_err());
}

#[test]
fn nothing_is_signed_on_top_of_what_does_not_hold() {
    let mut altered = once().to_vec();
    let at = altered.windows(4).position(|w| w == b"/TU<").unwrap();
    altered[at + 10] ^= 1;
    insta::assert_snapshot!(try_sign(&altered, &request(Capacity::Agency), &mut Hand::agency()).unwrap_err());
}

#[test]
fn trust_and_revocation_are_told_apart() {
    let report = verify(once(), &Trust::default());
    assert!(report.holds() && report.signatures[0].chain == Trusted::NotAsked);
    assert_eq!(report.signatures[0].revocation, Revocation::NotChecked);
    let with = |serials: &[u8]| {
        let mut trust = pki::trust();
        trust.list("list.crl", &pki::revoked(serials)).unwrap();
        verify(once(), &trust)
    };
    // Only the authority's list is there; nobody says anything about the authority itself.
    assert_eq!(with(&[]).signatures[0].revocation, Revocation::NotChecked);
    assert!(with(&[9]).holds());
    let revoked = with(&[4]);
    assert_eq!(
        (codes(&revoked), &revoked.signatures[0].revocation),
        (vec!["certificate-revoked"], &Revocation::Revoked)
    );
    let stranger =
        try_sign(&files()[0], &request(Capacity::Person), &mut Hand::new(&pki::stranger(), pki::AGENCY)).unwrap();
    assert_eq!(codes(&verify(&stranger, &pki::trust())), ["root-unknown"]);
    assert!(Trust::default().roots("x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----").is_err());
    assert!(Trust::default().roots("x", b"").is_err() && Trust::default().list("x", b"\x30\x00").is_err());
}

#[test]
fn a_chain_that_is_missing_is_told() {
    let mut bare = Hand::bare();
    let Sealed { bytes, findings } =
        seal(&files()[0], &request(Capacity::Person), &mut bare, &mut |_| Ok(None)).unwrap();
    let mut found: Vec<_> = findings.into_iter().filter(|finding| finding.code != "sign-without-picture").collect();
    let report = verify(&bytes, &pki::trust());
    found.extend(report.signatures.into_iter().flat_map(|signature| signature.findings));
    insta::assert_snapshot!(human(&found, Language::Vi, false));
}

#[test]
fn what_is_no_whole_pdf_is_told() {
    let mut said = String::new();
    let file = once();
    for bytes in [&b""[..], b"hello", &file[..file.len() / 2], &file[..file.len() - 9], &[file, b"x"].concat()] {
        let report = verify(bytes, &Trust::default());
        assert!(!report.holds());
        for language in [Language::Vi, Language::En] {
            said += &human(&report.findings, language, false);
        }
    }
    // Places move with every change of the writer.
    let steady = |word: &str| if word.parse::<usize>().is_ok() { "…" } else { word }.to_owned();
    insta::assert_snapshot!(said.split(' ').map(steady).collect::<Vec<_>>().join(" "));
}

#[test]
fn key_files_of_other_programs_are_opened() {
    let random = || Box::new(rsa::rand_core::OsRng);
    let all: [(&str, &[u8]); 3] = [
        ("old", include_bytes!("pki/old.p12")),
        ("new", include_bytes!("pki/new.p12")),
        ("sha512", include_bytes!("pki/sha512.p12")),
    ];
    let mut signed = Vec::new();
    for (name, bytes) in all {
        let mut key =
            KeyFile::open(bytes, "mật khẩu", &[], random()).unwrap_or_else(|finding| panic!("{name}: {finding:?}"));
        assert_eq!(key.identity().name(), "Nguyễn Văn Thử");
        signed.push(try_sign(&files()[0], &request(Capacity::Person), &mut key).unwrap());
        let wrong = KeyFile::open(bytes, "mat khau", &[], random()).err().unwrap();
        assert_eq!(wrong.code, "key-file-password", "{name}");
        for end in (0..bytes.len()).step_by(97) {
            assert!(KeyFile::open(&bytes[..end], "mật khẩu", &[], random()).is_err());
        }
    }
    assert!(signed.windows(2).all(|pair| pair[0] == pair[1]), "blinding changes nothing in the signature");
    assert!(verify(&signed[0], &pki::trust()).holds());
    let broken = KeyFile::open(b"no key", "", &[], random()).err().unwrap();
    insta::assert_snapshot!(human(&[*broken], Language::Vi, false));
}
