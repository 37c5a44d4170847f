import { expect } from "chai";
import { openChain } from "../../../bench/chain/openChain.js";
import { deployOwn } from "../../../bench/chain/deployOwn.js";
import { send } from "../../../bench/chain/send.js";
import type { Frame } from "../../../bench/profile/Frame.js";
import { profileTransaction } from "../../../bench/profile/profileTransaction.js";
import { toProfileRows } from "../../../bench/profile/toProfileRows.js";
import { toSummaryRows } from "../../../bench/profile/toSummaryRows.js";
import { openStage } from "../../../bench/token-gas/openStage.js";

const sumOf = ({ own, children }: Frame): number => children.reduce((sum, child) => sum + sumOf(child), own);

describe("bench > profileTransaction", () => {
  it("counts the storage of a plain transfer", async () => {
    const chain = await openChain();
    const [owner, other] = chain.signers;
    const cash = await deployOwn(chain, "TestCash");
    for (const holder of [owner!, other!]) await send(cash, owner!, "mint", [holder.address, 10n]);
    const receipt = await send(cash, owner!, "transfer", [other!.address, 1n]);
    const frame = await profileTransaction(chain, receipt);
    expect(frame).to.deep.include({ label: "TestCash.transfer", depth: 1, children: [] });
    expect(frame).to.include({ coldLoads: 2, warmLoads: 0, stores: 2, logs: 1, calls: 0, coldAccounts: 0 });
    expect(frame.own).to.equal(frame.total);
    expect(frame.total).to.be.below(Number(receipt.gasUsed));
  });

  it("gives every unit of gas to one call, names calls through proxies, and sums by function", async () => {
    const { chain, people, reference } = await openStage();
    const { token } = await reference.deploy({ topics: 1, rules: 0 });
    const receipt = await send(token, people.sender, "transfer", [people.receiver.address, 1n]);
    const frame = await profileTransaction(chain, receipt);
    expect(sumOf(frame)).to.equal(frame.total);

    const rows = toProfileRows(frame);
    expect(rows[0]).to.include({ call: "Token proxy.transfer", total: frame.total });
    expect(rows[1]!["call"]).to.equal("  TREXImplementationAuthority.getTokenImplementation");
    expect(rows.map(({ call }) => String(call).trim())).to.include("Token.transfer (delegated)");

    const summary = toSummaryRows(frame);
    expect(summary.reduce((sum, { own }) => sum + Number(own), 0)).to.equal(frame.total);
    expect(summary.reduce((sum, { times }) => sum + Number(times), 0)).to.equal(rows.length);
    expect(summary.map(({ own }) => Number(own))).to.deep.equal(
      summary.map(({ own }) => Number(own)).sort((a, b) => b - a),
    );
  });
});
