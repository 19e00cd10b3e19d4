#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| waldur_review::fuzzing::review_form(data));
