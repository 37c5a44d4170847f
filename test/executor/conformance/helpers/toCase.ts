import type { Case, CaseAccount, CaseTransaction } from "@muniment/executor/reference";
import { fromHex, type Hex, keccak256, utf8 } from "@muniment/protocol";
import { blobBaseFee } from "../../helpers/blobBaseFee.js";
import type { Expectation, StateTest } from "./StateTest.js";

/** What all cases of one test have in common, so that it is read once. */
export type Situation = Omit<Case, "transaction">;

/** The block and the accounts of a test, under Cancun rules. */
export function toSituation({ env, pre }: StateTest): Situation {
  const number = BigInt(env.currentNumber);
  const accounts = Object.entries(pre).map(([address, { nonce, balance, code, storage }]) => {
    const slots = Object.entries(storage).map(([slot, value]) => [BigInt(slot), BigInt(value)] as const);
    const account: CaseAccount = {
      nonce: BigInt(nonce),
      balance: BigInt(balance),
      code: fromHex(code),
      storage: new Map(slots.filter(([, value]) => value !== 0n)),
    };
    return [address.toLowerCase() as Hex, account] as const;
  });
  return {
    rules: { kind: "ethereum", fork: "cancun" },
    environment: {
      chainId: 1n,
      number,
      timestamp: BigInt(env.currentTimestamp),
      coinbase: env.currentCoinbase,
      gasLimit: BigInt(env.currentGasLimit),
      baseFee: BigInt(env.currentBaseFee),
      prevRandao: BigInt(env.currentRandom),
      blobBaseFee: blobBaseFee(BigInt(env.currentExcessBlobGas), "cancun"),
    },
    accounts: new Map(accounts),
    blockHashes: hashesBefore(number),
  };
}

/** The transaction that one expectation speaks of. */
export function toTransaction(
  { transaction }: StateTest,
  { indexes, txbytes }: Expectation,
): CaseTransaction {
  const { gasPrice = "0x0", maxFeePerGas = gasPrice, maxPriorityFeePerGas = gasPrice } = transaction;
  return {
    type: typeOf(txbytes),
    sender: transaction.sender.toLowerCase() as Hex,
    ...(transaction.to === "" ? {} : { to: transaction.to.toLowerCase() as Hex }),
    nonce: BigInt(transaction.nonce),
    gasLimit: BigInt(transaction.gasLimit[indexes.gas]!),
    maxFeePerGas: BigInt(maxFeePerGas),
    maxPriorityFeePerGas: BigInt(maxPriorityFeePerGas),
    value: toValue(transaction.value[indexes.value]!),
    data: fromHex(transaction.data[indexes.data]!),
    accessList: (transaction.accessLists?.[indexes.data] ?? []).map(({ address, storageKeys }) => ({
      address: address.toLowerCase() as Hex,
      storageKeys: storageKeys.map(BigInt),
    })),
    authorizations: [],
    maxFeePerBlobGas: BigInt(transaction.maxFeePerBlobGas ?? 0),
    blobHashes: (transaction.blobVersionedHashes ?? []).map(BigInt),
  };
}

/** The tests mark a value that is no 256-bit word: "0x:bigint 0x1…". */
function toValue(text: string): bigint {
  return BigInt(text.replace("0x:bigint ", ""));
}

/** An encoded transaction begins with its type, a legacy one with the head of an RLP list. */
function typeOf(encoded: Hex): CaseTransaction["type"] {
  const first = Number(encoded.slice(0, 4));
  return first === 1 || first === 2 || first === 3 || first === 4 ? first : 0;
}

/** The convention of these tests: the hash of block n is that of the decimal text of n. */
function hashesBefore(number: bigint): Map<bigint, bigint> {
  const hashes = new Map<bigint, bigint>();
  for (let n = number - 1n; n >= 0n && n >= number - 256n; n--) {
    hashes.set(n, BigInt(keccak256(utf8(n.toString()))));
  }
  return hashes;
}
