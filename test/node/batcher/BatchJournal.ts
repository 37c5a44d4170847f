import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BatchHeader, isProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { BatchJournal } from "../../../packages/node/src/batcher/BatchJournal.js";
import { replicaAtGenesis } from "../../executor/batches/helpers/lane.js";
import { replaceDuring, runWithRoom } from "../../helpers/replaceDuring.js";

const genesis = replicaAtGenesis().parent;
const headerAt = (index: bigint, epoch = 0n): BatchHeader => ({ ...genesis, index, epoch });

describe("node > batcher > BatchJournal", () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "muniment-batches-"));
    file = join(directory, "batches.hex");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("NODE-17: what was appended is there after a restart, and of two of one index the later counts", () => {
    const journal = new BatchJournal(directory);
    for (const header of [headerAt(1n), headerAt(2n), headerAt(1n, 1n)]) journal.append(header);
    journal.close();
    const again = new BatchJournal(directory);
    expect([again.get(1n), again.get(2n), again.get(3n)]).to.deep.equal([
      headerAt(1n, 1n),
      headerAt(2n),
      undefined,
    ]);
    again.close();
  });

  it("NODE-17: a torn last line never counted, and what follows it is whole", () => {
    const journal = new BatchJournal(directory);
    journal.append(headerAt(1n));
    journal.close();
    appendFileSync(file, readFileSync(file, "utf8").slice(0, 300));
    const again = new BatchJournal(directory);
    again.append(headerAt(2n));
    again.close();
    const third = new BatchJournal(directory);
    expect([third.get(1n), third.get(2n)]).to.deep.equal([headerAt(1n), headerAt(2n)]);
    third.close();
  });

  it("NODE-17: a damaged line is named (BATCH_JOURNAL_DAMAGED)", () => {
    const journal = new BatchJournal(directory);
    for (let index = 1n; index <= 3n; index++) journal.append(headerAt(index));
    journal.close();
    const lines = readFileSync(file, "utf8").split("\n");
    lines[1] = lines[1]!.slice(0, 100);
    writeFileSync(file, lines.join("\n"));
    try {
      new BatchJournal(directory);
      expect.fail("it was opened");
    } catch (error) {
      if (!isProtocolError(error)) throw error;
      expect(error.code).to.equal("BATCH_JOURNAL_DAMAGED");
      expect(error.context).to.deep.equal({ file, line: 2 });
    }
  });

  it("NODE-17: what is FINAL is forgotten, and the file does not grow for ever", () => {
    const journal = new BatchJournal(directory);
    replaceDuring({ fsyncSync: () => undefined }, () => {
      for (let index = 1n; index <= 5_000n; index++) journal.append(headerAt(index));
      const size = statSync(file).size;
      journal.forgetUpTo(4_998n);
      expect(statSync(file).size).to.be.below(size / 1_000);
      journal.append(headerAt(5_001n));
    });
    journal.close();
    const again = new BatchJournal(directory);
    const known = [4_998n, 4_999n, 5_000n, 5_001n].map((index) => again.get(index)?.index);
    expect(known).to.deep.equal([undefined, 4_999n, 5_000n, 5_001n]);
    again.close();
  });

  it("NODE-17: a full disk costs no line but the one that was refused, also after a restart", () => {
    const journal = new BatchJournal(directory);
    journal.append(headerAt(1n));
    runWithRoom(100, () => {
      expect(() => journal.append(headerAt(2n))).to.throw("no space left");
      expect(journal.get(2n)).to.equal(undefined);
      expect(() => journal.append(headerAt(2n))).to.throw("no space left");
    });
    journal.append(headerAt(2n));
    journal.append(headerAt(3n));
    journal.close();
    const again = new BatchJournal(directory);
    expect([1n, 2n, 3n].map((index) => again.get(index)?.index)).to.deep.equal([1n, 2n, 3n]);
    again.close();
  });
});
