import type { Hex } from "../../bytes/Hex.js";

/** The data of a batch as a witness can show them: whole, or blobs of which each element can be shown by itself. */
export type DataSource =
  | { readonly kind: "calldata"; readonly data: Uint8Array }
  | {
      readonly kind: "blobs";
      readonly versionedHashes: readonly Hex[];
      /**
       * Element (32), commitment (48) and proof (48) of a point evaluation (EIP-4844), end to end.
       * @param place 4,096 · blob + index of the element.
       */
      readonly open: (place: number) => Uint8Array;
    };
