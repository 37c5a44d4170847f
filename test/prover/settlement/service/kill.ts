import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Hex, Note, SettlementOperation } from "@muniment/protocol";
import {
  encodeBatchHeader,
  isProtocolError,
  keccak256,
  nullifierKeyHash,
  operationContent,
  operationWords,
  toHex,
  utf8,
} from "@muniment/protocol";
import type { SettlementOffer } from "@muniment/sdk";
import { offerId, ProverClient, proverProblem, readSettledBatches, wordText } from "@muniment/sdk";
import { expect } from "chai";
import { network } from "hardhat";
import { generator } from "../../../helpers/storedChain.js";
import { assets, farAway } from "../../../helpers/settlement/SettlementWorld.js";
import { developmentParameters } from "../../../L1/helpers/l1Parameters.js";
import {
  settlementLane,
  settlementNetwork,
  setUpSettlement,
} from "../../../L1/helpers/settlement/setUpSettlement.js";
import { serveL1 } from "../../../node/helpers/serveL1.js";
import { legOf, signOf } from "./helpers/legOf.js";
import { operator, operatorKey, ServiceBench } from "./helpers/ServiceBench.js";
import type { ServiceProgram } from "./helpers/ServiceProgram.js";

const connection = await network.create(settlementNetwork);
const program = fileURLToPath(new URL("./helpers/runServiceProcess.ts", import.meta.url));
const [rounds, shields, payments, trades] = [6, 24, 4, 4];
const seed = 7;
/** Behind every batch of the test. */
const expiresAt = farAway;

/** What a client wants, and tries until it was told that it is taken in. */
type Wish = (client: ProverClient) => Promise<Hex>;

interface Running {
  readonly child: ChildProcess;
  readonly log: string[];
  /** Undefined when the process ends before it answers. */
  readonly url: Promise<string | undefined>;
}

function spawnService(told: ServiceProgram): Running {
  const child = spawn(process.execPath, ["--import", "tsx", program, JSON.stringify(told)], {
    // It ends when its input does: with the test, however that ends.
    stdio: ["pipe", "pipe", "pipe"],
  });
  const log: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const url = new Promise<string | undefined>((resolve) => {
    child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
    child.once("exit", () => resolve(undefined));
  });
  return { child, log, url };
}

async function end({ child }: Running): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  await ended;
}

/** Deposits, payments and trades that clients want to have settled; what they deposit is on L1. */
async function wishesOf(bench: ServiceBench): Promise<Wish[]> {
  const { world } = bench;
  const { alice, bob } = world;
  for (let count = 0; count < payments + trades; count++) {
    await bench.fund(alice, assets.bond, 100n);
    await bench.fund(bob, assets.cash, 500n);
  }
  await bench.settle();
  await bench.receive();
  expect([alice.notes.length, bob.notes.length]).to.deep.equal([payments + trades, payments + trades]);

  const submitting =
    (operation: SettlementOperation): Wish =>
    async (client) =>
      (await client.submitOperation(operation)).id;
  const deposits: SettlementOperation[] = [];
  for (let count = 0; count < shields; count++) {
    const wish = {
      parties: [world.bank(), alice],
      legs: [{ asset: assets.bond, paid: 7n }],
      shield: 7n,
    } as const;
    const operation = world.operation(wish, (same) => ({ ...same, expiresAt }));
    await bench.payIn(operation);
    deposits.push(operation);
  }
  const paid = alice.notes
    .slice(0, payments)
    .map((note) =>
      world.operation(
        { parties: [alice, bob], legs: [{ asset: assets.bond, notes: [note], paid: 30n }] },
        (same) => ({ ...same, expiresAt }),
      ),
    );
  const traded = alice.notes
    .slice(payments)
    .map((note, place) =>
      tradeOf(bench, `trade ${String(place)}`, [note, bob.notes[payments + place] as Note]),
    );
  return [...[...deposits, ...paid].map(submitting), ...traded];
}

/** Both parties of a trade, each step of which is tried again until it is answered. */
function tradeOf({ world }: ServiceBench, name: string, notes: readonly [Note, Note]): Wish {
  const { alice, bob, domain } = world;
  const offer: SettlementOffer = {
    ...{ domain, expiresAt, text: name, salt: keccak256(utf8(name)) },
    ...{ give: { asset: assets.bond, amount: 40n }, take: { asset: assets.cash, amount: 440n } },
    ...{ giver: { key: alice.key.x, keyHash: nullifierKeyHash(alice.nullifierKey) }, taker: bob.key.x },
  };
  const legs = ([0, 1] as const).map((place) => {
    const ticket = keccak256(utf8(`${name} ${String(place)}`));
    return legOf(world, offer, place, { note: notes[place], ticket });
  });
  return async (client) => {
    for (const leg of legs) await client.submitLeg(leg);
    let operation: Hex = "0x";
    for (const [place, bank] of [alice, bob].entries()) {
      const standing = await client.getOffer(offerId(offer), legs[place]!.leg.ticket);
      const signature = signOf(bank, offer, standing);
      ({ operation } = await client.submitSignature(offerId(offer), place as 0 | 1, signature));
    }
    return operation;
  };
}

