import { runRecovery as run } from "../../packages/executor/src/signatures/runRecovery.js";
import { TransactionPreparer } from "../../packages/executor/src/signatures/TransactionPreparer.js";

/** First byte of a raw transaction that makes a worker fail; the second says how. */
export const poison = 0x66;
export const faults = { throws: 1, exits: 2, exhaustsMemory: 3, hangs: 4 } as const;

/** A worker of the pool like any other, until it meets poison. */
export function runRecovery(data: unknown): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object below
  const { decode } = TransactionPreparer.prototype;
  TransactionPreparer.prototype.decode = function (bytes, start, end) {
    if (bytes[start] === poison) fail(bytes[start + 1]);
    return decode.call(this, bytes, start, end);
  };
  run(data);
}

function fail(fault: number | undefined): void {
  if (fault === faults.throws) throw new TypeError("poisoned");
  if (fault === faults.exits) process.exit(3);
  if (fault === faults.hangs) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  const hoard: number[][] = [];
  for (;;) hoard.push(new Array<number>(1e5).fill(hoard.length + 0.5));
}
