//! The galley (bản xếp chữ): sections of set paragraphs and tables. Lengths are twips, the layout's own integer.
//!
//! Both writers transcribe these values; neither decides anything. Word and LibreOffice lay out the DOCX anew from the
//! same values, which is why lines and heights follow their model to the twip.

use std::sync::Arc;

use crate::base::Twip;
use crate::document::{Blank, Chart, Meta, RowKind, SigningFacts};
use crate::picture::Picture;
use crate::rules::{Align, Role};

/// A whole document in type.
#[derive(Clone, Debug)]
pub struct Galley {
    /// What the file says of itself.
    pub meta: Meta,
    /// The style of every role, by which paragraphs differ only where they must.
    pub styles: StyleSheet,
    /// Sections: each starts on a new page and numbers its pages from 1.
    pub sections: Vec<Section>,
    /// How many paragraphs there are: ids run from 0 to here.
    pub paragraphs: u32,
    /// What is printed of number and day, where the file is to be signed.
    pub signing: Option<SigningFacts>,
}

/// The paragraph style of every role, in the order of `rules::ROLES`.
#[derive(Clone, Debug)]
pub struct StyleSheet(pub Vec<ParaStyle>);

impl StyleSheet {
    /// The style of a role.
    pub fn of(&self, role: Role) -> &ParaStyle {
        &self.0[role as usize]
    }
}

/// A section (phần trang): paper, margins, what stands in the margins, and the text.
#[derive(Clone, Debug)]
pub struct Section {
    /// Paper and margins.
    pub page: PageFrame,
    /// In the top margin of the first page: ô 11; empty as a rule.
    pub first_header: Vec<Para>,
    /// At the foot of the first page: ô 13; empty as a rule.
    pub first_footer: Vec<Para>,
    /// The page number's paragraph: shown from the section's second page; holds one `RunKind::PageNumber`.
    pub page_number: Para,
    /// The text.
    pub flow: Vec<Flow>,
}

/// Paper and margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageFrame {
    /// Paper's width.
    pub width: Twip,
    /// Paper's height.
    pub height: Twip,
    /// Wider than high.
    pub landscape: bool,
    /// Lề trên.
    pub top: Twip,
    /// Lề dưới.
    pub bottom: Twip,
    /// Lề trái.
    pub left: Twip,
    /// Lề phải.
    pub right: Twip,
    /// From the paper's top to the header.
    pub header: Twip,
    /// From the paper's bottom to the footer.
    pub footer: Twip,
}

impl PageFrame {
    /// Between left and right margin.
    pub fn text_width(&self) -> Twip {
        self.width - self.left - self.right
    }

    /// Between top and bottom margin.
    pub fn text_height(&self) -> Twip {
        self.height - self.top - self.bottom
    }
}

/// What flows down the page.
#[derive(Clone, Debug)]
pub enum Flow {
    /// A paragraph.
    Para(Para),
    /// A table.
    Table(Table),
}

/// The number of a paragraph within its galley: ties what stands on pages to the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParaId(pub u32);

/// How a paragraph is set. `line` is exact: every line is so high, whatever stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParaStyle {
    /// Type size in half points: the unit of both formats' font sizes.
    pub half_points: u16,
    /// Exact line height.
    pub line: Twip,
    /// Space above.
    pub before: Twip,
    /// Space below.
    pub after: Twip,
    /// Indent of the first line beyond `left` (negative hangs).
    pub first_line: Twip,
    /// Indent from the left.
    pub left: Twip,
    /// Indent from the right.
    pub right: Twip,
    /// Where lines stand.
    pub align: Align,
    /// Stays on the page of what follows.
    pub keep_next: bool,
    /// Is not cut.
    pub keep_lines: bool,
    /// The role's weight.
    pub bold: bool,
    /// The role's slant.
    pub italic: bool,
}

/// A paragraph in type.
#[derive(Clone, Debug)]
pub struct Para {
    /// Its number.
    pub id: ParaId,
    /// Its named style.
    pub role: Role,
    /// How it is set: the role's style but for what this paragraph needs of its own.
    pub style: ParaStyle,
    /// Its words; a meant line break is `\n`.
    pub text: String,
    /// Stretches of one face, end to end over `text`.
    pub runs: Vec<Run>,
    /// A drawn rule or frame.
    pub rule: Option<Rule>,
    /// Width between its indents: what its lines and its rule have.
    pub measure: Twip,
    /// Its broken lines, at least one (an empty paragraph has one empty line).
    pub lines: Vec<Line>,
    /// What it is to a reader that cannot see.
    pub tag: Tag,
    /// Its place in the outline (bookmarks).
    pub outline: Option<OutlineLevel>,
    /// Form fields of the PDF that stand in it or beside it.
    pub fields: Vec<FieldPlace>,
    /// Pictures that stand over the text and move none of it.
    pub pictures: Vec<PicturePlace>,
    /// A drawing in the place of words.
    pub drawing: Option<Box<Drawing>>,
}

