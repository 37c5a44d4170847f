import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toHex32 } from "@muniment/executor/reference";
import { bounds, fromHex, toHex } from "@muniment/protocol";
import { SigningKey, Transaction } from "ethers";
import type { Expectation, StateTest } from "../../conformance/helpers/StateTest.js";
import { toSituation, toTransaction } from "../../conformance/helpers/toCase.js";
import type { GivenTransaction } from "./compareTransaction.js";

const mostGas = BigInt(bounds.transactionGas);

/** The transactions of a file of the official state tests, each with its title. */
export function* casesIn(folder: string, file: string): Generator<[string, GivenTransaction]> {
  const tests = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, StateTest>;
  for (const [name, test] of Object.entries(tests)) {
    const { accounts, blockHashes, environment } = toSituation(test);
    // EXEC-42: no account of the chain has storage and neither nonce nor code.
    const isOfChain = [...accounts.values()].every(
      ({ nonce, code, storage }) => storage.size === 0 || nonce !== 0n || code.length > 0,
    );
    if (!isOfChain) continue;
    const { number, timestamp: time, baseFee } = environment;
    for (const expectation of test.post.Cancun ?? []) {
      const { data, gas, value } = expectation.indexes;
      const title = `${file} ${name} data ${data} gas ${gas} value ${value}`;
      yield [
        title,
        { chainId: 1, number, time, baseFee, accounts, blockHashes, raw: rawOf(test, expectation) },
      ];
    }
  }
}

/** The transaction, signed for this chain and within its greatest gas limit where it can be; otherwise as it is. */
function rawOf(test: StateTest, expectation: Expectation): Uint8Array {
  const { type, to, nonce, gasLimit, maxFeePerGas, ...rest } = toTransaction(test, expectation);
  const { value, data, maxPriorityFeePerGas, accessList } = rest;
  if (type > 2) return fromHex(expectation.txbytes);
  const fees = type < 2 ? { gasPrice: maxFeePerGas } : { maxFeePerGas, maxPriorityFeePerGas };
  const list = accessList.map((entry) => ({ ...entry, storageKeys: entry.storageKeys.map(toHex32) }));
  try {
    const transaction = Transaction.from({
      ...{ type, to: to ?? null, nonce: Number(nonce), value, data: toHex(data), chainId: 1n, ...fees },
      gasLimit: gasLimit > mostGas ? mostGas : gasLimit,
      ...(type > 0 ? { accessList: list } : {}),
    });
    transaction.signature = new SigningKey(test.transaction.secretKey).sign(transaction.unsignedHash);
    return fromHex(transaction.serialized);
  } catch {
    // ethers refuses to encode what is not well formed.
    return fromHex(expectation.txbytes);
  }
}
