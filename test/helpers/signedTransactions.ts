import { type TransactionLike, Wallet } from "ethers";
import { fromHex } from "../../packages/protocol/src/index.js";

/** Signs for the tests of signature recovery; its key is of no use elsewhere. */
export const signer = new Wallet(`0x${"11".repeat(32)}`);
const target = "0x00112233445566778899aabbccddeeff00112233";
const accessList = [{ address: target, storageKeys: [`0x${"0a".repeat(32)}`, `0x${"0b".repeat(32)}`] }];
const fees = { gasLimit: 100_000, maxFeePerGas: 20n, maxPriorityFeePerGas: 3n };

/** One unsigned transaction of each form that a key can sign. */
export const unsignedForms = {
  legacy: { type: 0, gasPrice: 9n, gasLimit: 21_000, to: target, value: 5n },
  creation: { type: 2, ...fees, data: "0x6001600155" },
  accessList: { type: 1, gasPrice: 9n, gasLimit: 90_000, to: target, data: "0xcafe", accessList },
  feeMarket: { type: 2, ...fees, to: target, value: 10n ** 18n, data: `0x${"5a".repeat(68)}`, accessList },
  blob: {
    type: 3,
    ...fees,
    to: target,
    maxFeePerBlobGas: 7n,
    blobVersionedHashes: [`0x01${"cc".repeat(31)}`],
  },
} satisfies Readonly<Record<string, TransactionLike>>;

/** Signs a transaction with the tests' key. */
export async function signRaw(transaction: TransactionLike): Promise<Uint8Array> {
  return fromHex(await signer.signTransaction(transaction));
}
