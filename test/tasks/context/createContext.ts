import { expect } from "chai";

import { loadBond, type BondWalk } from "../../helpers/bondWalk.js";
import { caught } from "../../helpers/caught.js";

describe("createContext", () => {
  let bond: BondWalk;

  before(async () => {
    bond = await loadBond();
  });

  it("knows accounts by name and by address", async () => {
    const { addressOf, manifest, signerOf } = bond.context;
    const issuer = manifest.accounts["issuer"] ?? "";
    expect(addressOf("issuer")).to.equal(issuer);
    expect(addressOf(issuer.toLowerCase())).to.equal(issuer);
    expect(await (await signerOf("issuer")).getAddress()).to.equal(issuer);
  });

  it("ACCOUNT_UNKNOWN: refuses anything else and lists the names", () => {
    for (const account of ["nobody", "0x1234", ""]) {
      const error = caught(() => bond.context.addressOf(account));
      expect(error.code).to.equal("ACCOUNT_UNKNOWN");
      expect(error.context["account"]).to.equal(account);
      expect(String(error.context["known"])).to.contain("registrar");
    }
  });
});
