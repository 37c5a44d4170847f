import { type Hex, ProtocolError } from "@muniment/protocol";

/**
 * Compares the root of what was loaded with the recorded one.
 * @param actual undefined where no tree tells it.
 * @throws STATE_ROOT_MISMATCH
 */
export function checkLoadedRoot(
  { block, stateRoot: expected }: { readonly block: bigint; readonly stateRoot: Hex },
  actual: Hex | undefined,
): void {
  if (actual === undefined || actual === expected) return;
  throw new ProtocolError("STATE_ROOT_MISMATCH", { block, expected, actual });
}
