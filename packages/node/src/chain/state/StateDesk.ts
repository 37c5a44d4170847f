import { loadState, readLog, Runtime, StateFollower, StateTree } from "@muniment/executor";
import type { CallOutcome, RuntimeCapacity } from "@muniment/executor";
import { accountKey, bounds, ProtocolError, slotKey } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { callRecord } from "./callRecord.js";
import { overrideRecords } from "./overrideRecords.js";
import type { CallTerms } from "./callRecord.js";
import type {
  AccountAnswer,
  CallAnswer,
  CallQuestion,
  ProofAnswer,
  StateQuestion,
  StateReport,
} from "./StateRequest.js";
import type { TraceCallQuestion } from "./trace/TraceQuestion.js";
import type { Tracer } from "./trace/Tracer.js";
import { makeTracer, outcomeOf, traceTransaction } from "./trace/traceTransaction.js";

/** What the state thread is started with. */
export interface StateTask {
  readonly directory: string;
  /** The log's last block. */
  readonly last: bigint;
  readonly capacity?: RuntimeCapacity;
  /** Whether state proofs are wanted, for which the state tree is kept too. */
  readonly withProofs: boolean;
  /** Blocks whose states are kept at least, and bytes that may be spent on keeping more. */
  readonly leastBlocks: number;
  readonly historyBytes: number;
}

interface Step {
  readonly block: bigint;
  /** Records that lead from the state after the block to that before it. */
  readonly reverse: Uint8Array;
}

const transactionGas = BigInt(bounds.transactionGas);

/** The state thread's work: a state that follows the blocks, the way back to earlier ones, and the answers. */
export class StateDesk {
  readonly #follower: StateFollower;
  readonly #tree: StateTree | undefined;
  readonly #task: StateTask;
  /** The oldest first. */
  readonly #steps: Step[] = [];
  #stepBytes = 0;
  #latest: bigint;

  /** @throws what loading a state throws */
  constructor(task: StateTask) {
    this.#task = task;
    const { directory, last } = task;
    const wanted = last > BigInt(task.leastBlocks) ? last - BigInt(task.leastBlocks) : 0n;
    const { follower, tree, at } = loadAt(task, wanted);
    this.#follower = follower;
    this.#tree = tree;
    this.#latest = at;
    if (at === last) return;
    for (const { entry } of readLog(directory, at + 1n, last)) this.#follow(entry.number, entry.changes);
  }

  answer(question: StateQuestion): unknown {
    switch (question.kind) {
      case "follow":
        this.#follow(question.block, question.changes);
        return undefined;
      case "account":
        return this.#at(question.block, () => this.#account(question.address));
      case "slot":
        return this.#at(question.block, () => this.#follower.slot(question.address, question.key));
      case "call":
        return this.#call(question);
      case "estimate":
        return this.#estimate(question);
      case "trace":
        return this.#follower.within(this.#wayBack(question.environment.number - 1n), () =>
          traceTransaction(this.#follower, question),
        );
      case "traceCall":
        return this.#traceCall(question);
      case "prove":
        return this.#prove(question.block, question.address, question.slots);
      case "report":
        return this.#report();
    }
  }

