import type { DecodedTransaction } from "./DecodedTransaction.js";
import { preparedLayout } from "./preparedLayout.js";

/** Size in bytes of the record that `writePreparedTransaction` writes. */
export function preparedTransactionSize(decoded: DecodedTransaction): number {
  const { tails, entrySize, wordSize, authorizationSize } = preparedLayout;
  return (
    tails +
    ((decoded.dataEnd - decoded.dataStart + 7) & ~7) +
    decoded.accessListAddresses * entrySize +
    decoded.accessListKeys * wordSize +
    decoded.authorizations * authorizationSize +
    decoded.blobHashes * wordSize
  );
}
