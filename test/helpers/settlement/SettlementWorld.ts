import { planBatch } from "@muniment/prover";
import type { BatchPlan, SettlementBatch } from "@muniment/prover";
import type {
  Crossing,
  GrumpkinKey,
  LegPlan,
  Note,
  SettlementOperation,
  Standing,
  UnsignedOperation,
} from "@muniment/protocol";
import {
  composeLeg,
  crossingKinds,
  fieldModulus,
  HolderTree,
  jurisdictionSet,
  keccak256,
  keyOf,
  messageOf,
  nullifierKeyHash,
  openChange,
  openPayment,
  RulesTree,
  settlementDomain,
  SettlementState,
  shieldTarget,
  signMessage,
  utf8,
} from "@muniment/protocol";

/** Somebody on the lane, with all its secrets. */
export interface Bank {
  readonly secret: bigint;
  readonly key: GrumpkinKey;
  readonly nullifierKey: bigint;
  readonly notes: Note[];
}

/** What a leg of a test does; what is not said is blank. */
export interface LegWish {
  readonly asset?: bigint;
  readonly notes?: readonly Note[];
  readonly paid?: bigint;
}

export interface Wish {
  readonly parties: readonly [Bank, Bank];
  readonly legs?: readonly [LegWish, LegWish?];
  readonly shield?: bigint;
  readonly unshield?: { readonly amount: bigint; readonly target: bigint };
}

/** Bonds are the asset 1, cash is 2; 0 is the asset of blanks, whose auditor nobody is. */
export const assets = { none: 0n, bond: 1n, cash: 2n } as const;

export const batchTime = 1_795_000_000n;
/** A day that no test's network reaches, however long ago it was started. */
export const farAway = batchTime + 1_000_000n;

/** In Switzerland, and not frozen. */
export const standing: Standing = { expiresAt: batchTime + 1_000n, jurisdiction: 756, isFrozen: false };

/** A lane of a rollup that is nowhere. */
const testLane = { chainId: 31337n, rollup: `0x${"11".repeat(20)}`, lane: 2n } as const;

/** A settlement lane of two banks, two auditors and no chance. */
export class SettlementWorld {
  readonly state = new SettlementState();
  readonly holders = new HolderTree();
  readonly rules = new RulesTree();
  readonly domain: bigint;
  readonly auditors: Record<"bond" | "cash", bigint>;
  readonly alice: Bank;
  readonly bob: Bank;
  /** Until when operations stand, Unix seconds; on a network whose clock runs, later. */
  expiresAt = batchTime + 60n;
  private draws = 0;

  /** @param domain Of the lane whose world it is. */
  constructor(domain: bigint = settlementDomain(testLane)) {
    this.domain = domain;
    this.alice = this.bank();
    this.bob = this.bank();
    this.auditors = { bond: this.random(), cash: this.random() };
    for (const { key } of [this.alice, this.bob]) this.holders.set(key.x, standing);
    const jurisdictions = jurisdictionSet([4, 276, 756, 894]);
    const cap = 10n ** 12n;
    this.rules.set(assets.none, {
      jurisdictions: jurisdictionSet([]),
      cap: 0n,
      auditor: keyOf(this.random()),
    });
    this.rules.set(assets.bond, { jurisdictions, cap, auditor: keyOf(this.auditors.bond) });
    this.rules.set(assets.cash, { jurisdictions, cap, auditor: keyOf(this.auditors.cash) });
  }

  /** The same elements in every run. */
  readonly random = (): bigint =>
    BigInt(keccak256(utf8(`settlement world ${String(this.draws++)}`))) % fieldModulus;

  bank(): Bank {
    const secret = this.random();
    return { secret, key: keyOf(secret), nullifierKey: this.random(), notes: [] };
  }

