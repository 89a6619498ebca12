//! Scenes in order, their steps, and the keys that go through them: no pixels, no DOM.

/// A scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Guess, then see.
    Guess,
    /// One future at a time.
    Futures,
    /// Act now or wait.
    Wait,
}

/// Futures that are told one by one.
pub const TOLD: usize = 10;
/// Futures that are shown as a pile.
pub const PILE: usize = 100;
/// Years that somebody may wait.
pub const WAITS: usize = 3;

/// Scenes, in order.
pub const SHOWS: [Show; 3] = [Show::Guess, Show::Futures, Show::Wait];

impl Show {
    /// Its name in messages and classes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Futures => "futures",
            Self::Wait => "wait",
        }
    }

    /// Its steps; the last is the question to talk about.
    pub fn steps(self) -> usize {
        match self {
            // Hands, the answer.
            Self::Guess => 3,
            // What a future is; some told; a hundred; all of them.
            Self::Futures => TOLD + 4,
            // What is compared; one wait after the other; never.
            Self::Wait => WAITS + 3,
        }
    }

    fn place(self) -> usize {
        SHOWS.iter().position(|show| *show == self).unwrap_or(0)
    }
}

/// Where the workshop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deck {
    /// The scene.
    pub show: Show,
    /// Its step, from 0.
    pub step: usize,
}

impl Deck {
    /// The beginning of a scene.
    pub fn at(show: Show) -> Self {
        Self { show, step: 0 }
    }

    /// One step on, into the next scene after the last; the very last stays.
    #[must_use]
    pub fn next(self) -> Self {
        if self.step + 1 < self.show.steps() {
            return Self {
                step: self.step + 1,
                ..self
            };
        }
        SHOWS
            .get(self.show.place() + 1)
            .map_or(self, |show| Self::at(*show))
    }

    /// One step back, to the end of the scene before; the very first stays.
    #[must_use]
    pub fn back(self) -> Self {
        if self.step > 0 {
            return Self {
                step: self.step - 1,
                ..self
            };
        }
        let before = self.show.place().checked_sub(1);
        before
            .and_then(|at| SHOWS.get(at))
            .map_or(self, |show| Self {
                show: *show,
                step: show.steps() - 1,
            })
    }

    /// Whether nothing comes after.
    pub fn is_last(self) -> bool {
        self.next() == self
    }

    /// Whether this step is the question to talk about.
    pub fn is_question(self) -> bool {
        self.step + 1 == self.show.steps()
    }

    /// The scene's number and the step's, from 1.
    pub fn numbers(self) -> (usize, usize) {
        (self.show.place() + 1, self.step + 1)
    }
}

/// What the keyboard's place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Nothing that hears keys of its own.
    Nothing,
    /// A button or a link: Enter and Space are its own.
    Button,
    /// A field: letters, digits and arrows are its own.
    Field,
}

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Go on.
    Next,
    /// Go back.
    Back,
    /// To the first scene.
    First,
    /// To the last question.
    Last,
    /// Blank the screen, or show it again.
    Blank,
    /// Fill the screen, or not.
    Full,
    /// End the workshop.
    End,
    /// One hand more or fewer for a band.
    Hand {
        /// The band, from 0.
        band: usize,
        /// More, not fewer.
        more: bool,
    },
    /// Nothing; and the browser shall do nothing either.
    Stay,
}

/// What a key means, pressed without Ctrl, Alt or Meta. `key` and `code` are those of the event.
pub fn press(key: &str, code: &str, shift: bool, focus: Focus) -> Option<Press> {
    // Presenters' remote controls send these, whatever has the keyboard.
    match key {
        "PageDown" => return Some(Press::Next),
        "PageUp" => return Some(Press::Back),
        "Escape" => return Some(Press::End),
        // "Start the show" on a remote control. To a browser it would mean: load the page anew.
        "F5" => return Some(Press::Stay),
        _ => {}
    }
    if focus == Focus::Field {
        return None;
    }
    match key {
        " " | "Enter" if focus == Focus::Button => None,
        " " if shift => Some(Press::Back),
        " " | "Enter" | "ArrowRight" | "ArrowDown" | "n" | "N" => Some(Press::Next),
        "ArrowLeft" | "ArrowUp" | "Backspace" | "p" | "P" => Some(Press::Back),
        "Home" => Some(Press::First),
        "End" => Some(Press::Last),
        "b" | "B" | "." => Some(Press::Blank),
        "f" | "F" => Some(Press::Full),
        _ => {
            let digit = code
                .strip_prefix("Digit")
                .or_else(|| code.strip_prefix("Numpad"))?;
            let band = digit.parse::<usize>().ok()?.checked_sub(1)?;
            (band < crate::hands::BANDS).then_some(Press::Hand { band, more: !shift })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clicker_alone_goes_through_every_step_and_back() {
        let mut deck = Deck::at(SHOWS[0]);
        let mut seen = vec![deck];
        while !deck.is_last() {
            deck = deck.next();
            assert!(!seen.contains(&deck));
            seen.push(deck);
        }
        assert_eq!(
            seen.len(),
            SHOWS.iter().map(|show| show.steps()).sum::<usize>()
        );
        assert!(deck.is_question());
        assert_eq!(deck.next(), deck);
        for before in seen.iter().rev().skip(1) {
            deck = deck.back();
            assert_eq!(deck, *before);
        }
        assert_eq!(deck.back(), deck);
    }

    #[test]
    fn every_scene_ends_with_its_question() {
        for show in SHOWS {
            let questions =
                (0..show.steps()).filter(|step| Deck { show, step: *step }.is_question());
            assert_eq!(questions.collect::<Vec<_>>(), [show.steps() - 1]);
        }
    }

    #[test]
    fn a_key_does_nothing_that_belongs_to_what_has_the_keyboard() {
        let of = |key, focus| press(key, "", false, focus);
        for key in [" ", "Enter"] {
            assert_eq!(of(key, Focus::Nothing), Some(Press::Next));
            assert_eq!(of(key, Focus::Button), None);
        }
        for key in ["ArrowLeft", "b", " ", "Enter", "Home", "1"] {
            assert_eq!(of(key, Focus::Field), None, "{key}");
        }
        for key in ["PageDown", "PageUp", "Escape"] {
            assert!(of(key, Focus::Field).is_some(), "{key}");
        }
    }

    #[test]
    fn digits_count_hands_and_no_sixth_band() {
        let hand = |code, shift| press("x", code, shift, Focus::Nothing);
        assert_eq!(
            hand("Digit1", false),
            Some(Press::Hand {
                band: 0,
                more: true
            })
        );
        assert_eq!(
            hand("Numpad5", true),
            Some(Press::Hand {
                band: 4,
                more: false
            })
        );
        assert_eq!(hand("Digit6", false), None);
        assert_eq!(hand("Digit0", false), None);
        assert_eq!(hand("KeyX", false), None);
    }

    #[test]
    fn a_remote_control_that_says_start_does_not_load_the_page_anew() {
        assert_eq!(press("F5", "F5", false, Focus::Nothing), Some(Press::Stay));
    }
}
