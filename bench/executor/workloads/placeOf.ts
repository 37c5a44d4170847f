import { ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { Places } from "./Workload.js";

/** Where a contract lies. @throws BENCH_INVALID when nobody deployed it. */
export function placeOf(places: Places, name: string): Hex {
  const place = places[name];
  if (place === undefined) throw new ProtocolError("BENCH_INVALID", { problem: `nobody deployed ${name}` });
  return place;
}