impl Para {
    /// Height of its lines and rule, without the space above and below.
    pub fn height(&self) -> Twip {
        self.style.line * self.lines.len() as i32
            + self.rule.map_or(Twip::ZERO, |rule| rule.height_above() + rule.height_below())
    }
}

/// A stretch of one face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// One past its last byte in the paragraph's text.
    pub end: u32,
    /// Đậm.
    pub bold: bool,
    /// Nghiêng.
    pub italic: bool,
    /// Words, or a place for something.
    pub kind: RunKind,
}

/// What a run holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Words.
    Text,
    /// No-break spaces to write over: a form field can stand here.
    Blank(Blank),
    /// The page's number; the text is a digit that holds its place.
    PageNumber,
    /// Words that have come or gone since another state of the document.
    Revised(Revision),
}

/// What has become of words since another state of the document (dấu sửa đổi).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revision {
    /// They have come.
    Inserted,
    /// They are gone.
    Deleted,
}

impl RunKind {
    /// What has become of its words, if anything has.
    pub fn revision(self) -> Option<Revision> {
        match self {
            Self::Text | Self::Blank(_) | Self::PageNumber => None,
            Self::Revised(revision) => Some(revision),
        }
    }
}

/// A drawn rule or frame: the paragraph's border, as wide as its indents leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Weight in eighths of a point, the unit of `w:sz`: 6 is 0.75 pt.
    pub eighths: u16,
    /// Which sides are drawn.
    pub sides: RuleSides,
}

/// Where a paragraph's border is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSides {
    /// Below the last line.
    Below,
    /// Above the first line, so far from it.
    Above {
        /// In whole points, the unit of `w:space`.
        space_points: u8,
    },
    /// All around; above and below so far from the lines, left and right at the indents.
    Frame {
        /// In whole points, the unit of `w:space`.
        space_points: u8,
    },
}

impl Rule {
    /// The weight.
    pub fn thickness(&self) -> Twip {
        Twip(i32::from(self.eighths) * 5 / 2)
    }

    /// What it adds above the first line.
    pub fn height_above(&self) -> Twip {
        match self.sides {
            RuleSides::Below => Twip::ZERO,
            RuleSides::Above { space_points } | RuleSides::Frame { space_points } => {
                self.thickness() + Twip::pt(i32::from(space_points))
            }
        }
    }

    /// What it adds below the last line.
    pub fn height_below(&self) -> Twip {
        match self.sides {
            RuleSides::Below => self.thickness(),
            RuleSides::Above { .. } => Twip::ZERO,
            RuleSides::Frame { space_points } => self.thickness() + Twip::pt(i32::from(space_points)),
        }
    }
}

/// A chart set to size; places count from its upper left corner.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Width.
    pub width: Twip,
    /// Height.
    pub height: Twip,
    /// Parts of bars, and swatches of the legend.
    pub bars: Vec<Bar>,
    /// Names, totals, legend.
    pub labels: Vec<Label>,
    /// What it shows: a format with charts of its own draws it anew from this.
    pub chart: Chart,
}

/// A filled rectangle with an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Left edge.
    pub x: Twip,
    /// Top edge.
    pub y: Twip,
    /// Width.
    pub width: Twip,
    /// Height.
    pub height: Twip,
    /// What fills it.
    pub fill: Fill,
}

/// Fills that are told apart in black and white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Dark grey.
    Dark,
    /// Upright stripes.
    Stripes,
    /// Light grey.
    Light,
    /// Black.
    Black,
    /// Nothing.
    White,
    /// Level stripes.
    Lines,
}

impl Fill {
    /// The fill of a series.
    pub fn of(series: usize) -> Self {
        [Self::Dark, Self::Stripes, Self::Light, Self::Black, Self::White, Self::Lines][series % 6]
    }
}

/// Words in a drawing.
#[derive(Clone, Debug)]
pub struct Label {
    /// Left edge of their column.
    pub x: Twip,
    /// Top of their first line.
    pub y: Twip,
    /// The words.
    pub para: Para,
}

/// A form field (trường biểu mẫu) that is filled in after the document was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Chữ ký của người có thẩm quyền.
    Person,
    /// Chữ ký số của cơ quan, with its seal.
    Agency,
    /// Số.
    Number,
    /// Ngày.
    Day,
    /// Tháng.
    Month,
    /// Năm.
    Year,
}

/// Where a field stands: from the left edge of its paragraph's column and from the top of the first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    /// Which one.
    pub field: Field,
    /// Left edge.
    pub x: Twip,
    /// Top edge; above the first line it is below zero.
    pub y: Twip,
    /// Width.
    pub width: Twip,
    /// Height.
    pub height: Twip,
}

