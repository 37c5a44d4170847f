import type { Common } from "@ethereumjs/common";
import { createTx, type TypedTransaction, type TypedTxData } from "@ethereumjs/tx";
import { createAddressFromString } from "@ethereumjs/util";
import type { CaseTransaction } from "../cases/CaseTransaction.js";
import { toHex32 } from "../cases/toHex32.js";

/**
 * The transaction as `@ethereumjs/tx` has it; unsigned, with its sender set.
 * Throws the library's error when the library refuses to make it.
 */
export function toReferenceTransaction(given: CaseTransaction, common: Common): TypedTransaction {
  // The machine's common has the parameters already; merging them again would be a third of a small case's cost.
  const transaction = createTx(dataOf(given, common.chainId()), { common, params: {}, freeze: false });
  const sender = createAddressFromString(given.sender);
  transaction.getSenderAddress = () => sender;
  return transaction;
}

function dataOf(given: CaseTransaction, chainId: bigint): TypedTxData {
  const { nonce, gasLimit, value, data, to, type } = given;
  const basic = { nonce, gasLimit, value, data, ...(to === undefined ? {} : { to }) };
  if (type === 0) return { ...basic, type, gasPrice: given.maxFeePerGas };

  const accessList = given.accessList.map(({ address, storageKeys }) => ({
    address,
    storageKeys: storageKeys.map(toHex32),
  }));
  if (type === 1) return { ...basic, type, chainId, accessList, gasPrice: given.maxFeePerGas };

  const { maxFeePerGas, maxPriorityFeePerGas, maxFeePerBlobGas } = given;
  const dynamic = { ...basic, chainId, accessList, maxFeePerGas, maxPriorityFeePerGas };
  if (type === 2) return { ...dynamic, type };
  if (type === 3) {
    return { ...dynamic, type, maxFeePerBlobGas, blobVersionedHashes: given.blobHashes.map(toHex32) };
  }
  return { ...dynamic, type, authorizationList: given.authorizations.map(toAuthorization) };
}

function toAuthorization(given: CaseTransaction["authorizations"][number]) {
  return {
    chainId: toQuantity(given.chainId),
    address: given.address,
    nonce: toQuantity(given.nonce),
    yParity: toQuantity(given.yParity),
    r: toQuantity(given.r),
    s: toQuantity(given.s),
  };
}

/** Hexadecimal without leading zeros, of whole bytes, as the library's lists want it. */
function toQuantity(value: bigint): `0x${string}` {
  const digits = value === 0n ? "" : value.toString(16);
  return `0x${digits.length % 2 === 0 ? digits : `0${digits}`}`;
}