  #follow(block: bigint, changes: Uint8Array): void {
    if (block !== this.#latest + 1n)
      throw new ProtocolError("BLOCK_ORDER_WRONG", { problem: `block ${String(block)} was followed` });
    const reverse = this.#follower.follow(changes);
    this.#tree?.apply(changes, false);
    this.#latest = block;
    this.#steps.push({ block, reverse });
    this.#stepBytes += reverse.length;
    const { historyBytes, leastBlocks } = this.#task;
    while (this.#steps.length > leastBlocks && this.#stepBytes > historyBytes)
      this.#stepBytes -= this.#steps.shift()?.reverse.length ?? 0;
  }

  /** Records that lead from the latest state to that after `block`. @throws STATE_PRUNED, BLOCK_UNKNOWN */
  #wayBack(block: bigint): Uint8Array[] {
    const latest = this.#latest;
    if (block > latest) throw new ProtocolError("BLOCK_UNKNOWN", { block, latest });
    const count = Number(latest - block);
    if (count > this.#steps.length)
      throw new ProtocolError("STATE_PRUNED", { block, oldest: latest - BigInt(this.#steps.length) });
    return count === 0
      ? []
      : this.#steps
          .slice(-count)
          .reverse()
          .map(({ reverse }) => reverse);
  }

  #at<Result>(block: bigint, work: () => Result): Result {
    const back = this.#wayBack(block);
    return back.length === 0 ? work() : this.#follower.within(back, work);
  }

  #account(address: Hex): AccountAnswer | undefined {
    const found = this.#follower.account(address);
    if (found === undefined) return undefined;
    const { nonce, balance, codeHash, code } = found;
    return { nonce, balance, codeHash, code };
  }

  /** Runs a call with so much gas; at `terms` its sender's nonce is put in. */
  #run(question: CallQuestion, gas: bigint, tracer?: Tracer): CallOutcome {
    const { block, call, overrides, environment } = question;
    const follower = this.#follower;
    return follower.within(this.#wayBack(block), () => {
      const laid = overrides.flatMap((override) =>
        overrideRecords(override, follower.account(override.address)),
      );
      follower.lay(laid);
      const maxFee = call.maxFeePerGas ?? 0n;
      const { nonce } = follower.runtime.accounts.standing(call.from);
      const terms: CallTerms = { nonce, gas, maxFee, maxTip: call.maxPriorityFeePerGas ?? 0n };
      // Who names no price pays none, and sees no base fee, as everywhere.
      return follower.call(
        callRecord(call, terms),
        maxFee === 0n ? { ...environment, baseFee: 0n } : environment,
        tracer,
      );
    });
  }

  /** @throws CALL_REFUSED, RPC_LIMIT_EXCEEDED */
  #traceCall(question: TraceCallQuestion): string {
    const { call, settings, limit } = question;
    const { gas: wanted = transactionGas, from, to, value, data: input } = call;
    const gas = wanted < transactionGas ? wanted : transactionGas;
    const traced = { from, gas, value, input, ...(to === undefined ? {} : { to }) };
    const tracer = makeTracer(this.#follower, { call: traced, settings, limit });
    const result = this.#run(question, gas, tracer);
    refuse(result, question);
    return JSON.stringify(tracer.result(outcomeOf(result)));
  }

