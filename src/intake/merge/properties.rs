//! Nothing a person did is ever lost, and running again changes nothing: two thousand random cases. `cargo bench --bench merge` runs a hundred
//! thousand.

use super::*;
use proptest::prelude::*;

mod cases;

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(2_000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_a_person_did_is_lost(case in cases::case()) {
        case.check().map_err(|wrong| match wrong {
            cases::Wrong::Lost(bytes, what) => TestCaseError::fail(format!("{bytes} bytes: {what}")),
            cases::Wrong::Unstable(what) => TestCaseError::fail(what),
        })?;
    }
}
