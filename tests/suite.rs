//! All integration tests in one program: a module for each feature.

#[path = "suite/disk.rs"]
mod disk;
#[path = "suite/program.rs"]
mod program;
#[path = "suite/serve.rs"]
mod serve;
