import { expect } from "chai";
import hre from "hardhat";

import { captured } from "../helpers/captured.js";

/** What `start --json` writes, as far as it is asserted here. */
interface Started {
  readonly refused: readonly { refused: string; error: string; reason: string }[];
  readonly refusals: readonly { module: string; code: string; sentence: string }[];
  readonly checkpoints: readonly {
    checkpoint: string;
    move: string;
    by: string;
    evidence: number;
    previous: string;
    hash: string;
  }[];
  readonly dvp: readonly { leg: string; from: string; to: string; amount: string; balance: string }[];
  readonly distribution: readonly { holder: string; paid: string }[];
  readonly distributed: readonly { declared: string; paid: string; residueReturned: string }[];
  readonly pool: string;
  readonly stage: string;
  readonly verified: readonly {
    lines: number;
    checkpoints: number;
    attestations: number;
    contractSigned: number;
    head: string;
  }[];
  readonly lines: number;
  readonly head: string;
  readonly attestations: readonly { topic: string }[];
  readonly finalized: readonly { level: string; evidence: string; l1Transaction: string }[];
  readonly withdrawals: readonly { status: string }[];
  readonly balances: readonly { chain: string; holder: string; units: string }[];
  readonly stranger: readonly Readonly<Record<string, string>>[];
  readonly auditor: readonly {
    batch: string;
    asset: string;
    from: string;
    to: string;
    paid: string;
    kept: string;
  }[];
  readonly finalAfter: readonly { lane: number; evidence: string; final: string }[];
  readonly anchored: readonly { level: string; evidence: string; batch: string }[];
  readonly tampering: readonly { tampered: string; found: string }[];
}

const FIVE = [
  "None → Registered",
  "Registered → Structured",
  "Structured → Tokenized",
  "Tokenized → Issued",
  "Issued → Trading",
];