/// Where a picture stands: from the left edge of its paragraph's column and from the top of the first line.
#[derive(Clone, Debug)]
pub struct PicturePlace {
    /// The picture.
    pub picture: Arc<Picture>,
    /// What it shows, read aloud to who cannot see it.
    pub alt: String,
    /// Left edge.
    pub x: Twip,
    /// Top edge.
    pub y: Twip,
    /// Width.
    pub width: Twip,
    /// Height.
    pub height: Twip,
    /// The column's left edge from the text's: what is over the text is placed by the page, not by its column.
    pub column: Twip,
}

/// One broken line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First byte of its text.
    pub start: u32,
    /// One past the last byte that is drawn: trailing spaces and the break are left out.
    pub end: u32,
    /// Where it starts, from the left edge of the paragraph's column (indents and alignment are in it).
    pub x: Twip,
    /// Width of its words as set, without justification.
    pub width: Twip,
    /// What justification adds in all, to be spread over `gaps`; zero where the line is not stretched.
    pub stretch: Twip,
    /// Spaces within the line that can stretch.
    pub gaps: u32,
}

/// What a paragraph is in the tagged PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A paragraph.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item at depth 1, 2, …: its mark is the text's first `mark` bytes (with the space after it).
    Item {
        /// Nesting depth from 1.
        depth: u8,
        /// Bytes of the mark.
        mark: u32,
        /// Whether it is the first of its list.
        first: bool,
    },
    /// A further paragraph of the item before it.
    ItemBody {
        /// Nesting depth from 1.
        depth: u8,
    },
    /// A drawing, told in words.
    Figure,
    /// Nothing to read: spacing and drawn rules.
    Artifact,
}

/// Depth in the outline (bookmarks), from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutlineLevel(pub u8);

/// A table in type.
#[derive(Clone, Debug)]
pub struct Table {
    /// A table of data, or only a way to set things side by side.
    pub kind: TableKind,
    /// The grid: widths of the columns.
    pub grid: Vec<Twip>,
    /// The left edge of the grid from the left margin (negative hangs out).
    pub indent: Twip,
    /// The column edges as laid out, from the left margin: one more than columns.
    pub edges: Vec<Twip>,
    /// Weight of the table's borders in eighths of a point (`w:sz`), or none.
    pub border: Option<u16>,
    /// Space between cell edge and text.
    pub margins: CellMargins,
    /// How many first rows repeat on every page.
    pub head_rows: usize,
    /// All rows, head first.
    pub rows: Vec<Row>,
}

impl Table {
    /// Thickness of its borders.
    pub fn border_thickness(&self) -> Twip {
        self.border.map_or(Twip::ZERO, |eighths| Twip(i32::from(eighths) * 5 / 2))
    }
}

/// What a table is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Letterhead, signature block: read in order, not as a table.
    Layout,
    /// Data, with what it shows in a sentence.
    Data {
        /// Read aloud to who cannot see it.
        summary: String,
    },
}

/// Space between cell edge and text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CellMargins {
    /// Above.
    pub top: Twip,
    /// Below.
    pub bottom: Twip,
    /// Left.
    pub left: Twip,
    /// Right.
    pub right: Twip,
}

/// A row in type.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Cells left to right, covering every column: a column under a merged cell has a `Merge::Continue`.
    pub cells: Vec<Cell>,
    /// Its height as laid out, top border included.
    pub height: Twip,
    /// A least height of its own, where the cells alone would not bring it about.
    pub min_height: Option<Twip>,
    /// Stays on the page of the next row; every paragraph of it has `keep_next`.
    pub keep_next: bool,
}

impl Row {
    /// What has become of the whole row, where every word in it has come or gone.
    pub fn revision(&self) -> Option<Revision> {
        let mut runs = self.cells.iter().flat_map(|cell| &cell.paras).flat_map(|para| &para.runs);
        let first = runs.next()?.kind.revision()?;
        runs.all(|run| run.kind.revision() == Some(first)).then_some(first)
    }
}

/// A cell in type.
#[derive(Clone, Debug)]
pub struct Cell {
    /// First column.
    pub column: usize,
    /// How many columns.
    pub span: usize,
    /// Whether it is part of a cell over several rows.
    pub merge: Merge,
    /// Where its text stands in its height.
    pub vertical: VerticalAlign,
    /// Its paragraphs, at least one.
    pub paras: Vec<Para>,
}

/// Vertical merging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    /// A cell of one row.
    None,
    /// The first of so many rows (at least 2).
    Start(usize),
    /// Under a `Start`: holds one empty paragraph.
    Continue,
}

/// Where text stands in a cell's height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerticalAlign {
    /// At the top.
    Top,
    /// In the middle.
    Centre,
}
