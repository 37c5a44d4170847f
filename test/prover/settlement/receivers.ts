import { expect } from "chai";
import type { AssetRules, HolderTree, JurisdictionSet } from "@muniment/protocol";
import { fieldHash, hashTags, jurisdictionSet, keyOf, QuadTree, treeDepths } from "@muniment/protocol";
import { executeBatch } from "../../helpers/settlement/executeBatch.js";
import { patched, plus } from "../../helpers/settlement/patched.js";
import { refusalOf } from "../../helpers/settlement/refusalOf.js";
import { assets, batchTime, SettlementWorld, standing } from "../../helpers/settlement/SettlementWorld.js";

const digest = `0x${"ab".repeat(32)}` as const;
const failed = (message: string) => `Circuit execution failed: ${message}`;

/** Inputs of a batch in which a bank shields bonds for Alice, after the world was changed. */
function shieldFor(change: (world: SettlementWorld) => void, amount = 5n) {
  const world = new SettlementWorld();
  change(world);
  return world.plan([world.shield(world.alice, assets.bond, amount), world.blank()]).state(digest).inputs;
}

const withRules = (rules: Partial<AssetRules>) => (world: SettlementWorld) =>
  world.rules.set(assets.bond, { ...world.rules.find(assets.bond).rules, ...rules });

