"""Signs the real plan and its annex with test keys and has others judge: poppler's pdfsig, pyHanko and page-validation.

* signed by the person: PDF/A-2a and PDF/UA-1 hold, pdfsig and pyHanko call the signature valid and whole;
* then by the agency, which fills number and day: both are valid, pyHanko calls what came between form filling, and
  page-validation finds nothing but its own fault with two signatures (6.4.3), which the file cut at the end of the first
  signature's range does not have;
* filling the number again is an alteration to pyHanko and to `vanthu verify`, since the agency's signature locks it;
* answers on revocation (OCSP) that pyHanko adds to the file settle it for `vanthu verify`;
* the annex alone, signed by the agency: both standards hold;
* the empty fields filled and signed by pyHanko, as an office's other tool would: `vanthu verify` accepts the result;
* the same with keys in tokens, which SoftHSM plays: RSA for the person, ECDSA for the agency;
* pictures, measured on the page as it is drawn: the signature in the middle between title and name, the seal at its size
  over the left third of the signature, on the same height;
* the project of `tests/projects/signed`, signed in its own `out/`: its pictures are found and keep their colour profile, and
  a file that shows them already is refused.
"""

from __future__ import annotations

import datetime
import io
import json
import logging
import os
import re
import shutil
import subprocess
from pathlib import Path

import pdfplumber
import report
from PIL import Image, ImageChops, ImageCms

NAME = "signed"
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # its verdict is asked for, not its reasons
PASSWORD, PIN = "mật khẩu", "271828"
LIBRARIES = ("/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/lib/aarch64-linux-gnu/softhsm")
SEAL_MM, SIGNATURE_MM = 36.0, 50.0  # as the project says; as wide as a signature is where nothing is said
RED, BLUE = 0, 2  # channels of a picture
RESOLUTION = 300  # dots per inch, at which pictures are measured
NEAR = 0.25  # mm: three dots, of which the soft edge of ink takes one


def judge(paths, given) -> report.Report:
    """All checks over the plans named like the real one."""
    result = report.Report(NAME)
    plans = [f for f in report.outputs(paths, ".pdf") if f.name == "ke-hoach.pdf" and f.parent.name == "diem-thuy-2023"]
    if not given.vanthu:
        result.find("signed", "not judged: the program was not named (--vanthu)")
        return result
    for plan in plans:
        with report.scratch() as folder:
            Case(plan, Path(folder), given, result).run()
    with report.scratch() as folder:
        project = Path(folder) / "project"
        shutil.copytree(Path(given.root) / "tests/projects/signed", project)
        Case(project / "out/ke-hoach.pdf", Path(folder), given, result).run_in_project(project)
    return result


