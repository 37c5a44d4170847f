import { expect } from "chai";
import {
  buildAudit,
  formatAudit,
  hashHeader,
  hashLine,
  parseAudit,
  verifyAudit,
  type AuditTrail,
} from "@muniment/sdk";
import type { Hex } from "@muniment/protocol";
import fc from "fast-check";
import { network } from "hardhat";

import { caught } from "../helpers/caught.js";
import { bringTo } from "../helpers/journey.js";
import { createWorld } from "../helpers/world.js";

const SEED = 20_261_121;
const connection = await network.create({ network: "l1", chainType: "l1" });

interface Trails {
  readonly asset: AuditTrail;
  readonly whole: AuditTrail;
}

async function createTrails(): Promise<Trails> {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Trading");
  await bringTo(world, "Registered");
  const { provider } = world.ethers;
  const parameters = { provider, contracts: world.contracts, fromBlock: 0 };
  return {
    asset: await buildAudit({ ...parameters, asset: asset as Hex }),
    whole: await buildAudit(parameters),
  };
}

/** The same lines chained anew, as a forger who knows the format would. */
function rechain(trail: AuditTrail): AuditTrail {
  let previous = hashHeader(trail.header);
  const lines = trail.lines.map(({ hash: _, ...body }, index) => {
    const line = { ...body, line: index + 1, previous };
    previous = hashLine(line);
    return { ...line, hash: previous };
  });
  return { ...trail, lines, count: lines.length, head: previous };
}

