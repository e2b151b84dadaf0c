//! Pictures of a signature and of a seal, drawn here: nobody's hand, no office's seal.

use std::f64::consts::TAU;

/// A picture's pixels: red, green, blue, opacity.
#[derive(Clone)]
pub struct Drawing {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<[u8; 4]>,
}

pub const BLUE: [u8; 3] = [24, 62, 168];
pub const RED: [u8; 3] = [206, 24, 38];

impl Drawing {
    pub fn new(width: u32, height: u32) -> Self {
        Self { width, height, pixels: vec![[0; 4]; (width * height) as usize] }
    }

    /// All opaque pixels, one after the other, as the function wants them.
    pub fn map(mut self, change: impl Fn([u8; 4]) -> [u8; 4]) -> Self {
        for pixel in &mut self.pixels {
            *pixel = change(*pixel);
        }
        self
    }

    /// A dot with soft edges.
    fn dot(&mut self, (x, y): (f64, f64), radius: f64, [r, g, b]: [u8; 3]) {
        let span =
            |centre: f64, most: u32| (centre - radius).max(0.0) as u32..=((centre + radius) as u32 + 1).min(most - 1);
        for row in span(y, self.height) {
            for column in span(x, self.width) {
                let distance = (f64::from(column) - x).hypot(f64::from(row) - y);
                let alpha = ((radius - distance + 0.5).clamp(0.0, 1.0) * 255.0) as u8;
                let pixel = &mut self.pixels[(row * self.width + column) as usize];
                *pixel = [r, g, b, pixel[3].max(alpha)];
            }
        }
    }

    /// As a PNG of eight bits and four channels, with a colour profile or none.
    pub fn png(&self, profile: Option<&[u8]>) -> Vec<u8> {
        let mut info = png::Info::with_size(self.width, self.height);
        info.color_type = png::ColorType::Rgba;
        info.bit_depth = png::BitDepth::Eight;
        info.icc_profile = profile.map(|profile| profile.to_vec().into());
        encoded(info, &self.pixels.concat())
    }
}

/// A PNG of any kind.
pub fn encoded(info: png::Info<'_>, data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = png::Encoder::with_info(&mut bytes, info).unwrap().write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    bytes
}

/// The pixels of a PNG of eight bits and four channels.
pub fn decoded(bytes: &[u8]) -> (Drawing, Option<Vec<u8>>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut data).unwrap();
    assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgba, png::BitDepth::Eight));
    let pixels = data.chunks_exact(4).map(|pixel| pixel.try_into().unwrap()).collect();
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    (Drawing { width: frame.width, height: frame.height, pixels }, profile)
}

/// A signature of 640 by 260 pixels of ink with an empty margin around it.
pub fn signature(ink: [u8; 3]) -> Drawing {
    let mut drawing = Drawing::new(760, 400);
    for step in 0..1600 {
        let t = f64::from(step) / 1600.0;
        let x = 65.0 + 630.0 * (t + 0.04 * (TAU * 3.0 * t).sin() * (1.0 - t));
        let y = 200.0 + 120.0 * (TAU * 4.2 * t).sin() * (1.0 - 0.7 * t);
        drawing.dot((x.clamp(65.0, 695.0), y), 4.0 + 2.0 * (TAU * 9.0 * t).sin().abs(), ink);
    }
    drawing
}

/// A round seal of 600 pixels with an empty margin: two rings, letters that are none, a star.
pub fn seal(ink: [u8; 3]) -> Drawing {
    let mut drawing = Drawing::new(640, 640);
    let centre = 320.0;
    let at = |radius: f64, turn: f64| (centre + radius * (TAU * turn).sin(), centre - radius * (TAU * turn).cos());
    for step in 0..1500 {
        let turn = f64::from(step) / 1500.0;
        drawing.dot(at(294.0, turn), 6.0, ink);
        drawing.dot(at(190.0, turn), 3.0, ink);
    }
    for letter in 0..24 {
        let turn = (f64::from(letter) + 0.5) / 24.0;
        for step in 0..30 {
            drawing.dot(at(215.0 + 1.8 * f64::from(step), turn), 5.0, ink);
        }
    }
    let tip = |point: u32| at(if point.is_multiple_of(2) { 110.0 } else { 42.0 }, f64::from(point) / 10.0);
    for point in 0..10 {
        let ((x0, y0), (x1, y1)) = (tip(point), tip(point + 1));
        for step in 0..60 {
            let share = f64::from(step) / 60.0;
            drawing.dot((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share), 5.0, ink);
        }
    }
    drawing
}
