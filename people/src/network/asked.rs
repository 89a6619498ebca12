//! When services step back: by a switch, by a date, by a birthday.

use early_action_engine::network::{Date, When};

/// What is asked, as it was entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Everybody who is paid goes.
    pub services: bool,
    /// On this day.
    pub date: String,
    /// On this birthday of the one in the middle.
    pub age: String,
}

impl Asked {
    /// The question, if there is one.
    pub fn when(&self) -> Option<When> {
        let when = When {
            services_step_back: self.services,
            date: Date::parse(&self.date),
            age: self.age.trim().parse().ok(),
        };
        (when != When::default()).then_some(when)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_asked_until_something_is() {
        assert_eq!(Asked::default().when(), None);
        let asked = |services: bool, date: &str, age: &str| Asked {
            services,
            date: date.into(),
            age: age.into(),
        };
        assert!(asked(true, "", "").when().unwrap().services_step_back);
        assert!(asked(false, "2027-05", "").when().unwrap().date.is_some());
        assert_eq!(asked(false, "", " 18 ").when().unwrap().age, Some(18));
        assert_eq!(asked(false, "tomorrow", "soon").when(), None);
    }
}
