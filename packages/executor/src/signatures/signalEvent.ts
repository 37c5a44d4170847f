/** Counts an event and wakes whoever waits for it, at most `waiters` threads. */
export function signalEvent(
  control: Int32Array<SharedArrayBuffer>,
  event: number,
  waiters = Number.POSITIVE_INFINITY,
): void {
  Atomics.add(control, event, 1);
  Atomics.notify(control, event, waiters);
}
