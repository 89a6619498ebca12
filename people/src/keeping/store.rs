//! What is kept in the browser's own database: each file under an id of its own.
//!
//! A change is read, merged and written in one transaction, so that two tabs lose nothing to each
//! other. What was forgotten leaves its id, so that another tab does not bring it back.

use super::browser;
use early_action_engine::envelope::Envelope;
use idb::{Database, Factory, ObjectStore, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

const DATABASE: &str = "early-action-kept";
const STORE: &str = "files";
/// What the tabs of a browser tell each other: the id of what changed.
pub const CHANNEL: &str = "early-action-kept";

/// Why nothing was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser refuses storage here.
    Refused,
    /// There is no room.
    Full,
    /// What is stored cannot be read.
    Unreadable,
}

impl Trouble {
    /// Its message.
    pub fn id(self) -> &'static str {
        match self {
            Self::Refused => "keep-trouble-refused",
            Self::Full => "keep-trouble-full",
            Self::Unreadable => "keep-trouble-unreadable",
        }
    }
}

impl From<idb::Error> for Trouble {
    fn from(error: idb::Error) -> Self {
        // The crate wraps the browser's error; its name is in the text.
        match error.to_string().contains("Quota") {
            true => Self::Full,
            false => Self::Refused,
        }
    }
}

/// A file that is kept, or was.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its text; `None` once it was forgotten.
    pub text: Option<String>,
    /// How often it was written.
    pub revision: f64,
    /// The day on which it was written last, by this device's clock.
    pub day: String,
    /// What it is called: "Notes 1", "Notes 2".
    pub number: f64,
}

impl Entry {
    fn read(value: &JsValue) -> Option<Self> {
        let get = |name: &str| Reflect::get(value, &name.into()).ok();
        Some(Self {
            id: get("id")?.as_string()?,
            text: get("text")?.as_string(),
            revision: get("revision")?.as_f64()?,
            day: get("day")?.as_string().unwrap_or_default(),
            number: get("number")?.as_f64().unwrap_or(1.0),
        })
    }

    fn write(&self) -> JsValue {
        let object = Object::new();
        let set = |name: &str, value: JsValue| {
            // Setting a property of a fresh object cannot fail.
            let _ = Reflect::set(&object, &name.into(), &value);
        };
        set("id", self.id.as_str().into());
        set(
            "text",
            self.text.as_deref().map_or(JsValue::NULL, Into::into),
        );
        set("revision", self.revision.into());
        set("day", self.day.as_str().into());
        set("number", self.number.into());
        object.into()
    }
}

/// What keeping found.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The revision that was written.
    pub revision: f64,
    /// What another tab had kept in the meantime, merged in.
    pub merged: Option<Envelope>,
    /// What was stored before is gone: the browser has cleared it.
    pub was_cleared: bool,
    /// It was forgotten in another tab, and was not written again.
    pub is_forgotten: bool,
    /// The day of the last writing lies after today: a clock was set back.
    pub is_clock_back: bool,
}

async fn database() -> Result<Database, Trouble> {
    let mut opening = Factory::new()?.open(DATABASE, Some(1))?;
    opening.on_upgrade_needed(|event| {
        use idb::event::DatabaseEvent;
        if let Ok(database) = event.database() {
            // Should this fail, the first transaction says so.
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    Ok(opening.await?)
}

/// Everything that is kept here, by number.
pub async fn list() -> Result<Vec<Entry>, Trouble> {
    if !browser::has_database(DATABASE).await {
        return Ok(Vec::new());
    }
    let database = database().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let values = transaction
        .object_store(STORE)?
        .get_all(None, None)?
        .await?;
    database.close();
    let mut entries: Vec<Entry> = values.iter().filter_map(Entry::read).collect();
    entries.retain(|entry| entry.text.is_some());
    entries.sort_by(|one, two| one.number.total_cmp(&two.number));
    Ok(entries)
}

/// Keeps a file, whose text is at hand: whole or not at all.
pub async fn keep(
    id: &str,
    known: f64,
    mine: &Envelope,
    text: &str,
    day: &str,
) -> Result<Kept, Trouble> {
    let database = database().await?;
    let kept = keep_in(&database, id, known, mine, text, day).await;
    database.close();
    kept
}

async fn keep_in(
    database: &Database,
    id: &str,
    known: f64,
    mine: &Envelope,
    text: &str,
    day: &str,
) -> Result<Kept, Trouble> {
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    let found = store.get(Query::from(JsValue::from(id)))?.await?;
    let found = found.as_ref().and_then(Entry::read);
    let mut kept = Kept {
        revision: known + 1.0,
        merged: None,
        was_cleared: found.is_none() && known > 0.0,
        is_forgotten: false,
        is_clock_back: found.as_ref().is_some_and(|entry| *entry.day > *day),
    };
    let number = match &found {
        Some(entry) => entry.number,
        None => next_number(&store).await?,
    };
    let mut text = text.to_owned();
    if let Some(entry) = found {
        let Some(stored) = entry.text else {
            kept.is_forgotten = true;
            return Ok(kept);
        };
        if entry.revision != known {
            let theirs = Envelope::parse(&stored).map_err(|_| Trouble::Unreadable)?;
            let merged = mine.merge(&theirs);
            text = merged.write();
            kept.merged = (merged != *mine).then_some(merged);
        }
        if text == stored {
            kept.revision = entry.revision;
            return Ok(kept);
        }
        kept.revision = entry.revision + 1.0;
    }
    let entry = Entry {
        id: id.to_owned(),
        text: Some(text),
        revision: kept.revision,
        day: day.to_owned(),
        number,
    };
    store.put(&entry.write(), Some(&id.into()))?.await?;
    match transaction.commit()?.await?.is_committed() {
        true => Ok(kept),
        // Browsers find out at the end that there is no room.
        false => Err(Trouble::Full),
    }
}

async fn next_number(store: &ObjectStore) -> Result<f64, Trouble> {
    let values = store.get_all(None, None)?.await?;
    let numbers = values
        .iter()
        .filter_map(Entry::read)
        .map(|entry| entry.number);
    Ok(numbers.fold(0.0, f64::max) + 1.0)
}

/// Forgets a file: its content goes, its id stays.
pub async fn forget(id: &str) -> Result<(), Trouble> {
    let database = database().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let gone = Entry {
        id: id.to_owned(),
        text: None,
        revision: 0.0,
        day: String::new(),
        number: 0.0,
    };
    let store = transaction.object_store(STORE)?;
    store.put(&gone.write(), Some(&id.into()))?.await?;
    let done = transaction.commit()?.await?;
    database.close();
    match done.is_committed() {
        true => Ok(()),
        false => Err(Trouble::Refused),
    }
}

/// Forgets every file.
pub async fn forget_all() -> Result<(), Trouble> {
    for entry in list().await? {
        forget(&entry.id).await?;
    }
    Ok(())
}
