import { readFileSync } from "node:fs";
import type { ProtocolError } from "@muniment/protocol";
import { computeAddress, id, toBeHex } from "ethers";
import {
  developmentAccount,
  evidenceOf,
  longestDispute,
  parseRollupParameters,
  simulatedKey,
  simulatedName,
  type RollupParameters,
} from "@muniment/sdk";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { developmentRollup } from "../../helpers/rollup/rollupParameters.js";

const productionPath = "ignition/parameters/rollup-production.json";

/** The error with which a text is refused. */
const refusalOf = (text: string): ProtocolError => caught(() => parseRollupParameters("file", text));

/** Some address that nobody else has. */
const someone = (number: number): string => toBeHex(0xabc000 + number, 20);

/** The production parameters with everything filled in. */
function filled(): RollupParameters {
  const text = readFileSync(productionPath, "utf8")
    .replace(/"<chain id[^>]*>"/, "777001")
    .replace(/<measurement[^>]*>/, `0x${"5e".repeat(32)}`)
    .replace(/<wei[^>]*>/, "1000000000000000000000");
  let number = 0;
  return JSON.parse(text.replace(/<address[^>]*>/g, () => someone(number++))) as RollupParameters;
}

type Change = (parameters: Mutable<RollupParameters>) => void;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends object ? Mutable<T[Key]> : T[Key] };

function changed(base: RollupParameters, change: Change): string {
  const copy = structuredClone(base);
  change(copy);
  return JSON.stringify(copy);
}

