import fc from "fast-check";
import type { Hex, Transaction } from "../../packages/protocol/src/index.js";
import { transactionArbitraries } from "./transactionArbitraries.js";

/** The chain of the lane whose transactions these are. */
export const laneChainId = 424_242;

const { legacy, accessList, feeMarket, setCode } = transactionArbitraries;
const pool = ["11", "22", "33", "4d756e694d656e740000", "000000000000000000"].map(
  (start): Hex => `0x${start.padEnd(40, "7")}`,
);
const word = fc.oneof(
  fc.constantFrom(...pool).map((address) => address.slice(2).padStart(64, "0")),
  fc.nat(2 ** 31 - 1).map((number) => number.toString(16).padStart(64, "0")),
  fc.constantFrom("f".repeat(64), "0".repeat(64), "ab".repeat(30).padStart(64, "0")),
);
const callData = fc
  .tuple(fc.constantFrom("", "a9059cbb", "23b872dd"), fc.array(word, { maxLength: 6 }))
  .map(([selector, words]): Hex => `0x${selector}${words.join("")}`);
const changes = fc.record(
  {
    to: fc.constantFrom(...pool),
    data: callData,
    nonce: fc.bigInt({ min: 0n, max: 300n }),
    fees: fc.constantFrom(0n, 1_000_000n, 10n ** 9n),
    accessList: fc.constant([]),
  },
  { requiredKeys: [] },
);

/** What every transaction of the lane has in common, and some of what makes many alike. */
function ofLane(transaction: Transaction, change: typeof changes extends fc.Arbitrary<infer T> ? T : never) {
  const { fees, accessList: list, ...rest } = change;
  const own = {
    ...transaction,
    ...rest,
    chainId: BigInt(laneChainId),
    gasLimit: BigInt.asUintN(24, transaction.gasLimit),
  };
  const listed = list === undefined || own.type === 0 ? {} : { accessList: list };
  if (fees === undefined) return { ...own, ...listed } as Transaction;
  const isPriced = own.type === 0 || own.type === 1;
  const priced = isPriced ? { gasPrice: fees } : { maxFeePerGas: fees, maxPriorityFeePerGas: fees };
  return { ...own, ...listed, ...priced } as Transaction;
}

/** Any transaction that the lane's batches may carry: types 0, 1, 2 and 4, fields of all widths, some of them alike. */
export const laneTransactions: fc.Arbitrary<Transaction> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: feeMarket },
      { weight: 2, arbitrary: legacy },
      { weight: 1, arbitrary: accessList },
      { weight: 1, arbitrary: setCode },
    ),
    changes,
  )
  .map(([transaction, change]) => ofLane(transaction, change));
