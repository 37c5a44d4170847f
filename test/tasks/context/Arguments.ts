import { expect } from "chai";

import { Arguments } from "../../../tasks/context/Arguments.js";
import { caught } from "../../helpers/caught.js";

const ID = `0x${"aB".repeat(32)}`;

describe("Arguments", () => {
  it("reads texts, flags, ids and amounts", () => {
    const args = new Arguments({ file: "asset.json", approve: true, asset: ID, units: "00120" });
    expect(args.text("file")).to.equal("asset.json");
    expect(args.flag("approve")).to.equal(true);
    expect(args.flag("dryRun")).to.equal(false);
    expect(args.id("asset")).to.equal(ID.toLowerCase());
    expect(args.amount("units")).to.equal(120n);
  });

  it("an option that is empty or no text is not given", () => {
    const args = new Arguments({ file: "", as: undefined, dryRun: true });
    for (const name of ["file", "as", "dryRun", "other"]) expect(args.optional(name)).to.equal(undefined);
  });

  it("ARGUMENT_MISSING: names the option as it is written on the command line", () => {
    const args = new Arguments({});
    for (const read of [
      () => args.text("recordDate"),
      () => args.id("recordDate"),
      () => args.amount("recordDate"),
    ]) {
      const error = caught(read);
      expect(error.code).to.equal("ARGUMENT_MISSING");
      expect(error.context["option"]).to.equal("--record-date");
      expect(error.exitCode).to.equal(1);
    }
  });

  for (const value of ["0x12", ID.slice(2), `${ID}00`, `0x${"g".repeat(64)}`, ` ${ID}`]) {
    it(`ARGUMENT_INVALID: ${value.slice(0, 12)} (${String(value.length)} characters) is no id`, () => {
      const error = caught(() => new Arguments({ asset: value }).id("asset"));
      expect(error.code).to.equal("ARGUMENT_INVALID");
      expect(error.context).to.include({ option: "--asset", value });
    });
  }

  it("reads a port, or that there is none", () => {
    const args = new Arguments({ port: "0", l1Port: "65535" });
    expect([args.port("port"), args.port("l1Port"), args.port("other")]).to.deep.equal([
      0,
      65_535,
      undefined,
    ]);
  });

  for (const value of ["-1", "65536", "80a", "1e3", " 80"]) {
    it(`ARGUMENT_INVALID: ${value} is no port`, () => {
      const error = caught(() => new Arguments({ l1Port: value }).port("l1Port"));
      expect(error.code).to.equal("ARGUMENT_INVALID");
      expect(error.context).to.include({ option: "--l1-port", value });
    });
  }

  for (const value of ["-1", "1.5", "1e3", "0x10", "1 000", "ten"]) {
    it(`ARGUMENT_INVALID: ${value} is no amount`, () => {
      const error = caught(() => new Arguments({ units: value }).amount("units"));
      expect(error.code).to.equal("ARGUMENT_INVALID");
      expect(error.context).to.include({ option: "--units", value });
    });
  }
});
