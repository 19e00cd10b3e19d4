//! The program's tests. They enter by argv: a sandbox runs the program as a shell would, and
//! what it writes is compared whole.

mod support;