  /** An operation that is right, but for what `change` makes of it before it is signed. */
  operation(
    wish: Wish,
    change: (operation: UnsignedOperation) => UnsignedOperation = (same) => same,
  ): SettlementOperation {
    const { parties, legs = [{}], shield, unshield } = wish;
    const [giver, receiver] = parties;
    const plan = (leg: LegWish, from: Bank, to: Bank): LegPlan => ({
      asset: assets.none,
      notes: [],
      paid: 0n,
      ...leg,
      receiverKeyHash: nullifierKeyHash(to.nullifierKey),
      changeKeyHash: nullifierKeyHash(from.nullifierKey),
    });
    const first = {
      ...plan(legs[0], giver, receiver),
      entering: shield ?? 0n,
      leaving: unshield?.amount ?? 0n,
    };
    const composed = {
      ephemeral: this.random(),
      parties: [giver.key, receiver.key] as const,
      legs: [
        composeLeg(first, this.random),
        composeLeg(plan(legs[1] ?? {}, receiver, giver), this.random),
      ] as const,
    };
    const crossing = crossingOf(wish, () => shieldTarget(composed));
    const unsigned = change({ crossing, terms: this.random(), expiresAt: this.expiresAt, ...composed });
    return this.signed(unsigned, parties);
  }

  signed(unsigned: UnsignedOperation, parties: Wish["parties"]): SettlementOperation {
    const message = messageOf(unsigned, this.domain, [
      this.auditorOf(unsigned, 0),
      this.auditorOf(unsigned, 1),
    ]);
    const [first, second] = parties;
    return {
      ...unsigned,
      signatures: [signMessage(first.secret, message), signMessage(second.secret, message)],
    };
  }

  blank(): SettlementOperation {
    return this.operation({ parties: [this.bank(), this.bank()] });
  }

  shield(to: Bank, asset: bigint, amount: bigint): SettlementOperation {
    return this.operation({ parties: [this.bank(), to], legs: [{ asset, paid: amount }], shield: amount });
  }

  /** A batch of these operations, on the state, or on what is given in its place. */
  plan(operations: readonly SettlementOperation[], other: Partial<SettlementBatch> = {}): BatchPlan {
    const { state, holders, rules, domain } = this;
    return planBatch({ state, holders, rules, operations, domain, time: batchTime, ...other });
  }

  /** A world in which Alice has 1,000 bonds and Bob 5,000 in cash. */
  static funded(): SettlementWorld {
    const world = new SettlementWorld();
    const { alice, bob } = world;
    world.receive(
      world.plan([world.shield(alice, assets.bond, 1_000n), world.shield(bob, assets.cash, 5_000n)]),
    );
    return world;
  }

  /** Alice delivers 400 bonds, Bob pays 4,400. */
  delivery(change?: (operation: UnsignedOperation) => UnsignedOperation): SettlementOperation {
    const { alice, bob } = this;
    const legs = [
      { asset: assets.bond, notes: alice.notes, paid: 400n },
      { asset: assets.cash, notes: bob.notes, paid: 4_400n },
    ] as const;
    return this.operation({ parties: [alice, bob], legs }, change);
  }

  /** Gives both banks what they can read of a batch. */
  receive(plan: BatchPlan): void {
    for (const bank of [this.alice, this.bob]) {
      const nullifierKeys = [bank.nullifierKey];
      for (const sealed of plan.sealed) {
        for (const place of [0, 1] as const) {
          const holder = { owner: bank.key.x, spentKey: bank.nullifierKey, nullifierKeys };
          const found = [
            openPayment(sealed, place, { secret: bank.secret, nullifierKeys }),
            openChange(sealed, place, holder),
          ];
          bank.notes.push(
            ...found.filter((note) => note !== undefined && note.amount > 0n).map((note) => note as Note),
          );
        }
      }
    }
  }

  private auditorOf(operation: UnsignedOperation, place: 0 | 1): bigint {
    return this.rules.find(operation.legs[place].asset).rules.auditor.x;
  }
}

function crossingOf({ shield, unshield }: Wish, target: () => bigint): Crossing {
  if (shield !== undefined) return { kind: crossingKinds.shield, amount: shield, target: target() };
  if (unshield !== undefined) return { kind: crossingKinds.unshield, ...unshield };
  return { kind: crossingKinds.none, amount: 0n, target: 0n };
}
