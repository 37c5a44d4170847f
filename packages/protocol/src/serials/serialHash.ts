import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import { normaliseSerial } from "./normaliseSerial.js";

/**
 * keccak256 of the normalised serial: the key under which the chain holds one physical thing.
 * @throws SERIAL_INVALID
 * @example serialHash(" evc-000001 ") === serialHash("EVC-000001")
 */
export function serialHash(serial: string): Hex {
  return keccak256(utf8(normaliseSerial(serial)));
}
