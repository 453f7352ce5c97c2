//! What the measuring programs share: how a run is measured, what the command line says, how figures are printed.

pub mod arguments;
pub mod measure;
pub mod table;
