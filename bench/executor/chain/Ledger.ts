import { prepareTransaction, preparationTools, Runtime } from "@muniment/executor";
import type { RuntimeCapacity } from "@muniment/executor";
import {
  encodeTransaction,
  fromHex,
  historyContract,
  ProtocolError,
  readReceiptRecords,
  toHex,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, ReceiptRecord } from "@muniment/protocol";
import type { CompiledContracts } from "../solidity/compileContracts.js";
import { benchChain, environmentOf } from "./benchChain.js";

const gasLimit = 16_000_000n;
/** Whose transactions put the contracts up. */
const deployer: Hex = "0x6465706c6f7965720000000000000000000000de";

const mebi = 1024 * 1024;
/** Contracts and the few slots that their deployment writes. */
const capacity: RuntimeCapacity = {
  ...{ accounts: 65_536, slots: 262_144, codes: 1024 },
  ...{ codeBytes: 8 * mebi, memoryBytes: 16 * mebi, workBytes: 16 * mebi },
};

/**
 * The blocks that put a run's contracts up, each of one transaction, executed interpreted on a state of their own, and
 * kept as the change records from which every measured state begins.
 */
export class Ledger {
  readonly runtime = new Runtime({ rules: benchChain.rules, capacity });
  /** The change records of all blocks so far. */
  readonly records: Uint8Array[] = [];
  readonly #tools = preparationTools({ library: "native" });
  #number = 0n;

  constructor() {
    const code = fromHex(historyContract.code);
    this.runtime.putAccount(historyContract.address, { nonce: 1n, balance: 0n, code });
    this.records.push(this.runtime.changes().slice());
  }

  get deployer(): Hex {
    return deployer;
  }

  /** The number of the last block. */
  get number(): bigint {
    return this.#number;
  }

  /**
   * Deploys a contract by a transaction.
   * @param args ABI-encoded arguments of the constructor.
   * @throws BENCH_INVALID when it is not among the compiled ones, or the creation fails.
   */
  deploy(contracts: CompiledContracts, name: string, args = "0x"): Hex {
    const code = contracts.get(name);
    if (code === undefined) throw new ProtocolError("BENCH_INVALID", { problem: `no contract ${name}` });
    return this.create(`${code}${args.slice(2)}`, name);
  }

  /** Deploys creation code by a transaction. @throws BENCH_INVALID */
  create(code: Hex, name: string): Hex {
    const { createdAddress } = this.#transact({ to: undefined, data: code, value: 0n }, name);
    if (createdAddress === undefined)
      throw new ProtocolError("BENCH_INVALID", { problem: `${name} was not created` });
    return createdAddress;
  }

  /** Calls a contract as the deployer. @throws BENCH_INVALID when the call fails. */
  call(to: Hex, data: Hex, options: { readonly from?: Hex; readonly value?: bigint } = {}): ReceiptRecord {
    return this.#transact(
      { to, data, value: options.value ?? 0n, from: options.from ?? deployer },
      data.slice(0, 10),
    );
  }

  /** What the last call returned. */
  returned(): Hex {
    return toHex(this.runtime.output());
  }

  /** Each is a block of its own: a deposit of L1, which needs no signature. */
  #transact(
    { to, data, value, from = deployer }: { to: Hex | undefined; data: Hex; value: bigint; from?: Hex },
    what: string,
  ): ReceiptRecord {
    const raw = encodeTransaction({
      type: 0x7e,
      sourceHash: zeroHash,
      from,
      to,
      mint: value,
      value,
      gasLimit,
      data,
    });
    const options = { chainId: benchChain.chainId, rules: benchChain.rules, allowDeposits: true };
    const record = prepareTransaction(raw, options, this.#tools);
    this.#number++;
    this.runtime.beginBlock();
    this.runtime.setEnvironment(environmentOf(this.#number));
    const { verdict } = this.runtime.execute(record, 1, { marks: false, from: 0 });
    const [receipt] = readReceiptRecords(this.runtime.receipts());
    if (verdict !== undefined || receipt?.isSuccess !== true) {
      const problem = `${what} failed: ${verdict ?? "reverted"} ${this.returned()}`;
      throw new ProtocolError("BENCH_INVALID", { problem });
    }
    this.records.push(this.runtime.changes().slice());
    return receipt;
  }
}