/** Whether a line is more than a warning: on a busy machine L1 is late, and the service says so. */
const isFault = (line: string): boolean => !line.includes('"level":40');

/** Whether a client has to ask again: the process died, or has not read L1 yet. */
const isAskedAgain = (error: unknown): boolean =>
  isProtocolError(error) && ["PROVER_UNREACHABLE", "PROVER_NOT_READY"].includes(error.code);

async function isFinal(client: ProverClient, id: Hex): Promise<boolean> {
  try {
    const { status, problem } = await client.getOperation(id);
    if (status === "refused" && problem !== undefined) throw proverProblem.error(problem);
    return status === "final";
  } catch (error) {
    if (!isAskedAgain(error)) throw error;
    return false;
  }
}

describe("prover > SettlementService > killed", function () {
  this.timeout(110_000);

  it("SETTLE-121, SETTLE-125: kill -9 at any moment: what was taken in is FINAL, and nothing is twice", async () => {
    const parameters = { ...developmentParameters, deadline: 3_600n };
    const l1 = await setUpSettlement(connection, { parameters, operators: [operator.address] });
    const bench = await ServiceBench.open(connection, l1);
    const wishes = await wishesOf(bench);
    const count = wishes.length;
    const directory = join(bench.directory, "killed");
    mkdirSync(directory);
    const served = await serveL1(connection.provider);
    const told: ServiceProgram = {
      ...{ directory, rosters: join(bench.directory, "rosters"), l1Url: served.url, key: operatorKey },
      ...{ contracts: await bench.contracts(), genesis: toHex(encodeBatchHeader(l1.settlementGenesis)) },
    };
    const { provider } = bench;
    const sentBefore = await provider.getTransactionCount(operator.address);
    const batchesBefore = await l1.rollup.lastFinal(settlementLane);
    const random = generator(seed);
    const accepted = new Set<Hex>();
    const logs: string[] = [];
    let running: Running | undefined;

    /** Asks for one thing after the other until the process is dead, or nothing is left to ask for. */
    const work = async (url: string): Promise<void> => {
      const client = new ProverClient(url);
      while (wishes.length > 0) {
        const place = random() % wishes.length;
        try {
          accepted.add(await (wishes[place] as Wish)(client));
          wishes.splice(place, 1);
        } catch (error) {
          if (!isAskedAgain(error)) throw error;
          if (running?.child.signalCode !== null) return;
        }
        await pause(random() % 60);
      }
    };

    await provider.send("evm_setAutomine", [false]);
    await provider.send("evm_setIntervalMining", [120]);
    try {
      for (let round = 0; round < rounds; round++) {
        running = spawnService(told);
        // Now and then before it has come to answer; else in the midst of answering, proving and posting.
        if (round % 3 === 1) await pause(random() % 2_000);
        else {
          const enough = accepted.size + 1 + (random() % 6);
          const failure = new AbortController();
          const worked = running.url.then((url) => (url === undefined ? undefined : work(url)));
          // It is told where the work is waited for.
          worked.catch(() => failure.abort());
          while (!failure.signal.aborted && accepted.size < enough && wishes.length > 0) await pause(10);
          await pause(random() % 1_000);
          await end(running);
          await worked;
        }
        await end(running);
        logs.push(...running.log);
      }
      running = spawnService(told);
      const url = (await running.url) ?? expect.fail(`the service has ended: ${running.log.join("\n")}`);
      await work(url);
      const client = new ProverClient(url);
      expect(accepted.size).to.equal(count);
      for (const id of accepted) {
        while (!(await isFinal(client, id))) await pause(50);
      }
      logs.push(...running.log);
      const query = { rollup: await l1.rollup.getAddress(), lane: Number(settlementLane), provider };
      const batches = await readSettledBatches({ ...query, fromBlock: 0, after: batchesBefore });
      const settled = batches
        .flatMap(({ operations }) => operations)
        .map((operation) => wordText(operationContent(operationWords(operation))));
      expect(batches.length).to.be.above(2);
      expect(new Set(settled).size).to.equal(settled.length);
      expect(settled).to.include.members([...accepted]);
      // Each batch by one transaction, and none that L1 refused.
      const sent = (await provider.getTransactionCount(operator.address)) - sentBefore;
      expect(sent).to.equal(batches.length);
      expect(logs.filter(isFault), `seed ${String(seed)}`).to.deep.equal([]);
    } finally {
      if (running !== undefined) await end(running);
      await provider.send("evm_setIntervalMining", [0]);
      await provider.send("evm_setAutomine", [true]);
      served.close();
      await bench.close();
    }
  });
});
