import type { Hex } from "@muniment/protocol";
import type { Random } from "../Random.js";

/** What a fragment is made with. */
export interface Scope {
  readonly random: Random;
  /** A name that no other label of the program has. */
  freshLabel(): string;
  /** Labels of fragments further down, to which a jump cannot loop. */
  readonly ahead: readonly string[];
  /** Whether the rules know CLZ. */
  readonly hasClz: boolean;
  /** The contracts it mostly calls: those after it, so that few programs call each other in circles. */
  readonly callees: readonly Hex[];
}
