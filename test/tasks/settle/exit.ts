import { expect } from "chai";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { network } from "hardhat";
import { encodeBatchHeader } from "@muniment/protocol";
import {
  composeShield,
  encodeRoster,
  ProverClient,
  rosterTrees,
  walletFile,
  type Roster,
} from "@muniment/sdk";

import { Arguments } from "../../../tasks/context/Arguments.js";
import { chainOf } from "../../../tasks/context/openChain.js";
import { run as exit } from "../../../tasks/settle/exit.js";
import type { SettleContext } from "../../../tasks/settle/SettleContext.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";
import { standing } from "../../helpers/settlement/SettlementWorld.js";
import { itemOf } from "../../L1/helpers/queueItems.js";
import { hexWord } from "../../L1/helpers/settlement/hexWord.js";
import { signRoots } from "../../L1/helpers/settlement/signRoots.js";
import { settlementNetwork, setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { nowOn, passTime } from "../../L1/helpers/setUpL1.js";
import { setUpWallets } from "../../sdk/confidential/helpers/setUpWallets.js";

const connection = await network.create(settlementNetwork);
const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("settle exit", function () {
  this.timeout(200_000);

  it("SETTLE-45, SETTLE-91: leaves an ended lane with a note, by a proof that is made here", async () => {
    const l1 = await setUpSettlement(connection, { generated: "exit" });
    const set = await setUpWallets(l1, connection);
    const { alice, world, desk, genesis, toolsOf, sync } = set;
    const { actors, queue, rollup, parameters, bond, roots: registry } = l1;
    const second = composeShield({ asset: 1n, amount: 50n }, toolsOf(alice));
    await desk.shield(actors.anyone, second);
    await desk.advance([second, world.blank()]);
    await sync(alice);
    const folder = await mkdtemp(join(tmpdir(), "settle-exit-"));
    const file = (name: string) => join(folder, `${name}.json`);
    await walletFile.create(file("wallet"), world.domain);
    await walletFile.write(file("wallet"), alice);

    const { item } = await itemOf(
      { queue },
      await desk.shield(actors.anyone, world.shield(world.alice, 1n, 7n)),
    );
    await passTime(l1, parameters.escapeDelay + 1n);
    const holders = [{ key: alice.key.x, ...standing }];
    const roster: Roster = {
      ...{ domain: world.domain, number: 9n, time: await nowOn(l1), holders, rules: [], signatures: [] },
    };
    await writeFile(file("roster"), JSON.stringify(encodeRoster(roster)));
    const trees = rosterTrees(roster);
    const message = {
      ...{ holders: hexWord(trees.holders.root), rules: hexWord(trees.rules.root) },
      ...{ number: roster.number, time: roster.time },
    };
    const signatures = await signRoots(registry, connection, { domain: world.domain, ...message });
    await registry.setRoots(message, signatures);
    await rollup.endLane(encodeBatchHeader(desk.tip), item);

    const { gateway, portal, exit: SettlementExit } = l1;
    const chain = chainOf(connection, 31_337n, "nowhere");
    const contracts = {
      ...{ SettlementRegistry: registry, SettlementGateway: gateway },
      ...{ SettlementPortal: portal, SettlementExit },
    };
    const output = new RecordedOutput();
    let calls = 0;
    /** Opens the exit and leaves with one note, then fails once. */
    const signerOf = async (account?: string) => {
      const signer = await chain.signerOf(account);
      const send = signer.sendTransaction.bind(signer);
      signer.sendTransaction = (request) =>
        ++calls === 3 ? Promise.reject(new Error("no connection")) : send(request);
      return signer;
    };
    const context = {
      ...{ l1: { ...chain, signerOf }, output, root, now: () => 0, pause: () => Promise.resolve() },
      prover: () => new ProverClient("http://nobody"),
      lane: {
        ...{ lane: 2, domain: world.domain, genesis, contracts, query: set.query, decimals: new Map() },
        registry: { chainId: 31_337n, registry: await registry.getAddress() },
      },
    } as unknown as SettleContext;
    const raw = { wallet: file("wallet"), roster: file("roster"), to: actors.council.address };
    const lost = await rejected(exit(context, new Arguments(raw)));
    expect(lost.code).to.equal("CHAIN_FAILED");
    expect(await bond.balanceOf(actors.council)).to.equal(1_000n);
    expect(output.rows("exits")).to.have.lengthOf(1);
    await exit(context, new Arguments(raw));
    expect(await bond.balanceOf(actors.council)).to.equal(1_050n);
    expect(output.rows("exits")).to.have.lengthOf(2);
    const again = await rejected(exit(context, new Arguments(raw)));
    expect(again.code).to.equal("SETTLEMENT_NOTHING_TO_EXIT");
  });
});
