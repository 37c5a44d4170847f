import type { Walk } from "./Walk.js";

/** Lets the embedded chain's clock run to a time, Unix seconds, unless it is past it already. */
export async function waitUntil({ connection }: Walk, time: bigint): Promise<void> {
  const { time: clock } = connection.networkHelpers;
  if (BigInt(await clock.latest()) < time) await clock.increaseTo(time);
}
