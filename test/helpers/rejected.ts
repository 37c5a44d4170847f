import { ProtocolError } from "@muniment/protocol";

/** The ProtocolError a promise is rejected with; anything else fails the test. */
export async function rejected(promise: Promise<unknown>): Promise<ProtocolError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ProtocolError) return error as ProtocolError;
    throw error;
  }
  throw new TypeError("nothing was thrown");
}
