import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between two looks, and after which nobody looks any more. */
const [interval, limit] = [25, 90_000];

/** Waits until a look gives something, and gives that. @param what It is waited for, for who reads a failure. */
export async function wait<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) assert.fail(`waited in vain for ${what}`);
    await sleep(interval);
  }
}
