import fs, {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { BlockLog, readLog, type LogEntry } from "../../../../packages/executor/src/index.js";
import { caught } from "../../../helpers/caught.js";
import { logEntry } from "../../../helpers/logEntries.js";
import { replaceDuring } from "../../../helpers/replaceDuring.js";

const segmentHeaderSize = 40;
const prefixSize = 168;

describe("BlockLog", () => {
  let folder: string;
  let copies = 0;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "muniment-log-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const directory = (): string => join(folder, "log");
  const write = (from: number, to: number, segmentBytes = 1 << 30): void => {
    const log = BlockLog.open(directory(), { segmentBytes });
    for (let number = from; number <= to; number++) log.append(logEntry(number));
    log.sync();
    log.close();
  };
  const entries = (path: string, from: number, to: number): LogEntry[] =>
    [...readLog(path, BigInt(from), BigInt(to))].map(({ entry }) => entry);
  const plain = (entry: LogEntry): unknown => ({
    ...entry,
    header: [...entry.header],
    transactions: { bytes: [...entry.transactions.bytes], offsets: [...entry.transactions.offsets] },
    changes: [...entry.changes],
    receipts: [...entry.receipts],
  });
  const expectBlocks = (path: string, from: number, to: number): void => {
    const expected = Array.from({ length: to - from + 1 }, (_, i) => plain(logEntry(from + i)));
    expect(entries(path, from, to).map(plain)).to.deep.equal(expected);
  };
  const files = (path: string): string[] =>
    readdirSync(path)
      .filter((name) => name.startsWith("log-"))
      .sort();
  const copy = (): string => {
    const to = join(folder, `copy-${copies++}`);
    cpSync(directory(), to, { recursive: true });
    return to;
  };
  const onlyFile = (path: string): string => join(path, files(path).at(-1)!);
  /** Where each entry of the only segment begins, and where the last ends. */
  const boundaries = (path: string): number[] => {
    const bytes = readFileSync(onlyFile(path));
    const found = [segmentHeaderSize];
    while (found.at(-1)! < bytes.length) found.push(found.at(-1)! + bytes.readUInt32LE(found.at(-1)! + 32));
    return found;
  };

  it("STORE-1, STORE-4: gives back the blocks that were appended, after opening again too", () => {
    write(0, 9);
    expectBlocks(directory(), 0, 9);
    expectBlocks(directory(), 4, 7);
    const log = BlockLog.open(directory());
    expect(log.report).to.deep.equal({ last: 9n });
    log.append(logEntry(10));
    expect([log.last, log.synced]).to.deep.equal([10n, 9n]);
    expect(log.sync()).to.equal(10n);
    log.close();
    expectBlocks(directory(), 0, 10);
  });

  it("STORE-2, STORE-3: goes on in a new segment, named by its first block", () => {
    write(0, 30, 4000);
    const names = files(directory());
    expect(names.length).to.be.greaterThan(3);
    expect(names[0]).to.equal("log-0000000000000000.bin");
    for (const name of names.slice(1)) expect(name).to.match(/^log-\d{16}\.bin$/);
    expectBlocks(directory(), 0, 30);
    write(31, 40, 4000);
    expectBlocks(directory(), 29, 40);
  });

  it("STORE-1: refuses a block that is not the next one, and one that contradicts itself", () => {
    write(5, 6);
    const log = BlockLog.open(directory());
    expect(log.last).to.equal(6n);
    for (const number of [5, 6, 8]) {
      expect(caught(() => log.append(logEntry(number))).code).to.equal("LOG_BLOCK_OUT_OF_ORDER");
    }
    const entry = logEntry(7);
    const { bytes } = entry.transactions;
    for (const wrong of [
      { ...entry, header: new Uint8Array() },
      { ...entry, transactions: { bytes, offsets: Uint32Array.of(0, bytes.length - 1) } },
      { ...entry, transactions: { bytes, offsets: Uint32Array.of(1, bytes.length) } },
      { ...entry, transactions: { bytes, offsets: Uint32Array.of(0, 9, 8, bytes.length) } },
    ]) {
      expect(caught(() => log.append(wrong)).code).to.equal("LOG_ENTRY_INVALID");
    }
    log.append(entry);
    log.close();
    expect(caught(() => log.append(logEntry(8))).code).to.equal("LOG_WRITE_FAILED");
  });

  it("STORE-8: cuts a tail back to the last whole block, wherever it was cut off", () => {
    write(0, 4);
    const bounds = boundaries(directory());
    const [start, end] = [bounds.at(-3)!, bounds.at(-1)!];
    const cuts = [
      start,
      start + 1,
      start + 4,
      start + prefixSize - 1,
      start + prefixSize,
      start + prefixSize + 1,
    ];
    for (let at = start + 7; at < end; at += 61) cuts.push(at);
    for (const at of [...cuts, bounds.at(-2)! - 1, bounds.at(-2)!, bounds.at(-2)! + 1, end - 1]) {
      const path = copy();
      truncateSync(onlyFile(path), at);
      const whole = bounds.filter((bound) => bound <= at).length - 2;
      const log = BlockLog.open(path);
      expect(log.report.last, `cut at ${at}`).to.equal(BigInt(whole));
      const offset = bounds[whole + 1]!;
      if (at === offset) expect(log.report.cut).to.equal(undefined);
      else {
        const { problem } = log.report.cut!;
        expect(problem).to.equal("the entry is cut off");
        expect(log.report.cut).to.deep.equal({ file: files(path)[0], offset, size: at - offset, problem });
      }
      expect(statSync(onlyFile(path)).size).to.equal(offset);
      for (let number = whole + 1; number <= 6; number++) log.append(logEntry(number));
      log.sync();
      log.close();
      expectBlocks(path, 0, 6);
    }
  });

  it("STORE-8: cuts off a last block with any byte changed", () => {
    write(0, 2);
    const [start, end] = boundaries(directory()).slice(-2) as [number, number];
    for (let at = start; at < end; at += at < start + prefixSize ? 1 : 37) {
      const path = copy();
      const bytes = readFileSync(onlyFile(path));
      bytes[at] = bytes[at]! ^ 0x40;
      writeFileSync(onlyFile(path), bytes);
      const log = BlockLog.open(path);
      expect(log.report.last, `byte ${at}`).to.equal(1n);
      expect(log.report.cut).to.include({ offset: start, size: end - start });
      log.close();
    }
  });

  it("STORE-9: does not cut off what a later block says was synced", () => {
    // Each block is synced before the next: a block knows that all before it were safe.
    const log = BlockLog.open(directory());
    for (let number = 0; number <= 3; number++) {
      log.append(logEntry(number));
      log.sync();
    }
    log.close();
    const bounds = boundaries(directory());
    for (const index of [0, 1, 2]) {
      for (const at of [0, 33, 100, 165, prefixSize + 5]) {
        const path = copy();
        const bytes = readFileSync(onlyFile(path));
        bytes[bounds[index]! + at] = bytes[bounds[index]! + at]! ^ 1;
        writeFileSync(onlyFile(path), bytes);
        const error = caught(() => BlockLog.open(path));
        expect(error.code, `block ${index}, byte ${at}`).to.equal("LOG_CORRUPT");
        expect(error.context["offset"]).to.equal(bounds[index]);
        expect(readFileSync(onlyFile(path)).equals(bytes), "nothing was cut").to.equal(true);
      }
    }
  });

  it("STORE-8: cuts before whole blocks when they were written without a sync between", () => {
    write(0, 1);
    write(2, 5);
    const bounds = boundaries(directory());
    const path = copy();
    const bytes = readFileSync(onlyFile(path));
    bytes.fill(0, bounds[3], bounds[3]! + 512);
    writeFileSync(onlyFile(path), bytes);
    const log = BlockLog.open(path);
    expect(log.report.last).to.equal(2n);
    log.close();
    expectBlocks(path, 0, 2);
  });

  it("STORE-10: refuses an older segment that is damaged, and never changes it", () => {
    write(0, 30, 4000);
    const names = files(directory());
    for (const name of names.slice(0, -1)) {
      const size = statSync(join(directory(), name)).size;
      for (const at of [3, 20, segmentHeaderSize + 2, segmentHeaderSize + 170, size - 9]) {
        const path = copy();
        const bytes = readFileSync(join(path, name));
        bytes[at] = bytes[at]! ^ 8;
        writeFileSync(join(path, name), bytes);
        const error = caught(() => {
          BlockLog.open(path).close();
          entries(path, 0, 30);
        });
        expect(error.code, `${name}, byte ${at}`).to.equal("LOG_CORRUPT");
        expect(error.context["file"]).to.equal(name);
        expect(readFileSync(join(path, name)).equals(bytes)).to.equal(true);
      }
      const shorter = copy();
      truncateSync(join(shorter, name), size - 8);
      expect(caught(() => entries(shorter, 0, 30)).code).to.equal("LOG_CORRUPT");
    }
  });

  it("STORE-5: notices segments that are missing, or another log's", () => {
    write(0, 30, 4000);
    const names = files(directory());
    const lost = copy();
    rmSync(join(lost, names.at(-2)!));
    expect(caught(() => BlockLog.open(lost)).code).to.equal("LOG_BLOCKS_MISSING");
    expect(caught(() => entries(lost, 0, 30)).code).to.equal("LOG_BLOCKS_MISSING");
    expect(caught(() => entries(directory(), 0, 31)).code).to.equal("LOG_BLOCKS_MISSING");

    // The same blocks written by another log, with one entry changed before: whole, but linked to others.
    const other = join(folder, "other");
    const log = BlockLog.open(other, { segmentBytes: 4000 });
    for (let number = 0; number <= 30; number++) {
      log.append(number === 3 ? { ...logEntry(3), receipts: new Uint8Array(8) } : logEntry(number));
    }
    log.close();
    for (const name of [names.at(-1)!, names.at(-2)!]) {
      const mixed = copy();
      cpSync(join(other, name), join(mixed, name));
      const error = caught(() => {
        BlockLog.open(mixed).close();
        entries(mixed, 0, 30);
      });
      expect(error.code).to.equal("LOG_CORRUPT");
    }
  });

  it("STORE-3: takes away a segment that was made and never written to", () => {
    write(0, 9, 4000);
    for (const size of [0, 1, 39, 40]) {
      const path = copy();
      const next = join(path, "log-0000000000000010.bin");
      const header = readFileSync(onlyFile(path)).subarray(0, 40);
      writeFileSync(next, size === 40 ? Buffer.alloc(40) : header.subarray(0, size));
      const log = BlockLog.open(path, { segmentBytes: 4000 });
      expect(log.report.last).to.equal(9n);
      expect(log.report.cut).to.include({ file: "log-0000000000000010.bin", offset: 0 });
      log.append(logEntry(10));
      log.append(logEntry(11));
      log.sync();
      log.close();
      expectBlocks(path, 0, 11);
    }
  });

  it("STORE-6, STORE-7: a block counts when it was synced, by a call or by the next segment", () => {
    const log = BlockLog.open(directory(), { segmentBytes: 4000 });
    expect(log.sync()).to.equal(undefined);
    let number = 0;
    while (files(directory()).length < 2) {
      expect(log.synced).to.equal(undefined);
      log.append(logEntry(number++));
    }
    expect(log.last).to.equal(BigInt(number - 1));
    expect(log.synced).to.equal(BigInt(number - 2));
    expect(log.sync()).to.equal(BigInt(number - 1));
    log.close();
  });

  it("STORE-11: refuses everything after a write that failed", () => {
    const log = BlockLog.open(directory(), { segmentBytes: 1 });
    log.append(logEntry(0));
    log.sync();
    // The name of the next segment is taken, by a folder: it cannot be made.
    mkdirSync(join(directory(), "log-0000000000000001.bin"));
    expect(caught(() => log.append(logEntry(1))).code).to.equal("LOG_WRITE_FAILED");
    expect(caught(() => log.append(logEntry(1))).code).to.equal("LOG_WRITE_FAILED");
    expect(caught(() => log.sync()).code).to.equal("LOG_WRITE_FAILED");
    log.close();
    rmSync(join(directory(), "log-0000000000000001.bin"), { recursive: true });
    expectBlocks(directory(), 0, 0);
  });

  it("STORE-6, STORE-7: syncs the file once for several blocks, and a segment before the next is made", () => {
    const log = BlockLog.open(directory(), { segmentBytes: 4000 });
    log.append(logEntry(0));
    log.sync();
    const calls = watch(() => {
      log.append(logEntry(1));
      log.append(logEntry(2));
      expect(log.synced).to.equal(0n);
      log.sync();
      log.sync();
    });
    expect(calls).to.deep.equal(["writev", "writev", "fdatasync"]);
    while (log.end.size < 4000) log.append(logEntry(Number(log.last) + 1));
    const next = watch(() => log.append(logEntry(Number(log.last) + 1)));
    // The old segment; the new one's header and name; the entry.
    expect(next).to.deep.equal(["fdatasync", "writev", "fsync", "fsync", "writev"]);
    log.close();
    // What a killed process left is made safe before the log goes on.
    expect(watch(() => BlockLog.open(directory()).close())).to.include("fsync");
  });

  it("STORE-11: does not believe a second sync after one that failed, and goes on after a short write", () => {
    const log = BlockLog.open(directory());
    const whole = fs.writevSync;
    const short = fs.writeSync.bind(fs);
    // The system takes a part of what it is given.
    replaceDuring({ writevSync: (fd, buffers, at) => short(fd, buffers[0]!, 0, 33, at) }, () => {
      log.append(logEntry(0));
    });
    expect(fs.writevSync).to.equal(whole);
    log.sync();
    const fail = (): never => {
      throw Object.assign(new TypeError("EIO: i/o error, fdatasync"), { code: "EIO" });
    };
    log.append(logEntry(1));
    replaceDuring({ fdatasyncSync: fail }, () => {
      expect(caught(() => log.sync()).code).to.equal("LOG_WRITE_FAILED");
    });
    for (const again of [() => log.sync(), () => log.append(logEntry(2))]) {
      expect(caught(again).message).to.contain("EIO");
    }
    expect(log.synced).to.equal(0n);
    log.close();
    expectBlocks(directory(), 0, 1);
  });
});

type Calls = Pick<typeof fs, "writevSync" | "fdatasyncSync" | "fsyncSync">;

/** The calls that write and sync, in order. */
function watch(run: () => void): string[] {
  const seen: string[] = [];
  const { writevSync, fdatasyncSync, fsyncSync } = fs;
  const calls: Calls = {
    writevSync: (...given) => (seen.push("writev"), writevSync(...given)),
    fdatasyncSync: (fd) => {
      seen.push("fdatasync");
      fdatasyncSync(fd);
    },
    fsyncSync: (fd) => {
      seen.push("fsync");
      fsyncSync(fd);
    },
  };
  replaceDuring(calls, run);
  return seen;
}
