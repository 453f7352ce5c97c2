//! An import that knows what the last one knew gives what one gives that knows nothing, whatever was done to seeds and pages in between; and it
//! looks at little more than what was touched. `cargo bench --bench again` does the same a thousand times.

use crate::steps::{Archive, Dice};

#[test]
fn after_any_edits_an_import_that_remembers_gives_what_one_gives_that_does_not() {
    for seed in [0x9E37_79B9_7F4A_7C15, 77] {
        let mut archive = Archive::new(seed);
        for _ in 0..45 {
            archive.step();
        }
        // With nothing remembered each would have been read two or three times.
        let (read, all) = archive.reads();
        assert!(read * 3 < all, "{read} seeds were read of {all}");
    }
}

#[test]
fn one_edit_costs_one_seed() {
    let mut archive = Archive::new(5);
    archive.import();
    archive.import();
    assert_eq!(archive.import(), (0, true), "nothing was touched");
    let mut dice = Dice::new(3);
    let at = archive.some_page(&mut dice).expect("a page");
    archive.append(&at, "\nA paragraph more.\n");
    assert!(archive.import().0 <= 2, "of one seed");
}
