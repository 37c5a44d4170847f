import { expect } from "chai";
import { network } from "hardhat";

import { ACTIONS, type Action, type ActionName } from "../../helpers/actions.js";
import { STAGE } from "../../helpers/evidence.js";
import type { Journey } from "../../helpers/journey.js";
import { refusal } from "../../helpers/refusal.js";
import { reach, SITUATION_NAMES, type Situation } from "../../helpers/situations.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

/**
 * What every action leads to in every situation: the stage after it, "stays" when it is allowed without a move, or the
 * error. "*" stands for the situations not named.
 */
const MATRIX: Readonly<Record<ActionName, Readonly<Record<string, string>>>> = {
  submitRegistration: { stays: "Unknown Submitted", LifecycleIllegalMove: "*" },
  addSerials: {
    LifecycleNotProposer: "Unknown",
    PledgePageAfterLast: "Submitted",
    LifecycleIllegalMove: "*",
  },
  approveRegistration: {
    LifecycleAssetUnknown: "Unknown",
    Registered: "Submitted",
    LifecycleIllegalMove: "*",
  },
  submitStructure: { StructuringCurrencyMismatch: "Unknown", stays: "Registered", LifecycleIllegalMove: "*" },
  approveStructure: {
    StructuringFinalityUnavailable: "Unknown Submitted",
    Structured: "Registered",
    LifecycleIllegalMove: "*",
  },
  submitToken: { LifecycleAssetUnknown: "Unknown", stays: "Structured", LifecycleIllegalMove: "*" },
  approveToken: {
    TokenizationTokenUnknown: "Unknown Submitted Registered",
    Tokenized: "Structured",
    TokenizationSupplyNotZero: "Issued Trading Suspended Defaulted Matured",
    LifecycleIllegalMove: "*",
  },
  submitOffer: {
    IssuanceOverStructured: "Unknown Submitted Registered",
    stays: "Tokenized Refunding",
    LifecycleOfferOpen: "OfferOpen",
    IssuanceFieldInvalid: "Matured Redeemed",
    LifecycleIllegalMove: "*",
  },
  openOffer: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured",
    stays: "Tokenized Refunding",
    IssuanceWrongState: "OfferOpen Issued Trading Suspended Defaulted Matured Redeemed",
    LifecycleIllegalMove: "Rejected Withdrawn",
  },
  subscribe: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured Tokenized",
    stays: "OfferOpen",
    IssuanceWrongState: "*",
  },
  allocate: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured Tokenized",
    stays: "OfferOpen",
    IssuanceWrongState: "*",
  },
  close: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured Tokenized",
    Issued: "OfferOpen",
    IssuanceWrongState: "*",
  },
  cancelOffer: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured Tokenized",
    stays: "OfferOpen",
    IssuanceWrongState: "*",
  },
  expireOffer: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured Tokenized",
    stays: "OfferOpen",
    IssuanceWrongState: "*",
  },
  deliver: {
    LifecycleNothingSubmitted: "Unknown Submitted Registered Structured Tokenized",
    stays: "Issued Trading Suspended Defaulted Matured Redeemed",
    IssuanceWrongState: "*",
  },
  submitTrading: { LifecycleAssetUnknown: "Unknown", stays: "Issued", LifecycleIllegalMove: "*" },
  approveTrading: { LifecycleAssetUnknown: "Unknown", Trading: "Issued", LifecycleIllegalMove: "*" },
  requestChanges: {
    LifecycleAssetUnknown: "Unknown",
    stays: "Submitted Registered Structured Tokenized Refunding Issued",
    LifecycleOfferOpen: "OfferOpen",
    LifecycleIllegalMove: "*",
  },
  withdraw: {
    LifecycleAssetUnknown: "Unknown",
    Withdrawn: "Registered Structured Tokenized Refunding",
    LifecycleOfferOpen: "OfferOpen",
    LifecycleIllegalMove: "*",
  },
  reject: {
    LifecycleAssetUnknown: "Unknown",
    Rejected: "Registered Structured Tokenized Refunding",
    LifecycleOfferOpen: "OfferOpen",
    LifecycleIllegalMove: "*",
  },
  rollback: {
    LifecycleAssetUnknown: "Unknown",
    Registered: "Structured",
    Structured: "Tokenized Refunding",
    LifecycleOfferOpen: "OfferOpen",
    LifecycleIllegalMove: "*",
  },
  suspend: {
    LifecycleAssetUnknown: "Unknown",
    Suspended: "Issued Trading",
    stays: "Suspended",
    LifecycleIllegalMove: "*",
  },
  suspendUrgently: {
    LifecycleAssetUnknown: "Unknown",
    Suspended: "Issued Trading",
    LifecycleIllegalMove: "*",
  },
  suspendLapsed: {
    TradingNotLapsed: "Unknown Submitted",
    Suspended: "Issued Trading",
    LifecycleIllegalMove: "*",
  },
  resume: { LifecycleAssetUnknown: "Unknown", Trading: "Suspended", LifecycleIllegalMove: "*" },
  release: { Trading: "Suspended", TradingSuspensionHolds: "*" },
  declareDefault: { Defaulted: "Issued Trading Suspended", LifecycleIllegalMove: "*" },
  cure: { Trading: "Defaulted", LifecycleIllegalMove: "*" },
  mature: { Matured: "Issued Trading", LifecycleIllegalMove: "*" },
  fixRecordDate: { stays: "Issued Trading Suspended Defaulted", ServicingNotRunning: "*" },
  payCoupon: {
    ServicingWrongInstrument: "Unknown Submitted Registered",
    stays: "Issued Trading Suspended Defaulted",
    ServicingNotRunning: "*",
  },
  fund: { stays: "Matured", RedemptionNotOpen: "*" },
  declareRecovery: { stays: "Defaulted", RedemptionNotOpen: "*" },
  redeem: { Redeemed: "Matured Defaulted", RedemptionNotOpen: "*" },
  redeemFor: { Redeemed: "Matured Defaulted", RedemptionNotOpen: "*" },
  finish: { LifecycleAssetUnknown: "Unknown", Redeemed: "Matured Defaulted", LifecycleIllegalMove: "*" },
  returnSurplus: { stays: "Redeemed", RedemptionNotOver: "*" },
  forceTransfer: {
    TradingTokenMissing: "Unknown Submitted Registered Structured Rejected Withdrawn",
    ERC20InsufficientBalance: "Tokenized OfferOpen Refunding Redeemed",
    stays: "Issued Trading Suspended Defaulted Matured",
  },
  recover: {
    TradingTokenMissing: "Unknown Submitted Registered Structured Rejected Withdrawn",
    stays: "*",
  },
  transfer: {
    noToken: "Unknown Submitted Registered Structured",
    ERC20InsufficientBalance: "Tokenized OfferOpen Refunding Redeemed Rejected Withdrawn",
    ERC7943CannotTransfer: "Issued Suspended Defaulted Matured",
    stays: "Trading",
  },
};

