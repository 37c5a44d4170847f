import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  type BlockLog,
  loadState,
  openState,
  type OpenedState,
  readLog,
  smallCapacity,
  Snapshotter,
  type State,
  takeSnapshot,
} from "../../../packages/executor/src/index.js";
import { encodeHeader, ProtocolError, toHex } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";
import { executeStored, type StoredChain, storedGenesis } from "../../helpers/storedChain.js";

const chain: StoredChain = { seed: 20261121, size: 25 };
const runtime = { rules: { kind: "muniment" } as const, capacity: smallCapacity };

describe("openState", () => {
  let directory: string;
  let copies = 0;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "muniment-store-"));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
    for (let copy = 0; copy < copies; copy++) rmSync(`${directory}-${copy}`, { recursive: true });
    copies = 0;
  });

  const open = (path = directory, segmentBytes = 1 << 16): OpenedState =>
    openState({ directory: path, runtime, log: { segmentBytes }, genesis: () => storedGenesis(runtime) });
  const copy = (): string => {
    const path = `${directory}-${copies++}`;
    cpSync(directory, path, { recursive: true });
    return path;
  };
  /** Executes blocks, each with its log entry, up to a number. */
  const run = (state: State, log: BlockLog, header: Uint8Array, to: number): Uint8Array => {
    let parent = header;
    while (Number(log.last) < to) {
      const entry = executeStored(chain, state, parent);
      log.append(entry);
      parent = entry.header;
    }
    log.sync();
    return parent;
  };
  const extend = (path: string, to: number): OpenedState => {
    const opened = open(path);
    run(opened.state, opened.log, encodeHeader(opened.header), to);
    opened.log.close();
    return opened;
  };
  /** The headers of blocks executed in one go, in memory. */
  const headers = (to: number): string[] => {
    const { state, entry } = storedGenesis(runtime);
    const found = [toHex(entry.header)];
    for (let parent = entry.header; found.length <= to;) {
      parent = executeStored(chain, state, parent).header;
      found.push(toHex(parent));
    }
    return found;
  };
  const logged = (path: string, from: number, to: number): string[] =>
    [...readLog(path, BigInt(from), BigInt(to))].map(({ entry }) => toHex(entry.header));
  const damage = (path: string, at: number): void => {
    const bytes = readFileSync(path);
    bytes[at] = bytes[at]! ^ 0x10;
    writeFileSync(path, bytes);
  };

  it("STORE-20: puts the genesis of an empty directory on disk", () => {
    const first = open();
    expect(first.header.number).to.equal(0n);
    first.log.close();
    const second = open();
    expect(second.header).to.deep.equal(first.header);
    expect(second.state.root).to.equal(first.state.root);
    expect(second.report.load).to.include({ blocks: 1, last: 0n });
    second.log.close();
  });

  it("STORE-20, STORE-22: restarts change no root, receipt or header, with and without snapshots", () => {
    const expected = headers(60);
    for (const [to, snapshot] of [
      [5, false],
      [6, true],
      [20, false],
      [21, true],
      [37, true],
      [52, true],
      [60, false],
    ] as const) {
      const opened = extend(directory, to);
      if (snapshot)
        expect(takeSnapshot(directory, BigInt(to), { keepLog: true })?.block).to.equal(BigInt(to));
      const again = open();
      expect(again.state.root).to.equal(opened.state.root);
      expect(toHex(encodeHeader(again.header))).to.equal(expected[to]);
      again.log.close();
    }
    expect(logged(directory, 0, 60)).to.deep.equal(expected);
    expect(open().report.load).to.deep.include({
      snapshot: { name: "b", block: 52n },
      blocks: 8,
      damaged: [],
    });
  });

  it("STORE-12, STORE-13: brings the older snapshot up to date in place, and reports what it did", () => {
    extend(directory, 10);
    const first = takeSnapshot(directory, 10n)!;
    expect(first).to.include({ block: 10n, blocks: 11, isCopied: false });
    expect(takeSnapshot(directory, 10n), "there is one already").to.equal(undefined);
    extend(directory, 20);
    expect(takeSnapshot(directory, 20n)).to.include({ block: 20n, blocks: 10, isCopied: true });
    extend(directory, 25);
    expect(takeSnapshot(directory, 25n)).to.include({ block: 25n, blocks: 15, isCopied: false });
    extend(directory, 26);
    expect(takeSnapshot(directory, 26n)).to.include({ block: 26n, blocks: 6, isCopied: false });
    expect(readdirSync(directory).filter((name) => /^snapshot-[ab]\./.test(name))).to.have.length(6);
    expect(open().report.load).to.deep.include({ snapshot: { name: "b", block: 26n }, blocks: 0 });
  });

  it("STORE-17: deletes the segments wholly before the older snapshot, unless the log is kept", () => {
    extend(directory, 30);
    takeSnapshot(directory, 30n);
    extend(directory, 60);
    const segments = (path: string): string[] => readdirSync(path).filter((name) => name.startsWith("log-"));
    const before = segments(directory);
    const archive = copy();
    expect(takeSnapshot(archive, 60n, { keepLog: true })?.segmentsDeleted).to.equal(0);
    expect(segments(archive)).to.deep.equal(before);
    const deleted = takeSnapshot(directory, 60n)!.segmentsDeleted;
    expect(deleted).to.be.greaterThan(0);
    expect(segments(directory)).to.deep.equal(before.slice(deleted));
    expect(logged(directory, 30, 60)).to.deep.equal(headers(60).slice(30));
    // Both snapshots can be started from.
    for (const name of ["a", "b"]) {
      const path = copy();
      damage(join(path, `snapshot-${name}.sums`), 0);
      const { state, header, report, log } = open(path);
      expect([state.root, toHex(encodeHeader(header))]).to.deep.equal([header.stateRoot, headers(60)[60]]);
      expect(report.load?.damaged).to.have.length(name === "b" ? 1 : 0);
      log.close();
    }
  });

  it("STORE-14, STORE-18: a damaged snapshot is passed over for the other; without another nothing is served", () => {
    extend(directory, 30);
    takeSnapshot(directory, 30n);
    extend(directory, 60);
    takeSnapshot(directory, 60n);
    extend(directory, 62);
    const expected = headers(62)[62];
    const sizeOf = (file: string): number => readFileSync(join(directory, file)).length;
    for (const file of ["snapshot-b.accounts", "snapshot-b.slots", "snapshot-b.sums"]) {
      for (const at of [0, 4, 30, sizeOf(file) >> 1, sizeOf(file) - 1]) {
        const path = copy();
        damage(join(path, file), at);
        const { header, report, log } = open(path);
        expect(toHex(encodeHeader(header)), `${file}, byte ${at}`).to.equal(expected);
        expect(report.load?.snapshot).to.deep.equal({ name: "a", block: 30n });
        expect(report.load?.damaged).to.have.length(1);
        log.close();
      }
      const path = copy();
      rmSync(join(path, file));
      const { report, log } = open(path);
      expect(report.load?.snapshot?.name, `without ${file}`).to.equal("a");
      log.close();
      damage(join(path, "snapshot-a.accounts"), 40);
      expect(caught(() => open(path)).code).to.equal("SNAPSHOT_CORRUPT");
    }
    for (const file of ["codes.bin", "snapshot.json"]) {
      const path = copy();
      damage(join(path, file), 60);
      expect(caught(() => open(path)).code, file).to.equal("SNAPSHOT_CORRUPT");
    }
    const path = copy();
    rmSync(join(path, "snapshot.json"));
    expect(caught(() => open(path)).code).to.equal("LOG_BLOCKS_MISSING");
    expect(caught(() => takeSnapshot(path, 62n)).code).to.equal("LOG_BLOCKS_MISSING");
  });

  it("STORE-16, STORE-18: heals a damaged snapshot by copying the other", () => {
    extend(directory, 10);
    takeSnapshot(directory, 10n);
    extend(directory, 20);
    takeSnapshot(directory, 20n);
    extend(directory, 30);
    damage(join(directory, "snapshot-a.accounts"), 9);
    expect(caught(() => takeSnapshot(directory, 30n)).code).to.equal("SNAPSHOT_CORRUPT");
    expect(takeSnapshot(directory, 30n)).to.include({ block: 30n, isCopied: true, blocks: 10 });
    damage(join(directory, "snapshot-b.slots"), 9);
    expect(open().report.load).to.deep.include({ snapshot: { name: "a", block: 30n }, damaged: [] });
  });

  it("STORE-21: serves nothing when the root is not the recorded one", () => {
    extend(directory, 12);
    const wrong = open();
    const entry = executeStored(chain, wrong.state, encodeHeader(wrong.header));
    // A block whose changes are not what its root says: whole on disk, so only the root can tell.
    const changes = entry.changes.slice();
    changes[changes.length - 20]! ^= 1;
    wrong.log.append({ ...entry, changes });
    wrong.log.sync();
    wrong.log.close();
    const error = caught(() => open());
    expect([error.code, error.context["block"]]).to.deep.equal(["STATE_ROOT_MISMATCH", 13n]);
    // The same in a snapshot, which is made without a tree.
    takeSnapshot(directory, 13n);
    expect(caught(() => open()).code).to.equal("STATE_ROOT_MISMATCH");
    // A sink without a tree has no root to compare: it must be compared elsewhere.
    const load = (): void => undefined;
    expect(loadState(directory, 13n, () => ({ load })).report.last).to.equal(13n);
  });

  it("STORE-19: refuses a log that ends before the snapshot, or goes on from another", () => {
    extend(directory, 10);
    takeSnapshot(directory, 10n);
    extend(directory, 20);
    const path = copy();
    extend(path, 22);
    takeSnapshot(path, 22n);
    for (const name of readdirSync(path).filter((file) => /^(snapshot|codes)/.test(file))) {
      cpSync(join(path, name), join(directory, name));
    }
    expect(caught(() => open()).code).to.equal("LOG_BLOCKS_MISSING");

    // The same chain, logged with other receipts: the same states, another log.
    const other = copy();
    for (const name of readdirSync(other)) rmSync(join(other, name));
    const opened = open(other);
    const parent = encodeHeader(opened.header);
    const entry = executeStored(chain, opened.state, parent);
    opened.log.append({ ...entry, receipts: new Uint8Array(8) });
    run(opened.state, opened.log, entry.header, 24);
    opened.log.close();
    for (const name of readdirSync(path).filter((file) => /^(snapshot|codes)/.test(file))) {
      cpSync(join(path, name), join(other, name));
    }
    expect(caught(() => open(other)).code).to.equal("SNAPSHOT_CORRUPT");
  });

  it("STORE-15: a thread takes snapshots while blocks are appended", async () => {
    const { state, log, header } = open();
    const snapshotter = new Snapshotter(directory);
    const taken: Promise<unknown>[] = [];
    let parent = encodeHeader(header);
    for (let to = 15; to <= 90; to += 15) {
      parent = run(state, log, parent, to);
      taken.push(snapshotter.take(log.synced ?? 0n));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const reports = await Promise.all(taken);
    expect(reports.at(-1)).to.include({ block: 90n });
    const error: unknown = await snapshotter.take(1000n).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ProtocolError).with.property("code", "LOG_BLOCKS_MISSING");
    await snapshotter.close();
    log.close();
    const again = open();
    expect(again.state.root).to.equal(state.root);
    expect(again.report.load).to.deep.include({ blocks: 0 });
    expect(existsSync(join(directory, "snapshot.json.new"))).to.equal(false);
  });

  it("STORE-15: a snapshot that the system does not allow leaves all as it was, and the next one succeeds", async () => {
    extend(directory, 10);
    takeSnapshot(directory, 10n);
    extend(directory, 20);
    const inTheWay = join(directory, "snapshot-b.accounts");
    mkdirSync(inTheWay);
    const snapshotter = new Snapshotter(directory);
    const error: unknown = await snapshotter.take(20n).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ProtocolError).with.property("code", "SNAPSHOT_FAILED");
    const before = open();
    expect(before.report.load).to.deep.include({ snapshot: { name: "a", block: 10n }, blocks: 10 });
    before.log.close();
    rmSync(inTheWay, { recursive: true });
    expect(await snapshotter.take(20n)).to.include({ block: 20n, isCopied: true });
    await snapshotter.close();
    expect(open().report.load).to.deep.include({ snapshot: { name: "b", block: 20n }, blocks: 0 });
  });
});
