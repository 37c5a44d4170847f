import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import { ProtocolError } from "../errors.js";

/**
 * The salt of a field, so that an attester can open a field later without keeping each salt: keccak256(secret ‖ name).
 * @param secret 32 bytes, used for one document only: equal secrets give equal salts.
 * @throws SECRET_INVALID
 */
export function fieldSalt(secret: Uint8Array, name: string): Hex {
  if (secret.length !== 32) throw new ProtocolError("SECRET_INVALID", { length: secret.length });
  return keccak256(secret, utf8(name));
}