describe("audit", () => {
  let trails: Trails;
  before(async () => {
    trails = await createTrails();
  });

  describe("buildAudit and verifyAudit", () => {
    it("AUDIT-1, AUDIT-5: verifies what the chain's events say", () => {
      const result = verifyAudit(trails.whole, trails.whole.head);
      expect(result.lines).to.equal(trails.whole.lines.length);
      expect(result.checkpoints).to.equal(6);
      expect(result.attestations).to.be.greaterThan(20);
      expect(result.contractSigned).to.equal(0);
    });

    it("AUDIT-8: keeps to one asset, with its token, its offer and its evidence", () => {
      const events = new Set(trails.asset.lines.map(({ event }) => event));
      expect([...events]).to.include.members([
        "AssetOpened",
        "RegistrationSubmitted",
        "SerialsClaimed",
        "AttestationRecorded",
        "StageAdvanced",
        "SuiteDeployed",
        "OfferOpened",
        "Subscribed",
        "UnitsDelivered",
        "Transfer",
      ]);
      expect(trails.asset.lines.length).to.be.lessThan(trails.whole.lines.length);
      expect(verifyAudit(trails.asset).checkpoints).to.equal(5);
    });

    it("AUDIT-2, AUDIT-3: chains every line to the one before, from the header on", () => {
      const { header, lines, count, head } = trails.asset;
      expect(lines[0]?.previous).to.equal(hashHeader(header));
      lines.slice(1).forEach((line, index) => {
        expect(line.previous, `line ${String(line.line)}`).to.equal(lines[index]?.hash);
      });
      expect(count).to.equal(lines.length);
      expect(head).to.equal(lines.at(-1)?.hash);
    });
  });

  describe("tampering", () => {
    it("AUDIT-4: names the line whose contents were changed", () => {
      fc.assert(
        fc.property(
          fc.nat({ max: trails.asset.lines.length - 1 }),
          fc.constantFrom("time", "address", "event", "contract" as const),
          (index, field) => {
            const lines = trails.asset.lines.map((line, at) =>
              at === index ? { ...line, [field]: "0x00" } : line,
            );
            const error = caught(() => verifyAudit({ ...trails.asset, lines }));
            expect(error.code).to.equal("AUDIT_TAMPERED");
            expect(error.context["line"]).to.equal(index + 1);
          },
        ),
        { seed: SEED, numRuns: 60 },
      );
    });

    it("AUDIT-4: names the line that is missing, also at the end", () => {
      fc.assert(
        fc.property(fc.nat({ max: trails.asset.lines.length - 1 }), (index) => {
          const lines = trails.asset.lines.filter((_, at) => at !== index);
          const error = caught(() => verifyAudit({ ...trails.asset, lines }));
          expect(error.code).to.equal("AUDIT_TAMPERED");
          expect(error.context["line"]).to.equal(index + 1);
        }),
        { seed: SEED, numRuns: 60 },
      );
    });

    it("AUDIT-4: names the first of two lines that were exchanged, and a line that was inserted", () => {
      const [first, second, ...rest] = trails.asset.lines;
      if (first === undefined || second === undefined) expect.fail("the trail is empty");
      const exchanged = caught(() => verifyAudit({ ...trails.asset, lines: [second, first, ...rest] }));
      expect(exchanged.context["line"]).to.equal(1);
      const inserted = caught(() => verifyAudit({ ...trails.asset, lines: [first, first, second, ...rest] }));
      expect(inserted.context["line"]).to.equal(2);
    });

    it("AUDIT-5: finds a forged checkpoint although the lines are chained anew", () => {
      const at = trails.asset.lines.findIndex(({ event }) => event === "StageAdvanced");
      const lines = trails.asset.lines.map((line, index) => {
        if (index !== at) return line;
        const args = line.args as { checkpoint: Record<string, string> };
        return {
          ...line,
          args: { ...args, checkpoint: { ...args.checkpoint, actor: trails.asset.header.lifecycle } },
        };
      });
      const error = caught(() => verifyAudit(rechain({ ...trails.asset, lines })));
      expect(error.code).to.equal("AUDIT_TAMPERED");
      expect(error.context["line"]).to.equal(at + 1);
    });

    it("AUDIT-5: finds a forged attestation and evidence that was left out, although the lines are chained anew", () => {
      const at = trails.asset.lines.findIndex(({ event }) => event === "AttestationRecorded");
      const forged = trails.asset.lines.map((line, index) => {
        if (index !== at) return line;
        const args = line.args as { attestation: Record<string, string> };
        return { ...line, args: { ...args, attestation: { ...args.attestation, expiresAt: "99999999999" } } };
      });
      const changed = caught(() => verifyAudit(rechain({ ...trails.asset, lines: forged })));
      expect(changed.context["line"]).to.equal(at + 1);

      const without = rechain({
        ...trails.asset,
        lines: trails.asset.lines.filter((_, index) => index !== at),
      });
      const missing = caught(() => verifyAudit(without));
      expect(missing.code).to.equal("AUDIT_TAMPERED");
      expect(String(missing.context["problem"])).to.contain("not recorded before it");
    });

    it("AUDIT-6: a trail rewritten as a whole has another head", () => {
      const at = trails.asset.lines.findIndex(({ event }) => event === "Transfer");
      const lines = trails.asset.lines.filter((_, index) => index !== at);
      const rewritten = rechain({ ...trails.asset, lines });
      const error = caught(() => verifyAudit(rewritten, trails.asset.head));
      expect(error.code).to.equal("AUDIT_HEAD_MISMATCH");
    });
  });

  describe("formatAudit and parseAudit", () => {
    for (const format of ["json", "csv"] as const) {
      it(`AUDIT-7: ${format} reads back as it was written`, () => {
        expect(parseAudit("trail", formatAudit(trails.asset, format))).to.deep.equal(trails.asset);
      });
    }

    it("AUDIT_UNREADABLE: names the file that is no trail", () => {
      for (const text of ["", "{", '{"lines": []}', "header,{}\nline\n"]) {
        const error = caught(() => parseAudit("trail.txt", text));
        expect(error.code).to.equal("AUDIT_UNREADABLE");
        expect(error.context["file"]).to.equal("trail.txt");
      }
    });
  });
});
