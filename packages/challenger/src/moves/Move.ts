import type { Call } from "@muniment/sdk";

/** Names of what a player sends to a game. */
export type MoveName =
  | "open"
  | "showNodes"
  | "chooseNode"
  | "chooseLeaf"
  | "proveFirst"
  | "proveLast"
  | "provePadding"
  | "showStates"
  | "choosePart"
  | "proveStep"
  | "timeOut"
  | "closeWithProof"
  | "closeVoid"
  | "withdraw";

/** A move that may be made. */
export interface Move {
  readonly name: MoveName;
  /** Makes its call, which may take work. @throws what the work does; then the next move is tried */
  readonly make: () => Call | Promise<Call>;
}