describe("start", function () {
  // A thousand transactions, each signed, put on disk and waited for.
  this.timeout(900_000);
  let result: Started;
  let exitCode: unknown;

  before(async () => {
    const start = await captured(() => hre.tasks.getTask("start").run({ json: true }));
    exitCode = start.exitCode;
    expect(start.stdout, start.stderr).to.match(/^\{/);
    result = JSON.parse(start.stdout) as Started;
    expect(result).to.not.have.property("error");
  });

  it("leaves no exit code", () => {
    expect(exitCode).to.equal(undefined);
  });

  it("takes both assets through the five stages, and the bond to its end", () => {
    expect(result.checkpoints.map(({ move }) => move)).to.deep.equal([
      ...FIVE,
      ...FIVE,
      "Trading → Matured",
      "Matured → Redeemed",
    ]);
    expect(result.checkpoints.map(({ checkpoint }) => Number(checkpoint))).to.deep.equal([
      1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  it("shows each checkpoint by its approver, with evidence, chained to the one before", () => {
    for (const asset of [result.checkpoints.slice(0, 5), result.checkpoints.slice(5)]) {
      expect(asset.slice(0, 5).map(({ by }) => by)).to.deep.equal([
        "registrar",
        "structureApprover",
        "transferAgent",
        "distributor",
        "venue",
      ]);
      for (const [index, { evidence, previous }] of asset.entries()) {
        if (index < 5) expect(evidence).to.be.greaterThanOrEqual(3);
        if (index > 0) expect(previous).to.equal(asset[index - 1]?.hash);
      }
    }
    expect(new Set(result.checkpoints.map(({ hash }) => hash)).size).to.equal(12);
  });

  it("is refused without evidence, and says which proof is missing", () => {
    const refusal = {
      refused: "approval without evidence",
      error: "CheckpointAttestationMissing",
      reason: "LEGAL_ENTITY is not proven: 0 of 1 attestations.",
    };
    expect(result.refused).to.deep.equal([refusal, refusal]);
  });

  it("is refused transfers, and says by which rules", () => {
    expect(result.refusals.map(({ module, code }) => `${module} ${code}`)).to.deep.equal([
      "CountryAllowModule ERC7943CannotTransfer",
      "Token ERC7943CannotReceive",
      "CountryAllowModule ERC7943CannotTransfer",
    ]);
    for (const { sentence } of result.refusals) expect(sentence).to.match(/\.$/);
  });

  it("settles delivery versus payment: both legs or none", () => {
    const [delivery, payment] = result.dvp;
    expect([delivery?.leg, payment?.leg]).to.deep.equal(["delivery", "payment"]);
    expect([delivery?.from, delivery?.to]).to.deep.equal([payment?.to, payment?.from]);
    expect(BigInt(delivery?.balance ?? 0)).to.be.greaterThanOrEqual(BigInt(delivery?.amount ?? 0) * 2n);
    expect(payment?.balance).to.equal(payment?.amount);
  });

  it("distributes exactly what was declared: paid and residue together", () => {
    expect(result.distributed).to.have.length(1);
    const [sums] = result.distributed;
    const [declared, paid, residue] = [sums?.declared, sums?.paid, sums?.residueReturned].map((value) =>
      BigInt(value ?? -1),
    ) as [bigint, bigint, bigint];
    expect(paid + residue).to.equal(declared);
    expect(result.distribution.reduce((sum, row) => sum + BigInt(row.paid), 0n)).to.equal(paid);
    expect(paid).to.be.greaterThan(0n);
    expect(residue).to.be.lessThan(BigInt(result.distribution.length));
  });

  it("redeems the bond to the last unit and the last of the pool", () => {
    expect(result.stage).to.equal("Redeemed");
    expect(result.pool).to.equal("0");
  });

  it("verifies the audit trail of everything it did", () => {
    const [verified] = result.verified;
    expect(verified?.lines).to.equal(result.lines);
    expect(verified?.head).to.equal(result.head);
    expect(verified?.checkpoints).to.equal(result.checkpoints.length);
    expect(verified?.attestations).to.equal(result.attestations.length);
  });

  it("finds out three tamperings and names the line of each", () => {
    expect(result.tampering.map(({ tampered }) => tampered)).to.deep.equal([
      "one line changed",
      "one line deleted",
      "two lines exchanged",
    ]);
    const lines = result.tampering.map(({ found }) => /^Line (\d+) /.exec(found)?.[1]);
    expect(lines).to.deep.equal(["40", "25", "10"]);
  });

  it("NODE-4, ROLLUP-33: waits until it is FINAL on L1, by evidence that it calls trusted", () => {
    expect(result.finalized).to.have.length(1);
    const [finalized] = result.finalized;
    expect(finalized?.level).to.equal("FINAL");
    // Attesters that are slow come after FINAL: the lane's rule wants SECURED alone.
    expect(finalized?.evidence).to.match(/^(ATTESTED \(trusted: SIMULATED keys\), )?SECURED$/);
    expect(finalized?.l1Transaction).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("BRIDGE-20: takes part of a holding to L1, where it is minted once what is at home is locked", () => {
    expect(result.withdrawals.map(({ status }) => status)).to.deep.equal(["CLAIMED"]);
    const [kept, locked, crossed] = result.balances.map(({ units }) => BigInt(units)) as [
      bigint,
      bigint,
      bigint,
    ];
    expect(result.balances.map(({ chain }) => chain)).to.deep.equal(["L2", "L2", "L1"]);
    expect(locked).to.equal(crossed);
    expect(crossed > 0n && kept > crossed).to.equal(true);
  });

  it("SETTLE-94, SETTLE-102: settles in confidence, and a stranger sees neither amounts nor parties", () => {
    const [crossing] = result.stranger;
    expect(crossing).to.deep.equal({
      ...{ word: "value over the border", "operation 0": "0x0", "operation 1": "0x0" },
    });
    const words = result.stranger.slice(2).flatMap((row) => [row["operation 0"], row["operation 1"]]);
    for (const word of words) expect(word).to.match(/^0x[0-9a-f]{8,10}…[0-9a-f]{6}$/);
    expect(new Set(words).size).to.equal(words.length);
    const [proven, secured] = result.finalAfter;
    expect([proven?.lane, proven?.evidence]).to.deep.equal([2, "PROVEN"]);
    expect([secured?.lane, secured?.evidence]).to.deep.equal([1, "SECURED"]);
  });

  it("SETTLE-103: the auditor of the units reads their deposit and their sale", () => {
    const [deposit, sale] = result.auditor;
    expect(result.auditor).to.have.length(2);
    expect([deposit?.from, deposit?.to]).to.deep.equal(["a deposit on L1", sale?.from]);
    expect(sale?.to).to.not.equal(sale?.from);
    expect(Number(sale?.paid) + Number(sale?.kept)).to.equal(Number(deposit?.paid));
  });

  it("AUDIT-9: anchors the trail in a FINAL batch that L1 has", () => {
    expect(result.anchored.map(({ level }) => level)).to.deep.equal(["FINAL"]);
    expect(BigInt(result.anchored[0]?.batch ?? 0) > 0n).to.equal(true);
  });
});