class Case:
    """One plan with its annex, signed in a folder of its own."""

    def __init__(self, plan: Path, folder: Path, given, result: report.Report):
        self.plan, self.folder, self.given, self.result = plan, folder, given, result
        self.keys = Path(given.root) / "tests/pki"
        self.trust = folder / "root.pem"
        self.root = self.write_root()
        self.signature, self.seal = folder / "signature.png", folder / "seal.png"
        draw(self.signature, self.seal)

    def write_root(self):
        """The root of the test chain, out of a key file."""
        from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

        bag = pkcs12.load_pkcs12((self.keys / "agency.p12").read_bytes(), PASSWORD.encode())
        root = next(c.certificate for c in bag.additional_certs if c.certificate.issuer == c.certificate.subject)
        self.trust.write_bytes(root.public_bytes(Encoding.PEM))
        return root

    def find(self, text: str) -> None:
        self.result.find(self.plan, text)

    def expect(self, holds: bool, text: str) -> None:
        self.result.count("checks")
        if not holds:
            self.find(text)

    def vanthu(self, *words) -> subprocess.CompletedProcess:
        words = [str(word) for word in (self.given.vanthu, *words, "--lang", "en")]
        return subprocess.run(words, input=f"{PASSWORD}\n".encode(), capture_output=True)

    def sign(self, file: Path, *words) -> None:
        ran = self.vanthu("sign", file, *words, "--pin-stdin")
        self.expect(ran.returncode == 0, f"sign {words}: {ran.stderr.decode()}")

    def verify(self, file: Path) -> dict:
        ran = self.vanthu("verify", file, "--trust", self.trust, "--format", "json")
        answer = json.loads(ran.stdout or b"{}")
        self.expect(answer.get("holds") == (ran.returncode == 0), "the exit code says something else than the answer")
        return answer

    def run(self) -> None:
        person = ("--as", "person", "--p12", self.keys / "new.p12")
        agency = ("--as", "agency", "--p12", self.keys / "agency.p12", "--number", "45", "--date", "2023-08-15")
        file = self.folder / "ke-hoach.pdf"
        file.write_bytes(self.plan.read_bytes())
        self.sign(file, *person, "--image", self.signature)
        once = file.read_bytes()
        self.standards(once, "once signed", [])
        self.others(file, 1)
        self.sign(file, *agency, "--image", self.seal, "--image-width", f"{SEAL_MM}mm")
        twice = file.read_bytes()
        self.expect(twice.startswith(once), "the second signature rewrote what the first covers")
        self.expect(once.startswith(self.plan.read_bytes()), "the first signature rewrote the file")
        self.standards(twice, "twice signed", ["SIGNATURE-BYTERANGE-001"])
        end = self.end_of_first_range(twice)
        self.standards(twice[:end], "cut at the end of the first range", [])
        self.others(file, 2)
        self.places(once, file, self.signature, self.seal)
        self.refill(file)
        self.answers(file)
        annex = self.folder / "phu-luc.pdf"
        annex.write_bytes((self.plan.parent / "phu-luc.pdf").read_bytes())
        self.sign(annex, *agency)
        self.standards(annex.read_bytes(), "annex", [])
        self.others(annex, 1)
        self.annex_text(annex)
        self.foreign()
        self.tokens()

    def run_in_project(self, project: Path) -> None:
        """Pictures that the project names, one of them with a colour profile of its own."""
        signature, seal = project / "hình ảnh/chữ ký.png", project / "hình ảnh/con dấu.png"
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        with Image.open(signature) as picture:
            picture.save(signature, icc_profile=profile)
        person = ("--as", "person", "--p12", self.keys / "new.p12")
        agency = ("--as", "agency", "--p12", self.keys / "agency.p12", "--number", "45", "--date", "2023-08-15")
        self.vanthu("plan", project, "--with-signature")
        refused = self.vanthu("sign", self.plan, *person, "--pin-stdin")
        self.expect(b"sign-pictures-printed" in refused.stderr, "a file that shows the pictures already is not refused")
        self.vanthu("plan", project)
        self.sign(self.plan, *person)
        once = self.plan.read_bytes()
        self.standards(once, "with a colour profile", [])
        self.sign(self.plan, *agency)
        self.others(self.plan, 2)
        self.places(once, self.plan, signature, seal)
        self.expect(self.profile_of("ChuKyCaNhan") == profile, "the signature's colour profile is another one")

    def profile_of(self, field: str) -> bytes:
        """The colour profile of the picture that a field shows."""
        from pyhanko.pdf_utils.reader import PdfFileReader

        reader = PdfFileReader(io.BytesIO(self.plan.read_bytes()))
        fields = (reference.get_object() for reference in reader.root["/AcroForm"]["/Fields"])
        shown = next(one for one in fields if one["/T"] == field)["/AP"]["/N"]
        kind, profile = shown["/Resources"]["/XObject"]["/Im0"]["/ColorSpace"]
        return profile.get_object().data if kind == "/ICCBased" else b""

    def standards(self, data: bytes, what: str, known: list[str]) -> None:
        """PDF/A-2a and PDF/UA-1; `known` are faults of the validator itself."""
        import page

        file = self.folder / "judged.pdf"
        file.write_bytes(data)
        for profile in ("2a", "ua1"):
            verdict = page.validate_pdf(str(file), profile=profile)
            failures = [] if verdict.is_compliant else [str(failure) for failure in verdict.failures]
            failures = [f for f in failures if profile == "ua1" or not any(fault in f for fault in known)]
            self.expect(not failures, f"{what}: {profile}: {failures}")

    def end_of_first_range(self, data: bytes) -> int:
        numbers = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)", data)
        return int(numbers[2]) + int(numbers[3])

    def others(self, file: Path, count: int) -> None:
        """pdfsig, pyHanko and the program itself."""
        said = subprocess.run([report.tool("pdfsig"), str(file)], capture_output=True).stdout.decode()
        self.expect(said.count("Signature is Valid.") == count, f"pdfsig: {said}")
        self.expect(len(re.findall("- Total document signed", said)) == 1, f"pdfsig: {said}")
        statuses = self.pyhanko(file)
        self.expect(len(statuses) == count and all(s.bottom_line for s in statuses), f"pyHanko: {statuses}")
        self.expect(statuses[-1].coverage.name == "ENTIRE_FILE", f"pyHanko: {statuses[-1].coverage}")
        if count == 2:
            level = statuses[0].modification_level.name
            self.expect(level == "FORM_FILLING", f"pyHanko calls what came later {level}")
        answer = self.verify(file)
        trusted = all(one["chain"] == "trusted" for one in answer["signatures"])
        self.expect(answer["holds"] and trusted and len(answer["signatures"]) == count, f"verify: {answer}")

    def pyhanko(self, file: Path) -> list:
        from pyhanko.keys import load_cert_from_pemder
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko_certvalidator import ValidationContext

        reader = PdfFileReader(io.BytesIO(file.read_bytes()))
        roots = [load_cert_from_pemder(str(self.trust))]
        context = lambda: ValidationContext(trust_roots=roots, allow_fetching=False)  # noqa: E731
        return [validate_pdf_signature(one, context()) for one in reader.embedded_signatures]

    def refill(self, file: Path) -> None:
        """The number filled in again after the agency has signed."""
        changed = self.folder / "refilled.pdf"
        changed.write_bytes(filled(file, {"So": "46"}))
        statuses = self.pyhanko(changed)
        self.expect(not statuses[-1].bottom_line, "pyHanko takes a locked number filled in again for harmless")
        answer = self.verify(changed)
        codes = [finding["code"] for one in answer["signatures"] for finding in one["findings"]]
        self.expect(not answer["holds"] and "altered-after-signing" in codes, f"verify: {codes}")

    def answers(self, file: Path) -> None:
        """The answers of both authorities on every certificate, added by another tool after the last signature."""
        from asn1crypto import ocsp as parsed
        from cryptography.hazmat.primitives.hashes import SHA1, SHA256
        from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs12
        from cryptography.x509 import ocsp
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.validation.dss import DocumentSecurityStore

        bags = [pkcs12.load_pkcs12((self.keys / key).read_bytes(), PASSWORD.encode()) for key in ("new.p12", "agency.p12")]
        root, above = self.root, [one.certificate for one in bags[0].additional_certs]
        authority = next(one for one in above if one.issuer == root.subject != one.subject)
        now = datetime.datetime.now(datetime.timezone.utc)
        given = []
        for one, issuer, key in (
            *((bag.cert.certificate, authority, "authority.pem") for bag in bags),
            (authority, root, "root.pem"),
        ):
            signing = load_pem_private_key((self.keys / key).read_bytes(), None)
            answer = ocsp.OCSPResponseBuilder().add_response(
                one, issuer, SHA1(), ocsp.OCSPCertStatus.GOOD, now, now + datetime.timedelta(days=7), None, None
            )
            answer = answer.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer).sign(signing, SHA256())
            given.append(parsed.OCSPResponse.load(answer.public_bytes(Encoding.DER)))
        writer, out = IncrementalPdfFileWriter(io.BytesIO(file.read_bytes())), io.BytesIO()
        DocumentSecurityStore.supply_dss_in_writer(writer, None, ocsps=given)
        writer.write(out)
        answered = self.folder / "answered.pdf"
        answered.write_bytes(out.getvalue())
        answer = self.verify(answered)
        states = [one["revocation"] for one in answer["signatures"]]
        self.expect(answer["holds"] and states == ["not revoked"] * 2, f"verify with answers: {answer}")

    def foreign(self) -> None:
        """Both empty fields signed by another tool, and then one of each."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers

        def by_pyhanko(file: Path, field: str, key: str) -> None:
            signer = signers.SimpleSigner.load_pkcs12(str(self.keys / key), passphrase=PASSWORD.encode())
            writer = IncrementalPdfFileWriter(io.BytesIO(file.read_bytes()))
            meta = signers.PdfSignatureMetadata(
                field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
            )
            out = signers.sign_pdf(writer, meta, signer=signer)
            file.write_bytes(out.getvalue())

        file = self.folder / "foreign.pdf"
        file.write_bytes(self.plan.read_bytes())
        by_pyhanko(file, "ChuKyCaNhan", "new.p12")
        answer = self.verify(file)
        self.expect(answer["holds"], f"verify after pyHanko as person: {answer}")
        agency = ("--as", "agency", "--p12", self.keys / "agency.p12", "--number", "45", "--date", "2023-08-15")
        mixed = self.folder / "mixed.pdf"
        mixed.write_bytes(file.read_bytes())
        self.sign(mixed, *agency)
        self.others(mixed, 2)
        file.write_bytes(filled(file, {"So": "45", "Ngay": "15"}))
        by_pyhanko(file, "ChuKyCoQuan", "agency.p12")
        answer = self.verify(file)
        self.expect(answer["holds"] and len(answer["signatures"]) == 2, f"verify after pyHanko twice: {answer}")
        later = [(one["field"], one["value"]) for one in answer["signatures"][0]["later"] if one["change"] == "filled"]
        self.expect(later == [("So", "45"), ("Ngay", "15")], f"verify does not tell what pyHanko filled in: {later}")

    def tokens(self) -> None:
        """Both sign with tokens, whose own certificate is the only one in them."""
        library = next((file for place in LIBRARIES for file in Path(place).glob("libsofthsm2.so")), None)
        if library is None:
            return self.find("SoftHSM's library is not installed")
        store, settings, chain = self.folder / "tokens", self.folder / "softhsm2.conf", self.folder / "chain.pem"
        store.mkdir()
        settings.write_text(f"directories.tokendir = {store}\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(settings)
        chain.write_bytes(self.token("person", "new.p12", library) + self.token("agency", "agency.p12", library))
        file = self.folder / "by-tokens.pdf"
        file.write_bytes(self.plan.read_bytes())
        (self.folder / "pin").write_text(f"{PIN}\n")
        common = ("--pkcs11", library, "--chain", chain, "--pin-file", self.folder / "pin")
        numbered = ("--number", "45", "--date", "2023-08-15")
        for count, words in enumerate((("person",), ("agency", *numbered)), 1):
            ran = self.vanthu("sign", file, "--as", *words, "--token", words[0], *common)
            self.expect(ran.returncode == 0, f"sign with a token as {words[0]}: {ran.stderr.decode()}")
            self.expect(PIN.encode() not in ran.stdout + ran.stderr, "the PIN is printed")
            self.others(file, count)
        self.standards(file.read_bytes(), "signed with tokens", ["SIGNATURE-BYTERANGE-001"])

    def token(self, label: str, key_file: str, library: Path) -> bytes:
        """Puts a key and its certificate into a token of its own; the certificates above it, as PEM."""
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

        bag = pkcs12.load_pkcs12((self.keys / key_file).read_bytes(), PASSWORD.encode())
        key, certificate = self.folder / "key.pem", self.folder / "certificate.der"
        key.write_bytes(bag.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        certificate.write_bytes(bag.cert.certificate.public_bytes(Encoding.DER))
        util = (report.tool("softhsm2-util"), "--pin", PIN, "--label", label)
        writing = ("--login", "--pin", PIN, "--write-object", certificate, "--type", "cert", "--id", "A1")
        for command in (
            (*util, "--init-token", "--free", "--so-pin", "314159"),
            (*util, "--import", key, "--token", label, "--id", "A1"),
            (report.tool("pkcs11-tool"), "--module", library, "--token-label", label, *writing, "--label", label),
        ):
            ran = subprocess.run([str(word) for word in command], capture_output=True)
            self.expect(ran.returncode == 0, f"{command[0]}: {ran.stderr.decode()}")
        return b"".join(one.certificate.public_bytes(Encoding.PEM) for one in bag.additional_certs)

    def places(self, once: bytes, twice: Path, signature: Path, seal: Path) -> None:
        """Sizes in millimetres, where the pictures stand, and how far the seal covers the signature, which is measured
        before the seal lies over it."""
        before = self.folder / "before-the-seal.pdf"
        before.write_bytes(once)
        (number, blue), (_, red) = coloured(before, BLUE), coloured(twice, RED)
        if not blue or not red:
            return self.find("no page shows a blue signature and a red seal")
        near = lambda a, b: abs(a - b) <= NEAR  # noqa: E731
        for what, box, width, source in (("signature", blue, SIGNATURE_MM, signature), ("seal", red, SEAL_MM, seal)):
            across, high = ink(source)
            wanted = (width, width * high / across)
            size = (box[2] - box[0], box[3] - box[1])
            self.expect(all(map(near, size, wanted)), f"the {what} is {size} mm, and should be {wanted} mm")
        third = (blue[2] - blue[0]) / 3
        self.expect(near(red[2], blue[0] + third), f"the seal covers {red[2] - blue[0]:.2f} mm of {3 * third:.2f} mm")
        middle = [(box[1] + box[3]) / 2 for box in (blue, red)]
        self.expect(near(*middle), f"signature and seal stand {middle} mm below the paper's edge")
        above, below = around(twice, number, middle[0], (blue[0], blue[2]))
        centre = (blue[0] + blue[2]) / 2
        self.expect(near(centre, (below[0] + below[2]) / 2), f"the signature is not centred over the name: {centre} {below}")
        # Where a line begins and ends above and below its letters, a reader of PDF can only guess.
        room = (above[3] + below[1]) / 2
        self.expect(abs(middle[0] - room) < 1, f"the signature is {middle[0] - room:.2f} mm off the middle of its room")

    def annex_text(self, annex: Path) -> None:
        """The text of the agency's signature on an annex of its own."""
        words = [report.tool("pdftotext"), "-f", "1", "-l", "1", "-layout", str(annex), "-"]
        text = subprocess.run(words, capture_output=True).stdout.decode()
        self.expect(re.search(r"Số: 45/\S+", text) is not None, f"the annex does not show number and symbol: {text[:300]}")
        time = r"\d\d/\d\d/\d{4}; \d\d:\d\d:\d\d \+07:00"
        self.expect(re.search(time, text) is not None, f"the annex does not show the time: {text[:300]}")


