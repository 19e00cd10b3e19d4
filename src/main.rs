//! `waldur-review`: the program is in the library beside it, where fuzz targets reach its parts.

use std::process::ExitCode;

fn main() -> ExitCode {
    waldur_review::main()
}
