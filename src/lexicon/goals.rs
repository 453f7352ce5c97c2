//! The 17 Sustainable Development Goals.

use super::table::{marked, rows, variants};
use crate::base::text::fold;
use std::sync::LazyLock;

const GOALS: &str = include_str!("data/sdgs.tsv");

/// One of the 17 goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// 1 to 17.
    pub number: u8,
    /// The short official title in English.
    pub title: &'static str,
    /// Other forms of the title, in English and other languages.
    pub other_titles: Vec<&'static str>,
    /// Labels of concepts the goal is about.
    pub concepts: Vec<&'static str>,
}

/// All goals, read when first asked for.
#[derive(Debug)]
pub struct Goals {
    goals: LazyLock<Vec<Goal>>,
}

impl Default for Goals {
    fn default() -> Self {
        Self { goals: LazyLock::new(read) }
    }
}

impl Goals {
    /// The goal with this number.
    pub fn goal(&self, number: u8) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.number == number)
    }

    /// The goal with this title, in any of its forms; case and punctuation do not count.
    pub fn titled(&self, title: &str) -> Option<&Goal> {
        let wanted = fold(title);
        if wanted.is_empty() {
            return None;
        }
        self.goals.iter().find(|goal| fold(goal.title) == wanted || goal.other_titles.iter().any(|other| fold(other) == wanted))
    }

    /// All goals in order.
    pub fn all(&self) -> &[Goal] {
        &self.goals
    }
}

fn read() -> Vec<Goal> {
    rows(GOALS, 4)
        .into_iter()
        .filter_map(|row| {
            Some(Goal {
                number: row[0].parse().ok()?,
                title: row[1],
                other_titles: variants(row[2]).into_iter().map(|title| marked(title).1).collect(),
                concepts: variants(row[3]),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seventeen_goals_in_order() {
        let goals = Goals::default();
        assert_eq!(goals.all().iter().map(|goal| goal.number).collect::<Vec<_>>(), (1..=17).collect::<Vec<_>>());
        assert_eq!(goals.goal(16).map(|goal| goal.title), Some("Peace, Justice and Strong Institutions"));
        assert_eq!(goals.goal(0), None);
        assert_eq!(goals.goal(18), None);
    }

    #[test]
    fn a_goal_is_known_by_any_form_of_its_title() {
        let goals = Goals::default();
        assert_eq!(goals.titled("GOOD HEALTH AND WELL-BEING").map(|goal| goal.number), Some(3));
        assert_eq!(goals.titled("Peace, Justice & Strong Institutions").map(|goal| goal.number), Some(16));
        assert_eq!(goals.titled("Vida submarina").map(|goal| goal.number), Some(14));
        assert_eq!(goals.titled("Climate"), None);
        assert_eq!(goals.titled(""), None);
    }
}