def filled(file: Path, values: dict[str, str]) -> bytes:
    """The file with text fields filled in by pyHanko, in a revision of their own."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer, out = IncrementalPdfFileWriter(io.BytesIO(file.read_bytes())), io.BytesIO()
    for reference in writer.root["/AcroForm"]["/Fields"]:
        entry = reference.get_object()
        if entry["/T"] in values:
            entry["/V"] = generic.pdf_string(values[entry["/T"]])
            writer.update_container(entry)
    writer.write(out)
    return out.getvalue()


def coloured(file: Path, channel: int):
    """The first page with ink of a colour, and the ink's box: left, top, right, bottom in mm."""
    with report.scratch() as folder:
        command = [report.tool("pdftoppm"), "-r", str(RESOLUTION), "-png", str(file), f"{folder}/page"]
        subprocess.run(command, capture_output=True)
        for number, page in enumerate(sorted(Path(folder).glob("*.png"))):
            with Image.open(page) as image:
                channels = list(image.convert("RGB").split())
            own = channels.pop(channel)
            more = ImageChops.subtract(own, ImageChops.lighter(*channels))
            if box := more.point(lambda more: 255 if more > 40 else 0).getbbox():
                return number, [edge * 25.4 / RESOLUTION for edge in box]
    return 0, None


