import type { Case, CaseAccount } from "@muniment/executor/reference";
import { fromHex, type Hex } from "@muniment/protocol";
import { contract, type EipCase, sender } from "./eipCases.js";

const empty: CaseAccount = { nonce: 0n, balance: 0n, code: new Uint8Array(0), storage: new Map() };

/** The whole case: block 10, a rich sender, a base fee of 7. */
export function toEipCase({ fork, code, accounts = {}, transaction = {} }: EipCase): Case {
  const all = new Map<Hex, CaseAccount>([[sender, { ...empty, balance: 10n ** 20n }]]);
  if (code !== undefined) all.set(contract, { ...empty, nonce: 1n, code: fromHex(code) });
  for (const [address, account] of Object.entries(accounts) as [Hex, Partial<CaseAccount>][]) {
    if (Object.keys(account).length > 0) all.set(address, { ...empty, ...account });
  }
  return {
    rules: { kind: "ethereum", fork },
    environment: {
      chainId: 1n,
      number: 10n,
      timestamp: 4_000_000_000n,
      coinbase: "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
      gasLimit: 30_000_000n,
      baseFee: 7n,
      prevRandao: 5n,
      blobBaseFee: 1n,
    },
    accounts: all,
    blockHashes: new Map(),
    transaction: {
      type: 2,
      sender,
      to: contract,
      nonce: 0n,
      gasLimit: 200_000n,
      maxFeePerGas: 10n,
      maxPriorityFeePerGas: 1n,
      value: 0n,
      data: new Uint8Array(0),
      accessList: [],
      authorizations: [],
      maxFeePerBlobGas: 0n,
      blobHashes: [],
      ...transaction,
    },
  };
}
