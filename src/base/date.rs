//! Dates as EDTF. The full type is on its way; this holds the text.

use serde::{Deserialize, Serialize};

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct When(String);
