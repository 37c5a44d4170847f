import { type Hex, predeploys, ProtocolError } from "@muniment/protocol";
import { Interface, keccak256, Wallet } from "ethers";
import type { FeeTellerOptions, FeeTellerParts } from "./FeeTellerOptions.js";
import type { L1Fees } from "./L1Fees.js";
import { readL1Fees } from "./readL1Fees.js";

const oracle = new Interface(["function setFees(uint96 baseFee, uint96 blobBaseFee)"]);
/** More than setFees takes. */
const gasLimit = 100_000n;
const defaultPercent = 10;
/** Beyond it a rise that nobody was told of could be more than clients are advised (NODE-36). */
const mostPercent = 25;
const defaultAge = 3_600;
/** Milliseconds after which what is in no block is offered anew. */
const patience = 30_000;
/** Milliseconds of rest after the oracle has not taken figures: twice as long each time, up to the most. */
const [shortestRest, longestRest] = [10_000, 3_600_000];

/** A transaction that is on its way. */
interface Offer {
  readonly hash: Hex;
  readonly nonce: bigint;
  readonly maxFee: bigint;
  readonly tip: bigint;
  readonly fees: L1Fees;
  /** Milliseconds. */
  readonly at: number;
}

/** Tells the oracle on L2 what L1 charges (NODE-38): looks at L1 again and again, and sends one transaction at a time. */
export class FeeTeller {
  readonly #options: FeeTellerOptions;
  readonly #parts: FeeTellerParts;
  readonly #wallet: Wallet;
  readonly #address: Hex;
  #pending: Offer | undefined;
  #refusals = 0;
  #notBefore = 0;
  #running: Promise<void> = Promise.resolve();
  #cancel: (() => void) | undefined;
  #isClosed = false;

  /** @throws ARGUMENT_INVALID for a percentage beyond the most */
  constructor(options: FeeTellerOptions, parts: FeeTellerParts) {
    const { percent = defaultPercent } = options;
    if (!(percent >= 0 && percent <= mostPercent)) {
      const expected = `0 to ${mostPercent.toString()}`;
      throw new ProtocolError("ARGUMENT_INVALID", { option: "percent", value: percent.toString(), expected });
    }
    this.#options = options;
    this.#parts = parts;
    this.#wallet = new Wallet(options.key);
    this.#address = this.#wallet.address.toLowerCase() as Hex;
  }

  /** Starts looking at L1 at once; what it cannot do yet it tries again. @throws ARGUMENT_INVALID */
  static start(options: FeeTellerOptions, parts: FeeTellerParts): FeeTeller {
    const teller = new FeeTeller(options, parts);
    teller.#turn();
    return teller;
  }

  /** One look at L1, and what follows from it. @throws what L1 and the pool throw; FEE_ORACLE_REFUSED */
  async tick(): Promise<void> {
    const now = this.#parts.clock.now();
    this.#settle(now);
    if (now < this.#notBefore) return;
    const pending = this.#pending;
    const isWaiting = pending !== undefined && this.#parts.isWaiting(pending.hash);
    if (isWaiting && now - pending.at < patience) return;
    const fees = await readL1Fees(this.#parts.l1);
    if (pending === undefined && !this.#isDue(fees, now)) return;
    await this.#send(fees, now, isWaiting ? pending : undefined);
  }

  /** Ends when what is under way has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.#running;
  }

  #turn(): void {
    const { clock, onTrouble } = this.#parts;
    this.#running = this.tick()
      .catch((error: unknown) => onTrouble(error))
      .finally(() => {
        if (!this.#isClosed) this.#cancel = clock.after(this.#options.pollInterval, () => this.#turn());
      });
  }

  /** What was sent and is executed has left its figures with the oracle, or the oracle does not take them from this account. */
  #settle(now: number): void {
    const { nonceOf, told } = this.#parts;
    const pending = this.#pending;
    if (pending === undefined || nonceOf(this.#address) <= pending.nonce) return;
    this.#pending = undefined;
    const { baseFee, blobBaseFee } = told();
    if (baseFee === pending.fees.baseFee && blobBaseFee === pending.fees.blobBaseFee) {
      this.#refusals = 0;
      return;
    }
    const rest = Math.min(shortestRest * 2 ** this.#refusals++, longestRest);
    this.#notBefore = now + rest;
    const context = { account: this.#address, transaction: pending.hash, seconds: rest / 1_000 };
    throw new ProtocolError("FEE_ORACLE_REFUSED", context);
  }

  #isDue({ baseFee, blobBaseFee }: L1Fees, now: number): boolean {
    const { percent = defaultPercent, greatestAge = defaultAge } = this.#options;
    const told = this.#parts.told();
    if (now / 1_000 - Number(told.updatedAt) > greatestAge) return true;
    return hasMoved(told.baseFee, baseFee, percent) || hasMoved(told.blobBaseFee, blobBaseFee, percent);
  }

  async #send(fees: L1Fees, now: number, replaced: Offer | undefined): Promise<void> {
    const { nonceOf, offer, submit, onSent } = this.#parts;
    const asked = offer();
    const tip = larger(asked.tip, replaced && raised(replaced.tip));
    const maxFee = larger(2n * asked.baseFee + tip, replaced && raised(replaced.maxFee));
    const nonce = nonceOf(this.#address);
    const raw = (await this.#wallet.signTransaction({
      ...{ type: 2, chainId: this.#options.chainId, nonce: Number(nonce), gasLimit },
      ...{ maxFeePerGas: maxFee, maxPriorityFeePerGas: tip, to: predeploys.l1FeeOracle },
      data: oracle.encodeFunctionData("setFees", [fees.baseFee, fees.blobBaseFee]),
    })) as Hex;
    await submit(raw);
    this.#pending = { hash: keccak256(raw) as Hex, nonce, maxFee, tip, fees, at: now };
    onSent?.(fees);
  }
}

function hasMoved(from: bigint, to: bigint, percent: number): boolean {
  const by = to > from ? to - from : from - to;
  return by * 100n > from * BigInt(Math.round(percent));
}

/** What takes another's place pays a tenth more (NODE-10). */
function raised(price: bigint): bigint {
  return (price * 11n + 9n) / 10n;
}

function larger(one: bigint, other: bigint | undefined): bigint {
  return other !== undefined && other > one ? other : one;
}