describe("parseRollupParameters", () => {
  it("DEPLOY-1: reads the parameters for development, under which a batch is FINAL within seconds", () => {
    const { isProduction, finality, delays, l1Depth } = developmentRollup();
    expect(isProduction).to.equal(false);
    expect(finality.window).to.be.at.most(3);
    expect(delays.escape).to.be.within(60, 6 * 3_600);
    expect(l1Depth).to.be.at.most(2);
  });

  it("DEPLOY-1: names the first placeholder that is left in the parameters for production", () => {
    const error = refusalOf(readFileSync(productionPath, "utf8"));
    expect(error.code).to.equal("ROLLUP_PARAMETER_MISSING");
    expect(error.context["field"]).to.equal("chainId");
    const later = refusalOf(changed(filled(), ({ accounts }) => (accounts["guardian"] = "<who pauses>")));
    expect(later.code).to.equal("ROLLUP_PARAMETER_MISSING");
    expect(later.context).to.deep.equal({ path: "file", field: "accounts.guardian", wanted: "who pauses" });
  });

  it("DEPLOY-1: takes the parameters for production once they are filled in", () => {
    expect(parseRollupParameters("file", JSON.stringify(filled()))).to.deep.equal(filled());
  });

  it("DEPLOY-1, ROLLUP_PARAMETERS_INVALID: names the field that is malformed", () => {
    expect(refusalOf("{").code).to.equal("ROLLUP_PARAMETERS_INVALID");
    const error = refusalOf(changed(developmentRollup(), ({ queue }) => (queue.gasPrice = "1.5")));
    expect(error.code).to.equal("ROLLUP_PARAMETERS_INVALID");
    expect(error.context["field"]).to.equal("queue.gasPrice");
    const unknown = JSON.stringify({ ...developmentRollup(), colour: "red" });
    expect(refusalOf(unknown).code).to.equal("ROLLUP_PARAMETERS_INVALID");
  });

  describe("values that do not fit one another", () => {
    const cases: readonly (readonly [string, Change])[] = [
      ["delays.timelock", ({ delays }) => (delays.timelock = delays.escape)],
      ["delays.sequencerLeave", ({ delays }) => (delays.sequencerLeave = delays.escape)],
      ["finality.window", ({ finality, delays }) => (finality.window = delays.escape)],
      ["finality.window", ({ finality, delays }) => (finality.window = delays.escape / 2)],
      ["queue.deadline", ({ queue, delays }) => (queue.deadline = delays.escape / 2)],
      ["disputes.bond", ({ disputes }) => (disputes.bond = "0")],
      ["disputes.replyTime", ({ disputes }) => (disputes.replyTime = disputes.clock + 1)],
      ["disputes.clock", ({ disputes, delays }) => (disputes.clock = delays.escape / 2)],
      ["finality.lane", ({ finality }) => (finality.lane = ["PROVEN"])],
      ["finality.classes.standard", ({ finality }) => (finality.classes.standard = ["PROVEN"])],
      ["roles.guardians.0", ({ roles }) => (roles.guardians = ["nobody"])],
      ["genesis.allocations.0.account", ({ genesis }) => (genesis.allocations[0]!.account = "nobody")],
      ["committer.defender", ({ committer }) => (committer.defender = "nobody")],
      ["queue.gasPrice", ({ queue }) => (queue.gasPrice = (1n << 64n).toString())],
      ["limits.ethPerDay", ({ limits }) => (limits.ethPerDay = (1n << 96n).toString())],
      ["bonds.sequencer", ({ bonds }) => (bonds.sequencer = "0")],
      ["sequencer.bond", ({ sequencer }) => (sequencer.bond = "1")],
      ["attestation.quorum", ({ attestation }) => (attestation.quorum = 4)],
      ["attestation.simulated", ({ attestation }) => attestation.simulated.push("attester1")],
      ["attestation.simulated.0", ({ accounts }) => (accounts["attester1"] = someone(1))],
      [
        "attestation.measurements",
        ({ attestation: { measurements } }) => measurements.push(measurements[0]!),
      ],
      [
        "attestation.measurements",
        ({ attestation }) => (attestation.measurements = [`0x${"00".repeat(32)}`]),
      ],
      ["settlement.lane", ({ settlement, lane }) => (settlement!.lane = lane)],
      ["settlement.registrars.0", ({ settlement }) => (settlement!.registrars[0] = "nobody")],
      ["settlement.operators.0", ({ settlement }) => (settlement!.operators = ["nobody"])],
      ["settlement.bond.account", ({ settlement }) => (settlement!.bond.account = "nobody")],
      ["settlement.registrars", ({ settlement }) => settlement!.registrars.push("settlementRegistrar1")],
      ["settlement.quorum", ({ settlement }) => (settlement!.quorum = 4)],
      [
        "settlement.queue.gasPrice",
        ({ settlement }) => (settlement!.queue.gasPrice = (1n << 64n).toString()),
      ],
      ["settlement.queue.deadline", ({ settlement }) => (settlement!.queue.deadline = 1_800)],
      ["settlement.queue.gasLimit", ({ settlement }) => (settlement!.queue.gasLimit = 1_999_999)],
      ["settlement.bond.amount", ({ settlement }) => (settlement!.bond.amount = "999999999999999")],
      ["settlement.assets", ({ settlement }) => (settlement!.assets[1]!.asset = 1)],
      [
        "settlement.assets",
        ({ settlement }) => settlement!.assets.forEach((asset) => (asset.token = someone(5))),
      ],
    ];
    for (const [field, change] of cases) {
      const rule = field.startsWith("settlement") ? "DEPLOY-15" : "DEPLOY-2";
      it(`${rule}: refuses them, and names ${field}`, () => {
        const error = refusalOf(changed(developmentRollup(), change));
        expect(error.code).to.equal("ROLLUP_PARAMETERS_INVALID");
        expect(error.context["field"]).to.equal(field);
      });
    }

    it("DEPLOY-2, ROLLUP-36: in production the timelock is longer by what may be paused", () => {
      const text = changed(filled(), ({ delays }) => (delays.timelock = delays.escape + 14 * 86_400));
      expect(refusalOf(text).context["field"]).to.equal("delays.timelock");
    });
  });

  describe("production", () => {
    const cases: readonly (readonly [string, string, Change])[] = [
      ["DEPLOY-3", "delays.escape", ({ delays }) => (delays.escape = 23 * 86_400 - 1)],
      ["DEPLOY-3", "finality.window", ({ finality }) => (finality.window = 3)],
      ["DEPLOY-3, DISPUTE-14", "disputes.clock", ({ disputes }) => (disputes.clock = 86_399)],
      ["DEPLOY-3, DISPUTE-14", "disputes.replyTime", ({ disputes }) => (disputes.replyTime = 3_599)],
      ["DEPLOY-3, DISPUTE-14", "disputes.clock", ({ disputes }) => (disputes.clock = 3 * 86_400)],
      ["DEPLOY-3", "queue.deadline", ({ queue }) => (queue.deadline = 60)],
      ["DEPLOY-3", "attestation.activationDelay", ({ attestation }) => (attestation.activationDelay = 0)],
      ["DEPLOY-3", "l1Depth", (parameters) => (parameters.l1Depth = 2)],
      ["DEPLOY-3", "attestation.quorum", ({ attestation }) => (attestation.quorum = 1)],
      ["DEPLOY-3", "bonds.batchGwei", ({ bonds }) => (bonds.batchGwei = 0)],
      ["DEPLOY-3", "committer.bond", ({ committer }) => (committer.bond = "999999999999999999")],
      ["DEPLOY-3", "queue.gasPrice", ({ queue }) => (queue.gasPrice = "0")],
      ["DEPLOY-3", "limits.ethPerDay", ({ limits }) => (limits.ethPerDay = "0")],
      ["DEPLOY-3", "l1ChainId", (parameters) => delete (parameters as { l1ChainId?: number }).l1ChainId],
      ["DEPLOY-16", "settlement.verifiers", ({ settlement }) => (settlement!.verifiers = "insecure")],
      ["DEPLOY-16", "settlement.quorum", ({ settlement }) => (settlement!.quorum = 1)],
      ["DEPLOY-16", "settlement.queue.deadline", ({ settlement }) => (settlement!.queue.deadline = 3_599)],
      ["DEPLOY-16", "settlement.queue.gasPrice", ({ settlement }) => (settlement!.queue.gasPrice = "0")],
      [
        "DEPLOY-16",
        "settlement.assets.0.token",
        ({ settlement }) => (settlement!.assets[0]!.token = "TestCash"),
      ],
      [
        "DEPLOY-4",
        "genesis.developmentAccounts",
        ({ genesis }) => (genesis.developmentAccounts = { count: 1, balance: "1" }),
      ],
      ["DEPLOY-4", "accounts.operator", ({ accounts }) => (accounts["operator"] = 3)],
      ["DEPLOY-4", "accounts.operator", ({ accounts }) => (accounts["operator"] = "simulated:operator")],
      ["DEPLOY-4", "accounts.operator", ({ accounts }) => (accounts["operator"] = developmentAccount(7))],
      ["DEPLOY-4", "accounts.operator", ({ accounts }) => (accounts["operator"] = toBeHex(0, 20))],
      [
        "DEPLOY-4, ROLLUP-33",
        "attestation.simulated",
        ({ attestation, accounts }) => {
          for (const name of ["one", "two", "three"]) accounts[name] = `simulated:${name}`;
          attestation.simulated = ["one", "two", "three"];
        },
      ],
      [
        "DEPLOY-4",
        "accounts.whale",
        ({ accounts, genesis }) => {
          accounts["whale"] = developmentAccount(0).toLowerCase();
          genesis.allocations.push({ account: "whale", balance: "1" });
        },
      ],
      [
        "DEPLOY-4",
        "accounts.committer",
        ({ accounts }) => (accounts["committer"] = computeAddress(simulatedKey("committer"))),
      ],
    ];
    for (const [rule, field, change] of cases) {
      it(`${rule}: refuses them, and names ${field}`, () => {
        const error = refusalOf(changed(filled(), change));
        expect(error.code).to.equal("ROLLUP_PARAMETER_UNSAFE");
        expect(error.context["field"]).to.equal(field);
      });
    }

    it("DEPLOY-4: knows every simulated key of the parameters for development", () => {
      for (const account of Object.values(developmentRollup().accounts)) {
        const address = computeAddress(simulatedKey(simulatedName(account) ?? ""));
        const text = changed(filled(), ({ accounts }) => (accounts["keeper"] = address));
        expect(refusalOf(text).context["problem"]).to.equal("everybody has its key");
      }
    });
  });

  it("DEPLOY-5: makes a simulated key of its name alone", () => {
    expect(simulatedKey("committer")).to.equal(id("muniment simulated key committer"));
    expect(simulatedName("simulated:committer")).to.equal("committer");
    expect(simulatedName(someone(1))).to.equal(undefined);
  });

  it("ROLLUP-28: takes the names of evidence for what they say", () => {
    expect(evidenceOf(["SECURED"])).to.equal(2);
    expect(evidenceOf(["SECURED", "ATTESTED"])).to.equal(3);
    expect(evidenceOf(["SECURED", "PROVEN"])).to.equal(6);
  });

  it("DISPUTE-14: in production window, longest dispute and a week fit before the escape", () => {
    const { disputes, finality, delays } = filled();
    const { clock, replyTime } = disputes;
    const longest = longestDispute({ clock: BigInt(clock), replyTime: BigInt(replyTime) });
    expect(longest).to.equal(766_800n);
    expect(BigInt(finality.window) + longest + 7n * 86_400n).to.be.below(BigInt(delays.escape));
  });

  it("names the accounts of development networks", () => {
    expect(developmentAccount(0)).to.equal("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
  });
});
