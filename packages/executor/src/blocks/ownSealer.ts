import { BlockSealer } from "./BlockSealer.js";

let sealer: BlockSealer | undefined;

/** The sealer of this thread, made when it is first needed. */
export function ownSealer(): BlockSealer {
  sealer ??= new BlockSealer();
  return sealer;
}
