import { expect } from "chai";
import { cases } from "../../../bench/token-gas/cases.js";
import { targetOf } from "../../../bench/token-gas/targetOf.js";

const REFERENCE = 1_000_001;
const kinds = {
  attested: { evidence: "attested", cached: false },
  cached: { evidence: "attested", cached: true },
  onchainid: { evidence: "onchainid", cached: false },
} as const;

/** Target of a case by name. */
function target(kind: keyof typeof kinds, name: string, perPart = false): number {
  const item = cases.find((known) => known.name === name);
  return targetOf(kinds[kind], item!, { reference: REFERENCE, perPart });
}

describe("bench > targetOf", () => {
  it("holds attested evidence to figures of its own", () => {
    expect(target("attested", "transfer, 1 topic")).to.equal(100_000);
    expect(target("attested", "transfer, 1 topic, 9 rules: + TimeExchange")).to.equal(240_000);
    expect(target("attested", "batchTransfer x20 to one holder, 0 rules", true)).to.equal(50_000);
    expect(target("attested", "batchTransfer x20 to 20 holders, 0 rules", true)).to.equal(50_000);
  });

  it("holds a cached transfer to less", () => {
    expect(target("cached", "transfer, 1 topic")).to.equal(60_000);
  });

  it("holds attested evidence to the reference's cost where no figure is set", () => {
    expect(target("attested", "transfer, 2 topics")).to.equal(REFERENCE);
    expect(target("attested", "batchTransfer x20 to one holder, 0 rules")).to.equal(REFERENCE);
    expect(target("attested", "batchTransfer x20 to one holder, 9 rules", true)).to.equal(REFERENCE);
    expect(target("attested", "mint, 9 rules")).to.equal(REFERENCE);
  });

  it("holds ONCHAINID evidence to a share of the reference in every movement, and to no more elsewhere", () => {
    for (const { name, kind } of cases) {
      expect(target("onchainid", name), name).to.equal(kind === "movement" ? 650_000 : REFERENCE);
    }
  });

  it("measures every case once by name, as many movements as there are in the list", () => {
    expect(new Set(cases.map(({ name }) => name)).size).to.equal(cases.length);
    expect(cases.filter(({ kind }) => kind === "other").map(({ name }) => name)).to.deep.equal([
      "registerIdentity",
      "setAddressFrozen",
      "freezePartialTokens",
      "recoveryAddress",
    ]);
  });
});
