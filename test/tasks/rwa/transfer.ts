import { expect } from "chai";

import { tokenOf } from "../../../tasks/context/tokenOf.js";
import { run as explain } from "../../../tasks/rwa/explain.js";
import { run as holders } from "../../../tasks/rwa/holders.js";
import { run as transfer } from "../../../tasks/rwa/transfer.js";
import { RwaToken__factory } from "../../../typechain-types/index.js";
import { loadBond, NO_ASSET, runTask, type BondWalk } from "../../helpers/bondWalk.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";
import { Arguments } from "../../../tasks/context/Arguments.js";

const ALLOWED = { from: "investor7", to: "investor10", units: "100" };
/** More than the sender has and the receiver may hold, to a country that is not allowed. */
const REFUSED = { from: "investor7", to: "investor11", units: "50001" };
const REASONS = [
  "Token ERC20InsufficientBalance",
  "CountryAllowModule ERC7943CannotTransfer",
  "MaxBalanceModule ERC7943CannotTransfer",
];

describe("rwa transfer and rwa explain", () => {
  let bond: BondWalk;

  const balanceOf = async (account: string): Promise<bigint> => {
    const token = RwaToken__factory.connect(await tokenOf(bond.context, bond.asset), bond.context.provider);
    return token.balanceOf(bond.context.addressOf(account));
  };

  beforeEach(async () => {
    bond = await loadBond();
  });

  it("moves units between holders", async () => {
    const before = await balanceOf("investor7");
    const output = await runTask(bond, transfer, ALLOWED);
    expect(output.lines).to.deep.equal(["Transferred 100 units to investor10."]);
    expect(await balanceOf("investor10")).to.equal(100n);
    expect(await balanceOf("investor7")).to.equal(before - 100n);
  });

  it("explains that an allowed transfer would succeed, and moves nothing", async () => {
    const output = await runTask(bond, explain, ALLOWED);
    expect(output.lines).to.deep.equal(["The transfer would succeed."]);
    expect(output.rows("refusals")).to.deep.equal([]);
    expect(await balanceOf("investor10")).to.equal(0n);
  });

  for (const [name, run] of [
    ["transfer", transfer],
    ["explain", explain],
  ] as const) {
    it(`TRANSFER_REFUSED: ${name} shows every rule that refuses: module, code and sentence`, async () => {
      const output = new RecordedOutput();
      const refused = run({ ...bond.context, output }, new Arguments({ asset: bond.asset, ...REFUSED }));
      const error = await rejected(refused);
      expect(error.code).to.equal("TRANSFER_REFUSED");
      expect(error.exitCode).to.equal(2);
      expect(error.context["count"]).to.equal(3);
      const rows = output.rows("refusals");
      expect(rows.map(({ module, code }) => `${String(module)} ${String(code)}`)).to.have.members(REASONS);
      const sentences = rows.map(({ sentence }) => String(sentence));
      expect(sentences).to.include("The receiver's country is not among those the asset is offered in.");
      expect(sentences).to.include(
        `${bond.context.addressOf("investor7")} has ${String(await balanceOf("investor7"))}, 50001 needed.`,
      );
      expect(await balanceOf("investor11")).to.equal(0n);
    });

    it(`TOKEN_MISSING: ${name} says that the asset has no token`, async () => {
      const error = await rejected(runTask(bond, run, { ...ALLOWED, asset: NO_ASSET }));
      expect(error.code).to.equal("TOKEN_MISSING");
      expect(error.context["asset"]).to.equal(NO_ASSET);
    });
  }

  it("TOKEN_MISSING: holders says that the asset has no token", async () => {
    const error = await rejected(runTask(bond, holders, { asset: NO_ASSET }));
    expect(error.code).to.equal("TOKEN_MISSING");
  });

  it("simulates with --dry-run, and leaves the reasons to the signer with --calldata-only", async () => {
    const dryRun = await runTask(bond, transfer, ALLOWED, "dry-run");
    expect(dryRun.rows("dryRun")).to.have.length(1);
    const calls = await runTask(bond, transfer, REFUSED, "calldata-only");
    expect(calls.rows("calls")[0]).to.include({ from: bond.context.addressOf("investor7") });
    expect(await balanceOf("investor10")).to.equal(0n);
  });
});
