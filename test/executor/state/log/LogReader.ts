import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  BlockLog,
  loadState,
  LogReader,
  readLog,
  Runtime,
  smallCapacity,
  takeSnapshot,
} from "../../../../packages/executor/src/index.js";
import { caught } from "../../../helpers/caught.js";
import { executeStored, storedGenesis } from "../../../helpers/storedChain.js";

const runtime = { rules: { kind: "muniment" } as const, capacity: smallCapacity };
const chain = { seed: 3, size: 10 };

describe("LogReader", function () {
  this.timeout(60_000);
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "muniment-reader-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  /** Appends blocks up to a number in small segments; gives the log, still open. */
  function fill(to: number): BlockLog {
    const { state, entry } = storedGenesis(runtime);
    const log = BlockLog.open(directory, { segmentBytes: 1 << 14 });
    log.append(entry);
    let parent = entry.header;
    for (let number = 1; number <= to; number++) {
      const next = executeStored(chain, state, parent);
      log.append(next);
      parent = next.header;
    }
    log.sync();
    return log;
  }

  it("STORE-29: reads any block in any order, as readLog reads it, while the log goes on", () => {
    const log = fill(40);
    const reader = new LogReader(directory);
    expect(reader.first()).to.equal(0n);
    const expected = [...readLog(directory, 0n, 40n)].map(({ entry }) => entry);
    for (const number of [40, 0, 7, 7, 39, 12, 3, 28, 40, 1]) {
      expect(reader.read(BigInt(number))).to.deep.equal(expected[number]);
    }
    expect(readdirSync(directory).filter((name) => name.startsWith("log-")).length).to.be.above(4);
    reader.close();
    log.close();
  });

  it("STORE-29: refuses what is damaged, and what is not there", () => {
    fill(20).close();
    const [first, ...others] = readdirSync(directory)
      .filter((name) => name.startsWith("log-"))
      .sort();
    const path = join(directory, first!);
    const bytes = readFileSync(path);
    bytes[bytes.length - 20] = bytes[bytes.length - 20]! ^ 1;
    writeFileSync(path, bytes);
    const reader = new LogReader(directory);
    const last = BigInt(others[0]!.slice(4, 20)) - 1n;
    expect(caught(() => reader.read(last)).code).to.equal("LOG_CORRUPT");
    expect(caught(() => reader.read(10_000n)).code).to.equal("LOG_CORRUPT");
    reader.close();
    unlinkSync(path);
    const later = new LogReader(directory);
    expect(caught(() => later.read(0n)).code).to.equal("LOG_BLOCKS_MISSING");
    later.close();
  });

  it("STORE-30: the state of an earlier block is loaded from a snapshot that is not later", () => {
    fill(20).close();
    takeSnapshot(directory, 8n);
    takeSnapshot(directory, 20n);
    const load = (block: bigint, isEarlier: boolean) =>
      loadState(directory, block, () => new Runtime(runtime), isEarlier).report;
    expect(load(20n, false).snapshot?.block).to.equal(20n);
    expect(load(12n, true)).to.deep.include({ last: 12n, blocks: 4 });
    expect(load(12n, true).snapshot?.block).to.equal(8n);
    expect(caught(() => load(5n, true)).code).to.equal("LOG_BLOCKS_MISSING");
    expect(caught(() => load(12n, false)).code).to.equal("LOG_BLOCKS_MISSING");
  });
});