describe("prover > settlement > receivers", function () {
  this.timeout(60_000);

  describe("standing", () => {
    it("SETTLE-36: refuses a receiver that is frozen", async () => {
      const inputs = shieldFor(({ holders, alice }) =>
        holders.set(alice.key.x, { ...standing, isFrozen: true }),
      );
      expect(await refusalOf(inputs)).to.equal(failed("a receiver is frozen"));
    });

    it("SETTLE-36: refuses a receiver whose claims expire at the batch's time, and takes one a second later", async () => {
      const at = (expiresAt: bigint) =>
        shieldFor(({ holders, alice }) => holders.set(alice.key.x, { ...standing, expiresAt }));
      expect(await refusalOf(at(batchTime))).to.equal(failed("a receiver's claims have expired"));
      await executeBatch(at(batchTime + 1n));
    });

    it("SETTLE-36: refuses a receiver in both legs alike", async () => {
      for (const name of ["alice", "bob"] as const) {
        const world = SettlementWorld.funded();
        const operation = world.delivery();
        world.holders.set(world[name].key.x, { ...standing, expiresAt: batchTime });
        const { inputs } = world.plan([operation, world.blank()]).state(digest);
        expect(await refusalOf(inputs)).to.equal(failed("a receiver's claims have expired"));
      }
    });

    it("SETTLE-28: refuses a standing that is not the one in the tree", async () => {
      const inputs = shieldFor(() => {});
      const place = ["batch", "operations", 0, "parties", 1, "standing"];
      for (const part of ["expires_at", "jurisdiction"]) {
        // Germany instead of Switzerland is allowed, and yet not what the registrars said.
        const other = patched(inputs, [...place, part], part === "jurisdiction" ? () => "0x114" : plus(1n));
        expect(await refusalOf(other)).to.equal(failed("a path does not lead from its leaf"));
      }
      const frozen = shieldFor(({ holders, alice }) =>
        holders.set(alice.key.x, { ...standing, isFrozen: true }),
      );
      const thawed = patched(frozen, [...place, "is_frozen"], () => false);
      expect(await refusalOf(thawed)).to.equal(failed("a path does not lead from its leaf"));
    });

    it("SETTLE-36: refuses a receiver in another tree of holders", async () => {
      const inputs = shieldFor(() => {});
      const other = patched(inputs, ["statement", "eligibility"], plus(1n));
      expect(await refusalOf(other)).to.equal(failed("a path does not lead to the root"));
    });
  });

  describe("jurisdictions", () => {
    const codes = [0, 1, 124, 125, 249, 250, 374, 375, 499, 500, 756, 894, 999];

    it("SETTLE-36: takes a receiver of every code that is in the set, at the bounds of halves and words", async () => {
      for (const code of codes) {
        const inputs = shieldFor((world) => {
          withRules({ jurisdictions: jurisdictionSet([code]) })(world);
          world.holders.set(world.alice.key.x, { ...standing, jurisdiction: code });
        });
        await executeBatch(inputs);
      }
    });

    it("SETTLE-36: refuses a receiver of every code that alone is not in the set", async () => {
      const all = Array.from({ length: 1000 }, (_, code) => code);
      for (const code of codes) {
        const inputs = shieldFor((world) => {
          withRules({ jurisdictions: jurisdictionSet(all.filter((one) => one !== code)) })(world);
          world.holders.set(world.alice.key.x, { ...standing, jurisdiction: code });
        });
        expect(await refusalOf(inputs)).to.equal(failed("a receiver's jurisdiction is not allowed"));
      }
    });

    it("SETTLE-28: refuses a code of 1000 or more, which would be another holder's frozen mark", async () => {
      const world = new SettlementWorld();
      const { x } = world.alice.key;
      const tree = new QuadTree(treeDepths.eligibility);
      tree.set(0n, fieldHash(hashTags.eligibilityLeaf, [x, standing.expiresAt, 2_000n]));
      const forged = {
        root: tree.root,
        find: () => ({ standing: { ...standing, jurisdiction: 1000 }, path: tree.path(0n) }),
      };
      const holders = forged as unknown as HolderTree;
      const plan = world.plan([world.shield(world.alice, assets.bond, 5n), world.blank()], { holders });
      expect(await refusalOf(plan.state(digest).inputs)).to.equal(
        failed("a jurisdiction is no ISO 3166-1 numeric code"),
      );
    });

    it("SETTLE-29: refuses a set whose words have more than 250 bits", async () => {
      const [first, second, third, fourth] = jurisdictionSet([756]);
      const jurisdictions: JurisdictionSet = [first, second, third, fourth + (1n << 250n)];
      expect(await refusalOf(shieldFor(withRules({ jurisdictions })))).to.equal(
        failed("call to assert_max_bit_size"),
      );
    });
  });

  describe("rules", () => {
    it("SETTLE-36: refuses a payment above the cap, and takes one of the cap", async () => {
      await executeBatch(shieldFor(withRules({ cap: 5n }), 5n));
      expect(await refusalOf(shieldFor(withRules({ cap: 5n }), 6n))).to.equal(
        failed("a payment is above the cap"),
      );
    });

    it("SETTLE-36: does not cap what a giver keeps", async () => {
      const world = SettlementWorld.funded();
      withRules({ cap: 400n })(world);
      await executeBatch(world.plan([world.delivery(), world.blank()]).state(digest).inputs);
    });

    it("SETTLE-29: refuses rules that are not in the tree", async () => {
      const inputs = shieldFor(() => {});
      const rules = ["batch", "operations", 0, "legs", 0, "rules"];
      const leaf = failed("a path does not lead from its leaf");
      expect(await refusalOf(patched(inputs, [...rules, "cap"], plus(1n)))).to.equal(leaf);
      expect(await refusalOf(patched(inputs, [...rules, "jurisdictions", 0], plus(2n)))).to.equal(leaf);
      // Another auditor's key, on the curve.
      const { x, y } = keyOf(5n);
      const auditor = () => ({ x: `0x${x.toString(16)}`, y: `0x${y.toString(16)}` });
      expect(await refusalOf(patched(inputs, [...rules, "auditor"], auditor))).to.equal(leaf);
      const root = patched(inputs, ["statement", "rules"], plus(1n));
      expect(await refusalOf(root)).to.equal(failed("a path does not lead to the root"));
    });

    it("SETTLE-29: an asset's rules are those of its number: blanks are held to them too", async () => {
      const inputs = shieldFor(() => {});
      const index = ["batch", "operations", 1, "legs", 1, "rules", "path", "index"];
      expect(await refusalOf(patched(inputs, index, plus(1n)))).to.equal(
        failed("a path does not lead from its leaf"),
      );
      expect(await refusalOf(patched(inputs, index, plus(1n << 14n)))).to.include("failed");
    });
  });
});
