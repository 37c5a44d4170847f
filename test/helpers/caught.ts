import { ProtocolError } from "../../packages/protocol/src/index.js";

/** The ProtocolError that `run` throws; anything else fails the test. */
export function caught(run: () => unknown): ProtocolError {
  try {
    run();
  } catch (error) {
    if (error instanceof ProtocolError) return error as ProtocolError;
    throw error;
  }
  // A test helper may only fail the test here.
  throw new TypeError("nothing was thrown");
}