function outcomeOf(action: ActionName, situation: Situation): string {
  const cells = Object.entries(MATRIX[action]);
  const named = cells.find(([, situations]) => situations.split(" ").includes(situation));
  const [outcome] = named ?? cells.find(([, situations]) => situations === "*") ?? [];
  return outcome ?? expect.fail(`${action} has no cell for ${situation}`);
}

async function expectCell(
  world: World,
  journey: Journey,
  action: ActionName,
  outcome: string,
): Promise<void> {
  const { Lifecycle, Tokenization } = world.contracts;
  if (outcome === "noToken") {
    expect((await Tokenization.recordOf(journey.asset)).token).to.match(/^0x0+$/);
    return;
  }
  const entry: Action = ACTIONS[action];
  await entry.prepare?.(world, journey);
  const before = await Lifecycle.stateOf(journey.asset);
  const isMove = outcome in STAGE;
  if (isMove || outcome === "stays") {
    await entry.act(world, journey);
  } else {
    const { name, args } = await refusal(entry.act(world, journey));
    expect(name).to.equal(outcome);
    if (name === "LifecycleIllegalMove")
      expect([args.asset, args.from]).to.deep.equal([journey.asset, before.stage]);
  }
  const after = await Lifecycle.stateOf(journey.asset);
  expect(after.stage).to.equal(isMove ? BigInt(STAGE[outcome as keyof typeof STAGE]) : before.stage);
  expect(after.checkpoints).to.equal(before.checkpoints + (isMove ? 1n : 0n));
  if (isMove) expect(after.head).to.not.equal(before.head);
  else expect(after.head).to.equal(before.head);
}

describe("Stages and actions", () => {
  let world: World;
  before(async () => {
    world = await createWorld(connection);
  });

  for (const situation of SITUATION_NAMES) {
    describe(situation, () => {
      let journey: Journey;
      let clean: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;
      let reached: typeof clean;
      before(async () => {
        clean = await networkHelpers.takeSnapshot();
        journey = await reach(world, situation);
        reached = await networkHelpers.takeSnapshot();
      });
      afterEach(() => reached.restore());
      after(() => clean.restore());

      for (const action of Object.keys(MATRIX) as ActionName[]) {
        const outcome = outcomeOf(action, situation);
        it(`LIFE-3: ${situation} × ${action}: ${outcome}`, () => expectCell(world, journey, action, outcome));
      }
    });
  }

  it("LIFE-2: the stages are numbered 0 to 11, and every one of them has a row", async () => {
    const seen = new Set<bigint>();
    for (const situation of SITUATION_NAMES) {
      const clean = await networkHelpers.takeSnapshot();
      const { asset } = await reach(world, situation);
      const stage = await world.contracts.Lifecycle.stageOf(asset);
      if (situation in STAGE) expect(stage).to.equal(BigInt(STAGE[situation as keyof typeof STAGE]));
      seen.add(stage);
      await clean.restore();
    }
    expect([...seen].sort((a, b) => Number(a - b))).to.deep.equal(
      Array.from({ length: 12 }, (_, index) => BigInt(index)),
    );
  });

  for (const situation of ["Redeemed", "Rejected", "Withdrawn"] as const) {
    it(`LIFE-21: nothing leads out of ${situation}`, () => {
      for (const action of Object.keys(MATRIX) as ActionName[]) {
        expect(Object.keys(STAGE), action).to.not.include(outcomeOf(action, situation));
      }
    });
  }
});