  /** @throws CALL_REFUSED */
  #call(question: CallQuestion): CallAnswer {
    const { gas = transactionGas } = question.call;
    const result = this.#run(question, gas < transactionGas ? gas : transactionGas);
    refuse(result, question);
    const { outcome, gasUsed, output } = result;
    return { outcome, gasUsed, output };
  }

  /**
   * The least gas limit with which the call succeeds, to 64 gas (NODE-6); what it came to with the most gas when it does
   * not.
   */
  #estimate(question: CallQuestion): CallAnswer {
    const most = this.#mostGas(question);
    const whole = this.#run(question, most);
    refuse(whole, question);
    if (whole.outcome !== "returned") return { ...whole, gasUsed: most };
    const succeeds = (gas: bigint): boolean => {
      const { outcome, verdict } = this.#run(question, gas);
      return verdict === undefined && outcome === "returned";
    };
    let low = whole.gasUsed - 1n;
    let high = most;
    // What it used is enough, unless it was refunded or its calls kept back a 64th.
    for (const guess of [whole.gasUsed, ((whole.gasUsed + 2300n) * 64n) / 63n]) {
      if (guess >= high) break;
      if (succeeds(guess)) {
        high = guess;
        break;
      }
      low = guess;
    }
    while (high - low > 64n && high > low + 1n) {
      const middle = (high + low) / 2n;
      if (succeeds(middle)) high = middle;
      else low = middle;
    }
    return { outcome: "returned", gasUsed: high, output: whole.output };
  }

  /** The gas asked for, at most what a transaction may have, and what the sender can pay where a price is named. */
  #mostGas({ block, call, overrides }: CallQuestion): bigint {
    const asked = call.gas ?? transactionGas;
    const most = asked < transactionGas ? asked : transactionGas;
    const price = call.maxFeePerGas ?? 0n;
    if (price === 0n) return most;
    const override = overrides.find(({ address }) => address === call.from)?.balance;
    const balance = override ?? this.#at(block, () => this.#account(call.from)?.balance ?? 0n);
    const affordable = balance > call.value ? (balance - call.value) / price : 0n;
    return affordable < most ? affordable : most;
  }

  #prove(block: bigint, address: Hex, slots: readonly Hex[]): ProofAnswer {
    const tree = this.#tree;
    if (tree === undefined)
      throw new ProtocolError("RPC_FAILED", { problem: "this node keeps no state tree" });
    const back = this.#wayBack(block);
    const forward = back.map((records) => this.#follower.reverse(records));
    for (const records of back) tree.apply(records, false);
    try {
      return this.#at(block, () => ({
        stateRoot: tree.root(),
        account: this.#account(address),
        accountProof: tree.prove(accountKey(address)),
        slots: slots.map((key) => ({
          key,
          value: this.#follower.slot(address, BigInt(key)),
          proof: tree.prove(slotKey(address, key)),
        })),
      }));
    } finally {
      for (const records of forward) tree.apply(records, false);
    }
  }

  #report(): StateReport {
    const { wasm } = this.#follower.runtime;
    return {
      latest: this.#latest,
      oldest: this.#latest - BigInt(this.#steps.length),
      historyBytes: this.#stepBytes,
      accounts: wasm.accountCount(),
      slots: wasm.slotCount(),
    };
  }
}

/** The state after `wanted`, or after the last block where the log no longer leads there. */
function loadAt(task: StateTask, wanted: bigint): { follower: StateFollower; tree?: StateTree; at: bigint } {
  const load = (block: bigint): { follower: StateFollower; tree?: StateTree; at: bigint } => {
    const { sink } = loadState(task.directory, block, () => new Sink(task), true);
    return { follower: sink.follower, at: block, ...(sink.tree === undefined ? {} : { tree: sink.tree }) };
  };
  try {
    return load(wanted);
  } catch (error) {
    if (!(error instanceof ProtocolError) || error.code !== "LOG_BLOCKS_MISSING" || wanted === task.last)
      throw error;
    return load(task.last);
  }
}

class Sink {
  readonly follower: StateFollower;
  readonly tree: StateTree | undefined;

  constructor({ capacity, withProofs }: StateTask) {
    const rules = { kind: "muniment" } as const;
    this.follower = new StateFollower(
      new Runtime({ rules, isTraced: true, ...(capacity === undefined ? {} : { capacity }) }),
    );
    this.tree = withProofs ? new StateTree() : undefined;
  }

  load(changes: Uint8Array): void {
    this.follower.runtime.load(changes);
    this.tree?.apply(changes, false);
  }
}

function refuse({ verdict }: CallOutcome, { call }: CallQuestion): void {
  if (verdict === undefined) return;
  const reason = sentences[verdict] ?? verdict;
  throw new ProtocolError("CALL_REFUSED", { reason, verdict, from: call.from });
}

/** In words that clients know. */
const sentences: Partial<Record<NonNullable<CallOutcome["verdict"]>, string>> = {
  FUNDS_TOO_LOW: "insufficient funds for gas * price + value",
  GAS_BELOW_INTRINSIC: "intrinsic gas too low",
  FEE_BELOW_BASE: "max fee per gas less than block base fee",
  TIP_ABOVE_FEE: "max priority fee per gas higher than max fee per gas",
  INIT_CODE_TOO_LARGE: "max initcode size exceeded",
};
