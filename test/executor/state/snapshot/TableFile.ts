import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { regionEntries, TableFile } from "../../../../packages/executor/src/state/snapshot/TableFile.js";
import { caught } from "../../../helpers/caught.js";
import { generator } from "../../../helpers/storedChain.js";

const recordSize = 96;
const seed = 20261121;

describe("TableFile", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "muniment-table-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const path = (): string => join(folder, "table");
  const create = (): TableFile =>
    new TableFile(path(), { recordSize, entries: 0, sums: new Uint32Array() }, "w+");
  const reopen = ({ entries, sums }: TableFile): TableFile =>
    new TableFile(path(), { recordSize, entries, sums }, "r+");
  const record = (id: number, version = 0): Uint8Array => {
    const bytes = new Uint8Array(recordSize).fill(version + 1);
    new DataView(bytes.buffer).setUint32(4, id, true);
    return bytes;
  };
  const records = (ids: readonly number[], version = 0): Map<number, Uint8Array> =>
    new Map(ids.map((id) => [id, record(id, version)]));
  const content = (table: TableFile): string => Buffer.concat([...table.read()]).toString("hex");

  it(`STORE-12: holds the last record of every index, in order, without the unused ones (seed ${seed})`, () => {
    const random = generator(seed);
    const model = new Map<number, Uint8Array>();
    let table = create();
    for (let round = 0; round < 30; round++) {
      // Few and many, near and far, so that runs of regions begin and end everywhere.
      const reach = [40, 3000, 60_000][random() % 3]!;
      const changed = records(
        Array.from({ length: 1 + (random() % 300) }, () => random() % reach),
        random() % 200,
      );
      table.put(changed);
      for (const [id, bytes] of changed) model.set(id, bytes);
      if (random() % 3 === 0) {
        const next = reopen(table);
        table.close();
        table = next;
      }
      const expected = [...model].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
      expect(content(table), `round ${round}`).to.equal(Buffer.concat(expected).toString("hex"));
      expect(table.entries).to.equal(Math.max(...model.keys()) + 1);
    }
    const other = new TableFile(
      join(folder, "copy"),
      { recordSize, entries: 0, sums: new Uint32Array() },
      "w+",
    );
    other.copyFrom(table);
    expect(content(other)).to.equal(content(table));
    expect([...other.sums]).to.deep.equal([...table.sums]);
    other.close();
    table.close();
  });

  it("STORE-13: writes the regions that have changed and no others", () => {
    const table = create();
    table.put(records(Array.from({ length: 10_000 }, (_, id) => id)));
    const before = readFileSync(path());
    const written = table.regionsWritten;
    const ids = [5, 6, 4000, 4000 + regionEntries, 9999];
    table.put(records(ids, 7));
    expect(table.regionsWritten - written).to.equal(4);
    const after = readFileSync(path());
    for (let id = 0; id < 10_000; id++) {
      const [from, to] = [id * recordSize, (id + 1) * recordSize];
      const expected = ids.includes(id) ? record(id, 7) : before.subarray(from, to);
      expect(Buffer.compare(after.subarray(from, to), expected), `record ${id}`).to.equal(0);
    }
    table.close();
  });

  it("STORE-13, STORE-16: neither changes, gives nor copies a region with another checksum", () => {
    const table = create();
    table.put(records(Array.from({ length: 1000 }, (_, id) => id)));
    const bytes = readFileSync(path());
    bytes[500 * recordSize + 3]! ^= 2;
    writeFileSync(path(), bytes);
    table.put(records([0, 999], 3));
    const other = new TableFile(
      join(folder, "copy"),
      { recordSize, entries: 0, sums: new Uint32Array() },
      "w+",
    );
    for (const use of [
      () => table.put(records([501], 3)),
      () => content(table),
      () => other.copyFrom(table),
    ]) {
      const error = caught(use);
      expect([error.code, error.context["file"]]).to.deep.equal(["SNAPSHOT_CORRUPT", "table"]);
    }
    expect(
      Buffer.compare(
        readFileSync(path()).subarray(480 * recordSize, 520 * recordSize),
        bytes.subarray(480 * recordSize, 520 * recordSize),
      ),
    ).to.equal(0);
    other.close();
    table.close();
  });
});
