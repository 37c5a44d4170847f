import { bytesToBigInt } from "@ethereumjs/util";
import { runTx } from "@ethereumjs/vm";
import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { CaseAccount } from "../cases/CaseAccount.js";
import type { CaseEnvironment } from "../cases/CaseEnvironment.js";
import type { CaseLog } from "../cases/CaseLog.js";
import type { CaseTransaction } from "../cases/CaseTransaction.js";
import type { Rules } from "../../rules/Rules.js";
import { referenceMachine } from "./ReferenceMachine.js";
import type { ReferenceMachine } from "./ReferenceMachine.js";
import { toReferenceBlock } from "./toReferenceBlock.js";
import { toReferenceTransaction } from "./toReferenceTransaction.js";

/** What the reference says of one transaction of a block. */
export interface ReferenceOutcome {
  readonly isSuccess: boolean;
  readonly gasUsed: bigint;
  readonly logs: readonly CaseLog[];
}

/**
 * A block on the reference, `@ethereumjs/vm`: transactions one after the other on a state that stays. The machine is
 * shared with `referenceRunner`, so nothing else may run on it until the block's accounts are read.
 */
export class ReferenceBlock {
  readonly #machine: ReferenceMachine;
  readonly #environment: CaseEnvironment;

  private constructor(machine: ReferenceMachine, environment: CaseEnvironment) {
    this.#machine = machine;
    this.#environment = environment;
  }

  /** @param accounts The state before the block: at least what its transactions look at. */
  static async open(given: {
    readonly rules: Rules;
    readonly environment: CaseEnvironment;
    readonly accounts: ReadonlyMap<Hex, CaseAccount>;
  }): Promise<ReferenceBlock> {
    const machine = await referenceMachine(given.rules, given.environment.chainId);
    machine.state.load(given.accounts);
    machine.blockHashes = new Map();
    return new ReferenceBlock(machine, given.environment);
  }

  /** Executes the next transaction. Throws the library's error when it is not valid. */
  async run(transaction: CaseTransaction): Promise<ReferenceOutcome> {
    const { vm, common } = this.#machine;
    const block = toReferenceBlock(this.#environment, common);
    const tx = toReferenceTransaction(transaction, common);
    const result = await runTx(vm, {
      tx,
      block,
      skipHardForkValidation: true,
      skipBlockGasLimitValidation: true,
    });
    const { logs = [], exceptionError } = result.execResult;
    return {
      isSuccess: exceptionError === undefined,
      gasUsed: result.totalGasSpent,
      logs: logs.map(([address, topics, data]) => ({
        address: toHex(address),
        topics: topics.map((topic) => bytesToBigInt(topic)),
        data,
      })),
    };
  }

  /** Every account after the transactions that were run. */
  accounts(): ReadonlyMap<Hex, CaseAccount> {
    return this.#machine.state.accounts();
  }
}