def ink(picture: Path) -> tuple[int, int]:
    """Columns and rows that hold ink."""
    with Image.open(picture) as image:
        left, top, right, bottom = image.convert("RGBA").getchannel("A").point(lambda a: 255 if a >= 16 else 0).getbbox()
    return right - left, bottom - top


def around(file: Path, number: int, middle: float, across: tuple[float, float]):
    """The boxes in mm of the lines above and below a height, of words within these edges."""
    with pdfplumber.open(file) as pdf:
        words = pdf.pages[number].extract_words(keep_blank_chars=True)
    boxes = [[word[key] * 25.4 / 72 for key in ("x0", "top", "x1", "bottom")] for word in words]
    boxes = [box for box in boxes if box[0] < across[1] and box[2] > across[0]]
    above = max((box for box in boxes if box[3] < middle), key=lambda box: box[3])
    return above, min((box for box in boxes if box[1] > middle), key=lambda box: box[1])


def draw(signature: Path, seal: Path) -> None:
    """A blue signature and a red seal on transparent ground."""
    from PIL import ImageDraw

    picture = Image.new("RGBA", (900, 420), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    points = [(30 + n * 7, 210 + 150 * ((n * 37 % 100) / 100 - 0.5)) for n in range(120)]
    pen.line(points, fill=(20, 50, 190, 255), width=9, joint="curve")
    picture.save(signature)
    picture = Image.new("RGBA", (800, 800), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((6, 6, 794, 794), outline=(210, 20, 30, 255), width=18)
    pen.ellipse((120, 120, 680, 680), outline=(210, 20, 30, 255), width=10)
    pen.regular_polygon((400, 400, 180), 5, fill=(210, 20, 30, 200))
    picture.save(seal)


if __name__ == "__main__":
    import signed

    report.main(signed)
