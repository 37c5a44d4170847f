import { ProtocolError } from "../errors.js";

const limit = 64;

/**
 * Brings a serial into the one form that is hashed: compatibility-normalised, upper case, without white space.
 * @param serial Serial as written.
 * @param line Line of the file it stands on, for the error; 0 when there is no file.
 * @returns 1 to 64 characters of printable ASCII.
 * @throws SERIAL_INVALID
 */
export function normaliseSerial(serial: string, line = 0): string {
  const normal = serial.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
  const refuse = (problem: string) => new ProtocolError("SERIAL_INVALID", { serial, line, problem });
  if (normal === "") throw refuse("it is empty");
  if (normal.length > limit) throw refuse(`it has more than ${String(limit)} characters`);
  if (!/^[\x21-\x7e]+$/.test(normal)) throw refuse("it has characters outside printable ASCII");
  return normal;
}
