//! Photos without place or time in them, and recordings: made and kept in the page.

use js_sys::{Array, Uint8Array};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobEvent, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap,
    MediaRecorder, MediaStream, MediaStreamConstraints, MediaStreamTrack, Url,
};

/// The longer side of a photo, px.
const SIDE: f64 = 1280.0;
/// Of a photo's JPEG.
const QUALITY: f64 = 0.82;
const JPEG: &str = "image/jpeg";
/// The largest recording in bytes: as base64 it fits into the file.
const MOST: f64 = 8_500_000.0;
/// Of a recording in bytes: what is smaller is the head of a file without any sound after it.
const LEAST: f64 = 256.0;

/// A picture or recording as the file holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// The SHA-256 of its content, in hexadecimal.
    pub id: String,
    /// Its type.
    pub kind: String,
    /// Its content in base64.
    pub data: String,
}

/// A photo, painted anew: what the camera wrote into it is not in it.
pub async fn photo(file: Blob) -> Option<Media> {
    let picture = bitmap(&file).await?;
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let scale = (SIDE / width.max(height)).min(1.0);
    let canvas = canvas()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a picture's size is a small positive number"
    )]
    let pixels = |length: f64| (length * scale).round().max(1.0) as u32;
    canvas.set_width(pixels(width));
    canvas.set_height(pixels(height));
    paint(&canvas, &picture)?;
    // "data:image/jpeg;base64," and the content.
    let url = canvas
        .to_data_url_with_type_and_encoder_options(JPEG, &QUALITY.into())
        .ok()?;
    let data = url.split_once(";base64,")?.1.to_owned();
    Some(Media {
        id: hash(&bytes(&data)?),
        kind: JPEG.to_owned(),
        data,
    })
}

const EMPTY: &str = "plan-sound-empty";
const TOO_LONG: &str = "plan-sound-too-long";
/// What is said where the browser gives no recording.
pub const LOST: &str = "plan-sound-lost";

/// A recording as the file holds it.
///
/// # Errors
/// The id of the message that says why it is not kept.
pub async fn recording(sound: Blob) -> Result<Media, &'static str> {
    match sound.size() {
        size if size < LEAST => Err(EMPTY),
        size if size > MOST => Err(TOO_LONG),
        _ => encoded(sound).await.ok_or(LOST),
    }
}

async fn encoded(sound: Blob) -> Option<Media> {
    let buffer = JsFuture::from(sound.array_buffer()).await.ok()?;
    let content = Uint8Array::new(&buffer).to_vec();
    let letters: String = content.iter().copied().map(char::from).collect();
    let data = web_sys::window()?.btoa(&letters).ok()?;
    let kind = sound
        .type_()
        .split(';')
        .next()
        .unwrap_or_default()
        .to_owned();
    Some(Media {
        id: hash(&content),
        kind,
        data,
    })
}

/// Shows a kept photo on a canvas: pages may forbid pictures, and no address of it is made.
pub async fn show(kind: String, data: String, canvas: HtmlCanvasElement) -> Option<()> {
    let picture = bitmap(&blob(&kind, &data)?).await?;
    canvas.set_width(picture.width());
    canvas.set_height(picture.height());
    paint(&canvas, &picture)
}

/// An address of a kept recording within this page.
pub fn address(kind: &str, data: &str) -> Option<String> {
    Url::create_object_url_with_blob(&blob(kind, data)?).ok()
}

/// Lets go of an address.
pub fn forget(address: &str) {
    let _ = Url::revoke_object_url(address);
}

fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(data: &str) -> Option<Vec<u8>> {
    let letters = web_sys::window()?.atob(data).ok()?;
    letters
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).ok())
        .collect()
}

fn blob(kind: &str, data: &str) -> Option<Blob> {
    let content = Uint8Array::from(bytes(data)?.as_slice());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&content), &options).ok()
}

async fn bitmap(file: &Blob) -> Option<ImageBitmap> {
    let promise = web_sys::window()?
        .create_image_bitmap_with_blob(file)
        .ok()?;
    let picture = JsFuture::from(promise).await.ok()?;
    picture.dyn_into().ok()
}

fn canvas() -> Option<HtmlCanvasElement> {
    let page = web_sys::window()?.document()?;
    page.create_element("canvas").ok()?.dyn_into().ok()
}

fn paint(canvas: &HtmlCanvasElement, picture: &ImageBitmap) -> Option<()> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, width, height)
        .ok()
}

/// Whether this page can record at all.
pub fn can_record() -> bool {
    devices().is_some()
        && js_sys::Reflect::has(&js_sys::global(), &"MediaRecorder".into()).unwrap_or(false)
}

fn devices() -> Option<web_sys::MediaDevices> {
    let devices = web_sys::window()?.navigator().media_devices().ok()?;
    (!devices.is_undefined()).then_some(devices)
}

/// A recording that is being made; dropped, the microphone is let go.
pub struct Recorder {
    recorder: MediaRecorder,
    stream: MediaStream,
    pieces: Rc<RefCell<Vec<Blob>>>,
    _collect: Closure<dyn FnMut(BlobEvent)>,
}

impl Recorder {
    /// Asks for the microphone and begins; `None` if it may not be used.
    pub async fn begin() -> Option<Self> {
        let constraints = MediaStreamConstraints::new();
        constraints.set_audio(&JsValue::TRUE);
        let asked = devices()?
            .get_user_media_with_constraints(&constraints)
            .ok()?;
        let stream: MediaStream = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        let recorder = MediaRecorder::new_with_media_stream(&stream).ok()?;
        let pieces: Rc<RefCell<Vec<Blob>>> = Rc::default();
        let collected = Rc::clone(&pieces);
        let collect = Closure::<dyn FnMut(BlobEvent)>::new(move |event: BlobEvent| {
            collected.borrow_mut().extend(event.data());
        });
        recorder.set_ondataavailable(Some(collect.as_ref().unchecked_ref()));
        recorder.start().ok()?;
        Some(Self {
            recorder,
            stream,
            pieces,
            _collect: collect,
        })
    }

    /// Ends; gives what was recorded.
    pub async fn end(self) -> Option<Blob> {
        let recorder = self.recorder.clone();
        let stopped = js_sys::Promise::new(&mut |resolve, _| {
            recorder.set_onstop(Some(&resolve));
        });
        self.recorder.stop().ok()?;
        JsFuture::from(stopped).await.ok()?;
        let pieces = Array::new();
        for piece in self.pieces.borrow().iter() {
            pieces.push(piece);
        }
        let options = BlobPropertyBag::new();
        options.set_type(&self.recorder.mime_type());
        Blob::new_with_blob_sequence_and_options(&pieces, &options).ok()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}
