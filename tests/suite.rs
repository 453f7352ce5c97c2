//! All integration tests in one program: a module for each feature.

#[path = "suite/bad_input.rs"]
mod bad_input;
#[path = "suite/corpus.rs"]
mod corpus;
#[path = "suite/crawl.rs"]
mod crawl;
#[path = "suite/disk.rs"]
mod disk;
#[path = "suite/edits.rs"]
mod edits;
#[path = "suite/existing.rs"]
mod existing;
#[path = "suite/extraction.rs"]
mod extraction;
#[path = "suite/imports.rs"]
mod imports;
#[path = "suite/incremental.rs"]
mod incremental;
#[path = "suite/lexicon.rs"]
mod lexicon;
#[path = "suite/people_own.rs"]
mod people_own;
#[path = "suite/precision.rs"]
mod precision;
#[path = "suite/program.rs"]
mod program;
#[path = "suite/publish.rs"]
mod publish;
#[path = "suite/publish_order.rs"]
mod publish_order;
#[path = "suite/rebuild.rs"]
mod rebuild;
#[path = "suite/review.rs"]
mod review;
#[path = "suite/score.rs"]
mod score;
#[path = "suite/serve.rs"]
mod serve;
#[path = "suite/stable_tags.rs"]
mod stable_tags;
#[path = "suite/steps.rs"]
mod steps;
#[path = "suite/story.rs"]
mod story;
#[path = "suite/support.rs"]
mod support;
#[path = "suite/tidy.rs"]
mod tidy;
#[path = "suite/topics.rs"]
mod topics;
#[path = "suite/trial_dates.rs"]
mod trial_dates;
#[path = "suite/trial_events_tags.rs"]
mod trial_events_tags;
#[path = "suite/trial_languages.rs"]
mod trial_languages;
#[path = "suite/trial_names.rs"]
mod trial_names;
#[path = "suite/trial_parts.rs"]
mod trial_parts;
