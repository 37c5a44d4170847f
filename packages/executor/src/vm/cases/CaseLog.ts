import type { Hex } from "@muniment/protocol";

export interface CaseLog {
  readonly address: Hex;
  readonly topics: readonly bigint[];
  readonly data: Uint8Array;
}
