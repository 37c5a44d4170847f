import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileSendJournal, ReliableSender } from "@muniment/sdk";
import type { SenderOptions, SendIntent } from "@muniment/sdk";
import { isProtocolError } from "@muniment/protocol";
import type { Hex, ProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { JsonRpcProvider, toBeHex, Wallet } from "ethers";
import { Anvil } from "../../helpers/Anvil.js";

const gwei = 10n ** 9n;
const target: Hex = "0x00000000000000000000000000000000000a11ce";
const intent = (id: string, value = 1n): SendIntent => ({ id, to: target, data: "0x", value });

describe("sdk > ReliableSender", function () {
  this.timeout(60_000);

  const key = `0x${"5a".repeat(32)}`;
  const wallet = new Wallet(key);
  let anvil: Anvil;
  let provider: JsonRpcProvider;
  let directory: string;
  let troubles: ProtocolError[];

  beforeEach(async () => {
    anvil = await Anvil.start("osaka", gwei);
    provider = new JsonRpcProvider(anvil.url, undefined, { cacheTimeout: -1, staticNetwork: true });
    directory = mkdtempSync(join(tmpdir(), "muniment-sender-"));
    troubles = [];
    await anvil.call("anvil_setBalance", wallet.address, toBeHex(10n ** 20n));
    await anvil.call("evm_setAutomine", false);
  });

  afterEach(() => {
    provider.destroy();
    anvil.stop();
    rmSync(directory, { recursive: true });
  });

  const open = async (options: Partial<SenderOptions> = {}): Promise<ReliableSender> =>
    ReliableSender.open({
      provider,
      wallet,
      journal: await FileSendJournal.open(directory),
      confirmations: 2,
      feeLimit: 1_000n * gwei,
      onTrouble: (trouble) => troubles.push(trouble),
      ...options,
    });
  const mine = async (blocks = 1): Promise<void> => {
    for (let block = 0; block < blocks; block++) await anvil.call("evm_mine");
  };
  const balance = async (): Promise<bigint> => provider.getBalance(target);
  const codeOf = async (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "nothing was thrown",
      (error: unknown) => (isProtocolError(error) ? error.code : String(error)),
    );

  it("NODE-19: counts a transaction as done after its confirmations, not before", async () => {
    const sender = await open();
    await sender.submit(intent("one"));
    await mine();
    expect(await sender.tick()).to.deep.equal([]);
    await mine();
    const [outcome, ...others] = await sender.tick();
    expect(others).to.deep.equal([]);
    expect(outcome?.id).to.equal("one");
    expect(outcome?.receipt.status).to.equal(1);
    expect(sender.pending).to.deep.equal([]);
    expect(await balance()).to.equal(1n);
  });

  it("NODE-17: an intent that it knows is not sent again, also after a restart", async () => {
    const first = await open();
    const entry = await first.submit(intent("one"));
    const second = await open();
    expect(await second.submit(intent("one"))).to.deep.equal(entry);
    await mine(2);
    await second.tick();
    const third = await open();
    await third.submit(intent("one"));
    await third.submit(intent("two", 10n));
    await mine(2);
    await third.tick();
    expect(await balance()).to.equal(11n);
    expect(await provider.getTransactionCount(wallet.address)).to.equal(2);
  });

  it("NODE-17: what was signed and never left is sent after a restart, under its nonce", async () => {
    const sender = await open();
    const entry = await sender.submit(intent("one"));
    await anvil.call("anvil_dropTransaction", entry.attempts[0]?.hash);
    await mine(2);
    expect(await balance()).to.equal(0n);
    const next = await open();
    await next.tick();
    await mine(2);
    const [outcome] = await next.tick();
    expect(outcome?.receipt.hash).to.equal(entry.attempts[0]?.hash);
  });

  it("NODE-18: raises the offer under the same nonce when L1 does not take it", async () => {
    const sender = await open({ raiseAfter: 2 });
    const entry = await sender.submit({ ...intent("one") });
    // Out of the pool, and L1 asks for more.
    await anvil.call("anvil_dropTransaction", entry.attempts[0]?.hash);
    await anvil.call("anvil_setNextBlockBaseFeePerGas", toBeHex(50n * gwei));
    await mine(2);
    await sender.tick();
    const raised = sender.entryOf("one");
    expect(raised?.nonce).to.equal(entry.nonce);
    expect(raised?.attempts.length).to.equal(2);
    const [before, after] = raised?.attempts ?? [];
    expect(after?.maxFeePerGas).to.be.at.least(((before?.maxFeePerGas ?? 0n) * 9n) / 8n);
    expect(after?.maxFeePerGas).to.be.greaterThan(50n * gwei);
    await mine(2);
    const [outcome] = await sender.tick();
    expect(outcome?.receipt.hash).to.equal(after?.hash);
    expect(await balance()).to.equal(1n);
  });

  it("NODE-18: finds an earlier offer that L1 took after all", async () => {
    const sender = await open({ raiseAfter: 1 });
    const { attempts } = await sender.submit(intent("one"));
    const [first] = attempts;
    await anvil.call("anvil_dropTransaction", first?.hash);
    await mine();
    await sender.tick();
    const second = sender.entryOf("one")?.attempts.at(-1);
    expect(second?.hash).not.to.equal(first?.hash);
    await anvil.call("anvil_dropTransaction", second?.hash);
    await provider.send("eth_sendRawTransaction", [first?.raw]);
    await mine(2);
    const [outcome] = await sender.tick();
    expect(outcome?.receipt.hash).to.equal(first?.hash);
    expect(await balance()).to.equal(1n);
  });

  it("NODE-18: offers no more than the limit, waits, and says so", async () => {
    const sender = await open({ raiseAfter: 1, feeLimit: 3n * gwei });
    await anvil.call("anvil_setNextBlockBaseFeePerGas", toBeHex(50n * gwei));
    await mine();
    await sender.submit({ ...intent("one"), gasLimit: 21_000n });
    await mine();
    await sender.tick();
    expect(troubles.map(({ code }) => code)).to.include("SEND_FEE_LIMIT");
    expect(sender.entryOf("one")?.attempts.length).to.equal(1);
    expect(sender.entryOf("one")?.attempts[0]?.maxFeePerGas).to.equal(3n * gwei);
  });

  it("NODE-19: sends again what a reorganisation takes away", async () => {
    const sender = await open({ confirmations: 3 });
    await mine(3);
    const snapshot = await anvil.call("evm_snapshot");
    await sender.submit(intent("one"));
    await mine(2);
    expect(await balance()).to.equal(1n);
    await anvil.call("evm_revert", snapshot);
    expect(await balance()).to.equal(0n);
    await sender.tick();
    await mine(3);
    const [outcome] = await sender.tick();
    expect(outcome?.id).to.equal("one");
    expect(await balance()).to.equal(1n);
  });

  it("keeps the order of nonces when several are under way", async () => {
    const sender = await open();
    for (const [index, id] of ["a", "b", "c"].entries()) {
      expect((await sender.submit(intent(id, 10n ** BigInt(index)))).nonce).to.equal(index);
    }
    const [first] = sender.pending;
    await anvil.call("anvil_dropTransaction", first?.attempts[0]?.hash);
    await mine(1);
    await sender.tick();
    await mine(2);
    expect((await sender.tick()).map(({ id }) => id)).to.deep.equal(["a", "b", "c"]);
    expect(await balance()).to.equal(111n);
  });

  it("names somebody else who uses the key", async () => {
    const sender = await open({ confirmations: 2 });
    const entry = await sender.submit(intent("one"));
    await anvil.call("anvil_dropTransaction", entry.attempts[0]?.hash);
    await wallet.connect(provider).sendTransaction({ to: target, value: 5n, nonce: entry.nonce });
    await mine();
    expect(await sender.tick()).to.deep.equal([]);
    await mine(2);
    expect(await codeOf(sender.tick())).to.equal("SEND_NONCE_TAKEN");
  });

  it("takes in nothing that cannot be estimated, and no id that is no file's name", async () => {
    const sender = await open();
    // Whoever calls it is refused.
    await anvil.call("anvil_setCode", target, "0x5f5ffd");
    await expectRefusal(sender.submit(intent("refused")));
    expect(sender.pending).to.deep.equal([]);
    expect(readdirSync(directory)).to.deep.equal([]);
    expect(await codeOf(sender.submit(intent("../one")))).to.equal("ARGUMENT_INVALID");
  });

  it("tells what L1 does not take, and goes on trying", async () => {
    const sender = await open();
    await anvil.call("anvil_setBalance", wallet.address, "0x1");
    await sender.submit({ ...intent("one"), gasLimit: 21_000n });
    expect(troubles.map(({ code }) => code)).to.deep.equal(["SEND_REFUSED"]);
    await anvil.call("anvil_setBalance", wallet.address, toBeHex(10n ** 20n));
    await sender.tick();
    await mine(2);
    expect((await sender.tick()).map(({ id }) => id)).to.deep.equal(["one"]);
  });

  it("names the file of a damaged journal", async () => {
    await (await open()).submit(intent("one"));
    writeFileSync(join(directory, "one.json"), "{");
    expect(await codeOf(open())).to.equal("SEND_JOURNAL_DAMAGED");
  });

  async function expectRefusal(promise: Promise<unknown>): Promise<void> {
    expect(
      await promise.then(
        () => "taken",
        () => "refused",
      ),
    ).to.equal("refused");
  }
});
