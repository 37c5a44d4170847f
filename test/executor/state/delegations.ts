import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Wallet } from "ethers";
import { openState, smallCapacity, takeSnapshot } from "../../../packages/executor/src/index.js";
import { encodeHeader, toHex } from "../../../packages/protocol/src/index.js";
import { executeBlock, storedGenesis } from "../../helpers/storedChain.js";
import { ether, lower, sender } from "../transition/helpers/chain.js";
import { at } from "../transition/helpers/bytecode.js";
import { account, authorize, delegating, fingerprint } from "../transition/helpers/world.js";

const wallet = new Wallet(`0x${"07".repeat(32)}`);
/** Far fewer codes than the chain has delegations. */
const runtime = { rules: { kind: "muniment" } as const, capacity: { ...smallCapacity, codes: 6 } };
const genesis = () => storedGenesis(runtime, new Map([[lower(sender.address), { balance: 1000n * ether }]]));

describe("delegations on disk", () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "muniment-delegations-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("EXEC-83, STORE-20: restarts from snapshots and logs hold the delegations that are, not those that were", () => {
    const twin = genesis();
    let parent = twin.entry.header;
    for (let round = 0; round < 5; round++) {
      const { state, log, header } = openState({ directory, runtime, genesis });
      expect(toHex(encodeHeader(header))).to.equal(toHex(parent));
      expect(state.root).to.equal(twin.state.root);
      for (let step = 0; step < 10; step++) {
        const nonce = round * 10 + step;
        const grant = authorize(wallet, { target: at(1000 + nonce), nonce: BigInt(nonce) });
        const raw = delegating([grant], { to: at(0xbeef), nonce, gasLimit: 1_000_000n });
        const entry = executeBlock(state, parent, [raw]);
        expect(toHex(executeBlock(twin.state, parent, [raw]).header)).to.equal(toHex(entry.header));
        log.append(entry);
        parent = entry.header;
        if (step === 6) {
          log.sync();
          takeSnapshot(directory, BigInt(nonce + 1));
        }
      }
      log.sync();
      log.close();
      const code = toHex(account(state, lower(wallet.address))?.code ?? new Uint8Array());
      expect(code).to.equal(`0xef0100${at(1000 + round * 10 + 9).slice(2)}`);
    }
    const { state, log, report } = openState({ directory, runtime, genesis });
    expect(report.load?.snapshot?.block).to.equal(47n);
    expect(fingerprint(state).split("\n").slice(2)).to.deep.equal(
      fingerprint(twin.state).split("\n").slice(2),
    );
    log.close();
  });
});
