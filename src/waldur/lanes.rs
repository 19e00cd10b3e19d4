//! Several requests at once, in a bounded number of threads.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// The most requests to one server at once, and so the most connections to it.
pub const MOST_LANES: usize = 6;

/// Does the same with each item, with several at once, and gives the results in the order of the
/// items. After an error no further item is begun.
///
/// # Errors
/// The error of the first item, in their order, that has one.
pub fn in_lanes<I: Sync, T: Send, E: Send>(
    items: &[I],
    lanes: usize,
    run: impl Fn(&I) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let lanes = lanes.min(items.len());
    if lanes <= 1 {
        return items.iter().map(run).collect();
    }
    let next = AtomicUsize::new(0);
    let has_failed = AtomicBool::new(false);
    let work = || {
        let mut results = Vec::new();
        while !has_failed.load(Relaxed) {
            let index = next.fetch_add(1, Relaxed);
            let Some(item) = items.get(index) else {
                break;
            };
            let result = run(item);
            if result.is_err() {
                has_failed.store(true, Relaxed);
            }
            results.push((index, result));
        }
        results
    };
    let mut results = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..lanes).map(|_| scope.spawn(work)).collect();
        let results = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        results.flat_map(|result| result.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    let results: &mut Vec<(usize, Result<T, E>)> = &mut results;
    results.sort_by_key(|(index, _)| *index);
    std::mem::take(results).into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::in_lanes;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..20).rev().collect();
        let results = in_lanes(&items, 6, |item| {
            std::thread::sleep(Duration::from_millis(item % 4));
            Ok::<_, ()>(item * 2)
        });
        assert_eq!(results, Ok(items.iter().map(|item| item * 2).collect()));
        assert_eq!(in_lanes(&[0; 0], 6, |_| Ok::<_, ()>(1)), Ok(Vec::new()));
    }

    #[test]
    fn as_many_run_at_once_as_there_are_lanes() {
        let (running, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let all_lanes = Barrier::new(3);
        let results = in_lanes(&[(); 9], 3, |()| {
            most.fetch_max(running.fetch_add(1, SeqCst) + 1, SeqCst);
            // Passes only when three run at once.
            all_lanes.wait();
            running.fetch_sub(1, SeqCst);
            Ok::<_, ()>(())
        });
        assert_eq!((results.map(|all| all.len()), most.into_inner()), (Ok(9), 3));
    }

    #[test]
    fn error_stops_the_rest() {
        let begun = AtomicUsize::new(0);
        let items: Vec<usize> = (0..100).collect();
        let result = in_lanes(&items, 2, |item| {
            begun.fetch_add(1, SeqCst);
            std::thread::sleep(Duration::from_millis(1));
            if *item >= 3 { Err(*item) } else { Ok(()) }
        });
        assert_eq!(result, Err(3));
        assert!(begun.into_inner() < 10);
    }
}
